-- Signing in: sessions that can be named, failed attempts, second factors, invitations, signatures of people
-- and what two people must agree to.

create table user_session (
  session_id {key},
  token_sha256 {blob} not null unique,
  user_id {int} not null references user_account,
  csrf_token {text} not null,
  methods {text} not null, -- by which the person was known: "password", "password totp"; one space between
  created_at {int} not null,
  last_used_at {int} not null,
  expires_at {int} not null
){strict};
create index user_session_by_user on user_session (user_id);
insert into user_session (token_sha256, user_id, csrf_token, methods, created_at, last_used_at, expires_at)
  select token_sha256, user_id, csrf_token, 'password', created_at, last_used_at, expires_at from session;
drop table session;

-- By the hash of the address that was asked for, whether somebody has it or not: both cost the same.
create table sign_in_failure (
  name_sha256 {blob} not null primary key,
  failed_count {int} not null, -- since the last lock-out or success
  lock_count {int} not null, -- lock-outs since the last success
  last_failed_at {int} not null,
  locked_until {int} -- null: not locked out
){strict};

-- The password was right, the code is still to come.
create table sign_in_challenge (
  token_sha256 {blob} not null primary key,
  user_id {int} not null references user_account,
  failed_count {int} not null,
  created_at {int} not null,
  expires_at {int} not null
){strict};

create table second_factor (
  user_id {int} not null primary key references user_account,
  sealed_secret {blob} not null, -- base/keys.h, under the sealing key of the folder of keys
  created_at {int} not null,
  confirmed_at {int}, -- null: no code has shown yet that the person has it
  last_step {int} not null -- of 30 s, of the last code that was used
){strict};

create table recovery_code (
  user_id {int} not null references user_account,
  code_sha256 {blob} not null,
  used_at {int}, -- null: not used
  primary key (user_id, code_sha256)
){strict};

create table invitation (
  invitation_id {key},
  token_sha256 {blob} not null unique,
  email {text} not null, -- lower case
  user_id {int} not null references user_account, -- invited until they accept
  organisation_id {int} not null references organisation,
  administrator {int} not null check (administrator in (0, 1)),
  project_id {int} references project, -- null: into no project
  role {text}, -- null: none; of the project
  engagement_id {int}, -- null: outside any engagement
  created_at {int} not null,
  created_by {int} not null references user_account,
  expires_at {int} not null,
  ended_at {int}, -- null: waits
  outcome {text} check (outcome in ('accepted', 'revoked', 'replaced')) -- null: waits
){strict};
create index invitation_by_user on invitation (user_id);

-- Who had a hand in whose way in: such two cannot be the four eyes of one action for a while.
create table credential_tie (
  tie_id {key},
  user_id {int} not null references user_account,
  by_user_id {int} not null references user_account,
  kind {text} not null check (kind in ('created', 'invited', 'reset')),
  created_at {int} not null
){strict};
create index credential_tie_by_user on credential_tie (user_id, by_user_id);
insert into credential_tie (user_id, by_user_id, kind, created_at)
  select object_id, user_id, 'created', at from audit_event
  where verb = 'add_user' and object_kind = 'user' and user_id is not null;

-- A person has signed again: for one thing, once, within minutes.
create table confirmation (
  token_sha256 {blob} not null primary key,
  user_id {int} not null references user_account,
  signed_sha256 {blob} not null, -- of exactly what is signed
  methods {text} not null, -- as in user_session
  created_at {int} not null,
  expires_at {int} not null,
  used_at {int} -- null: not used
){strict};

create table approval (
  approval_id {key},
  organisation_id {int} not null references organisation, -- the client
  action {text} not null,
  project_id {int} references project, -- null: of the server
  subject_id {int} references user_account, -- null: about nobody
  request {text} not null, -- canonical JSON
  request_sha256 {blob} not null,
  requested_by {int} not null references user_account,
  requested_at {int} not null,
  approved_by {int} references user_account, -- null: not approved
  approved_at {int}, -- null: not approved
  used_at {int}, -- null: not used
  expires_at {int} not null -- of the request, then of the approval
){strict};
create index approval_by_organisation on approval (organisation_id, approval_id);
