-- Several organisations in one project: who is engaged, who is in whose part of it, and who annotators are.

alter table organisation add column calendar {text} not null
  default '{"days":[1,2,3,4,5],"from":"09:00","holidays":[],"until":"17:00"}'; -- JSON, domain/calendar.h
alter table organisation add column revision {int} not null default 1; -- grows with every edit

create table engagement (
  engagement_id {key},
  project_id {int} not null references project,
  organisation_id {int} not null references organisation, -- the provider
  provider_id {int} not null references term (term_id), -- the provider's name in annotations
  state {text} not null check (state in ('proposed', 'selected', 'qualification', 'calibration', 'pilot',
    'production', 'paused', 'ended')),
  created_at {int} not null,
  created_by {int} not null references user_account,
  ended_at {int}, -- null: not ended
  unique (project_id, organisation_id)
){strict};
create index engagement_by_organisation on engagement (organisation_id);

alter table project_member add column engagement_id {int} references engagement; -- null: on the client's side
alter table project_member add column adjudicates {int} not null default 0 check (adjudicates in (0, 1));

-- What pseudonyms of a project's annotators are made with.
create table pseudonym_key (
  project_id {int} not null primary key references project,
  secret {blob} not null,
  created_at {int} not null
){strict};

-- Names of annotators whom the record knows by a pseudonym. Readable by their own organisation alone.
create table annotator_identity (
  annotator_id {int} not null primary key references annotator,
  organisation_id {int} not null references organisation,
  name {text} not null
){strict};

create table team (
  team_id {key},
  organisation_id {int} not null references organisation,
  name {text} not null,
  created_at {int} not null,
  unique (organisation_id, name)
){strict};

-- Membership from one time until another; a person may come back.
create table team_member (
  team_id {int} not null references team,
  user_id {int} not null references user_account,
  begins_at {int} not null,
  ends_at {int}, -- null: still
  primary key (team_id, user_id, begins_at)
){strict};
