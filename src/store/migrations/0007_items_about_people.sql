-- What is told about people: sealed, kept for a purpose and a time, looked at on record, and erased for good.

-- Of items about people. The name is then a keyed hash, the content and the attributes are empty.
alter table item add column sealed_head {blob}; -- null: not sealed; store/sealed_item.h
alter table item add column sealed_content {blob}; -- null: none, or not sealed

alter table project add column purpose {text} not null default ''; -- what its items may be used for

-- A demand that what is told about somebody be erased: items of a project, or a person who has worked.
create table erasure (
  erasure_id {key},
  project_id {int} references project, -- null: about a person
  user_id {int} references user_account, -- null: about items
  basis {text} not null check (basis in ('request', 'retention', 'contract', 'defect')),
  reference {text} not null, -- the demander's own number of it; no name
  state {text} not null check (state in ('received', 'executing', 'executed', 'withdrawn')),
  item_count {int} not null,
  requested_by {int} references user_account, -- null: by a rule
  requested_at {int} not null,
  executed_by {int} references user_account, -- null: by a rule, or not executed
  executed_at {int}, -- null: not executed
  receipt_sha256 {blob} -- of what was destroyed; null: not executed
){strict};
create index erasure_by_project on erasure (project_id, erasure_id);

create table erasure_item (
  erasure_id {int} not null references erasure,
  item_id {int} not null references item,
  primary key (erasure_id, item_id)
){strict};
create index erasure_of_item on erasure_item (item_id);

-- While a hold stands nothing of what it covers is erased, by whomever.
create table legal_hold (
  legal_hold_id {key},
  project_id {int} not null references project,
  item_id {int} references item, -- null: all of the project
  reason {text} not null,
  placed_by {int} not null references user_account,
  placed_at {int} not null,
  lifted_by {int} references user_account, -- null: stands
  lifted_at {int} -- null: stands
){strict};
create index legal_hold_by_project on legal_hold (project_id);

create table retention_rule (
  project_id {int} not null primary key references project,
  keep_days {int} not null, -- after an item came
  changed_by {int} not null references user_account,
  changed_at {int} not null,
  last_run_at {int} -- null: not yet
){strict};

-- Who looked at which items, when, and what for. The event of the audit log has the count and the root.
create table item_read (
  item_read_id {key},
  project_id {int} not null references project,
  user_id {int} not null references user_account,
  verb {text} not null, -- of the event
  items {blob} not null, -- their keys, 8 bytes each, the highest first
  purpose {text} not null,
  break_glass_id {int}, -- null: by a role in the project
  at {int} not null
){strict};
create index item_read_by_project on item_read (project_id, item_read_id);

-- Somebody of the client who has no part in the project looked at it in an emergency.
create table break_glass (
  break_glass_id {key},
  project_id {int} not null references project,
  user_id {int} not null references user_account,
  reason {text} not null,
  opened_at {int} not null,
  expires_at {int} not null,
  reviewed_by {int} references user_account, -- null: not reviewed
  reviewed_at {int}, -- null: not reviewed
  review {text} -- null: not reviewed
){strict};
create index break_glass_by_project on break_glass (project_id, user_id);
