-- Batches go out to engagements; their items are assigned to annotators, who are users with a name in the project.

alter table project_member add column annotator_id {int} references annotator; -- null: no name of theirs is known
create unique index project_member_by_annotator on project_member (annotator_id) where annotator_id is not null;

create table batch (
  batch_id {key},
  project_id {int} not null references project,
  engagement_id {int} not null references engagement,
  name {text} not null,
  state {text} not null check (state in ('draft', 'released', 'working', 'done', 'delivered', 'recalled')),
  priority {int} not null check (priority between 1 and 5), -- 1: first
  asked_due_at {int}, -- null: no instant was asked for
  work_count {int}, -- of working time after the release; null: none was asked for
  work_unit {text} not null check (work_unit in ('hours', 'days')),
  due_at {int}, -- null: never, or counted from a release to come
  due_told {text} not null check (due_told in ('nothing', 'soon', 'overdue')), -- what people were last told of it
  item_count {int} not null,
  created_at {int} not null,
  created_by {int} not null references user_account,
  released_at {int}, -- null: not released
  unique (engagement_id, name)
){strict};
create index batch_by_project on batch (project_id, batch_id);
create index batch_due on batch (due_at) where due_at is not null;

create table batch_item (
  batch_id {int} not null references batch,
  position {int} not null, -- 1, 2, ... as the client has put them
  item_id {int} not null references item,
  primary key (batch_id, position),
  unique (batch_id, item_id)
){strict};

create table assignment (
  assignment_id {key},
  project_id {int} not null references project,
  engagement_id {int} not null references engagement,
  batch_id {int} not null references batch,
  item_id {int} not null references item,
  user_id {int} not null references user_account,
  annotator_id {int} not null references annotator,
  state {text} not null check (state in ('offered', 'submitted', 'returned', 'expired', 'revoked')),
  waits {int} not null check (waits in (0, 1)), -- an annotation would change it: offered, or expired unanswered
  lease_until {int}, -- null: as long as the batch is open
  created_at {int} not null,
  created_by {int} not null references user_account,
  ended_at {int}, -- null: offered
  submitted_at {int}, -- null: no answer came
  sequence {int}, -- of the first annotation of the answer; null: none
  reason {text} not null
){strict};
create index assignment_by_item on assignment (item_id, annotator_id);
create index assignment_by_user on assignment (user_id, project_id, assignment_id);
create index assignment_by_batch on assignment (batch_id, item_id);
create index assignment_waits on assignment (project_id) where waits = 1;
create unique index assignment_once on assignment (item_id, annotator_id) where state = 'offered';
create index assignment_lease on assignment (lease_until) where state = 'offered';
