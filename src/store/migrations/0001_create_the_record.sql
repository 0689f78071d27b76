-- Nouns of the record. {key}, {int}, {real}, {text}, {blob} and {strict} are written out per database.
-- Times (_at) are microseconds since 1970, UTC. A column that may be null says what absence means.

create table instance (
  name {text} not null primary key,
  value {text} not null
){strict};

create table organisation (
  organisation_id {key},
  name {text} not null unique,
  kind {text} not null check (kind in ('client', 'provider')),
  state {text} not null check (state in ('active', 'suspended', 'closed')),
  time_zone {text} not null,
  created_at {int} not null
){strict};

create table user_account (
  user_id {key},
  organisation_id {int} not null references organisation,
  email {text} not null unique, -- lower case
  name {text} not null,
  password_hash {text}, -- null: cannot sign in with a password
  administrator {int} not null check (administrator in (0, 1)),
  state {text} not null check (state in ('invited', 'active', 'locked', 'closed')),
  created_at {int} not null
){strict};

create table setup_link (
  token_sha256 {blob} not null primary key,
  created_at {int} not null,
  used_at {int} -- null: not used
){strict};

create table session (
  token_sha256 {blob} not null primary key,
  user_id {int} not null references user_account,
  csrf_token {text} not null,
  created_at {int} not null,
  last_used_at {int} not null,
  expires_at {int} not null
){strict};

create table api_token (
  token_id {key},
  user_id {int} not null references user_account,
  name {text} not null,
  prefix {text} not null,
  token_sha256 {blob} not null unique,
  scopes {text} not null, -- "read" or "read write"
  created_at {int} not null,
  expires_at {int}, -- null: never
  last_used_at {int}, -- null: not yet
  revoked_at {int} -- null: valid
){strict};

create table project (
  project_id {key},
  name {text} not null,
  description {text} not null,
  kind {text} not null check (kind in ('inspection', 'programme')),
  state {text} not null check (state in ('open', 'closed')),
  data_class {text} not null check (data_class in ('public', 'internal', 'pii', 'phi')),
  revision {int} not null, -- grows with every edit
  created_at {int} not null,
  created_by {int} not null references user_account
){strict};

create table project_member (
  project_id {int} not null references project,
  user_id {int} not null references user_account,
  role {text} not null check (role in ('owner', 'expert', 'lead', 'reviewer', 'annotator', 'auditor')),
  created_at {int} not null,
  primary key (project_id, user_id)
){strict};

create table schema_version (
  project_id {int} not null references project,
  version {int} not null,
  document {text} not null, -- the questions as canonical JSON
  mapping {text} not null, -- from the version before, as canonical JSON; "[]" of the first
  after_annotation {int} not null, -- annotations with a greater sequence came under this version
  after_gold {int} not null, -- gold with a greater id
  created_at {int} not null,
  created_by {int} not null references user_account,
  primary key (project_id, version)
){strict};

-- Words of a project that annotations name: the key of each is used in the rows.
create table question (
  question_id {key},
  project_id {int} not null references project,
  name {text} not null,
  unique (project_id, name)
){strict};

create table annotator (
  annotator_id {key},
  project_id {int} not null references project,
  name {text} not null,
  unique (project_id, name)
){strict};

create table term (
  term_id {key},
  project_id {int} not null references project,
  kind {text} not null check (kind in ('label', 'guideline_version', 'batch', 'provider')),
  value {text} not null,
  unique (project_id, kind, value)
){strict};

create table upload (
  upload_id {key},
  project_id {int} not null references project,
  name {text} not null,
  size {int} not null,
  part_size {int} not null,
  state {text} not null check (state in ('open', 'complete', 'removed')),
  created_at {int} not null,
  created_by {int} not null references user_account
){strict};

create table upload_part (
  upload_id {int} not null references upload,
  number {int} not null,
  size {int} not null,
  sha256 {blob} not null,
  primary key (upload_id, number)
){strict};

create table job (
  job_id {key},
  project_id {int} references project, -- null: of the server
  kind {text} not null,
  state {text} not null check (state in ('queued', 'running', 'done', 'failed', 'cancelled')),
  input {text} not null, -- JSON
  progress {text} not null, -- JSON: where it goes on after a stop
  step {text} not null,
  done_count {int} not null,
  total_count {int} not null,
  error {text} not null,
  result {text} not null, -- JSON; "" before the end
  cancel_asked {int} not null,
  created_at {int} not null,
  created_by {int} not null references user_account,
  started_at {int}, -- null: not yet
  finished_at {int} -- null: not yet
){strict};
create index job_by_state on job (state, job_id);

create table import_record (
  import_id {key},
  project_id {int} not null references project,
  kind {text} not null check (kind in ('items', 'annotations', 'gold', 'webhook', 'api')),
  file_name {text} not null,
  file_sha256 {blob} not null,
  format {text} not null,
  mapping {text} not null, -- JSON
  job_id {int} references job, -- null: not by a job
  created_at {int} not null,
  created_by {int} not null references user_account
){strict};

-- How an import ended; one row an import.
create table import_outcome (
  import_id {int} not null primary key references import_record,
  row_count {int} not null,
  added_count {int} not null,
  known_count {int} not null,
  refused_count {int} not null,
  problems {text} not null, -- JSON
  finished_at {int} not null
){strict};

create table item (
  item_id {key},
  project_id {int} not null references project,
  name {text} not null, -- the importer's own key
  kind {text} not null check (kind in ('unseen', 'text', 'record', 'conversation', 'comparison', 'image')),
  content {text} not null, -- text, or JSON of the kind; "" of an item known by name alone
  attributes {text} not null, -- JSON object
  content_sha256 {blob}, -- null: no content yet
  state {text} not null check (state in ('new', 'ready', 'withdrawn', 'erased')),
  import_id {int} references import_record, -- null: named by an annotation first
  created_at {int} not null,
  unique (project_id, name)
){strict};

create table annotation (
  sequence {key}, -- position in the log of annotations of all projects
  project_id {int} not null references project,
  item_id {int} not null references item,
  question_id {int} not null references question,
  annotator_id {int}, -- null: unknown
  label_id {int}, -- null: skipped
  engagement_id {int}, -- null: outside any engagement
  guideline_version_id {int}, -- null: not told
  provider_id {int}, -- null: not told
  batch_id {int}, -- null: not told
  rules_cited {text}, -- null: none
  role {int} not null, -- domain/annotation.h, as the next four
  pass {int} not null,
  flag {int} not null,
  origin {int} not null,
  admission {int} not null,
  quarantine_reason {text}, -- null: admitted
  confidence {real}, -- null: not told
  shown_at {int}, -- null: not told
  first_action_at {int}, -- null: not told
  submitted_at {int}, -- null: not told
  active_ms {int}, -- null: not told
  supersedes {int}, -- null: nothing; the sequence it corrects
  import_id {int} not null references import_record,
  received_at {int} not null
){strict};
create index annotation_by_project on annotation (project_id, sequence);
create index annotation_by_item on annotation (item_id);

-- What annotators marked inside items, with its geometry; nothing measures it yet.
create table region (
  region_id {key},
  project_id {int} not null references project,
  item_id {int} not null references item,
  question_id {int} not null references question,
  annotator_id {int}, -- null: unknown
  label_id {int}, -- null: no category
  is_gold {int} not null,
  shape {text} not null,
  geometry {text} not null, -- JSON list of numbers, labels/regions.h
  import_id {int} not null references import_record
){strict};
create index region_by_item on region (item_id);

create table gold (
  gold_id {key},
  project_id {int} not null references project,
  item_id {int} not null references item,
  question_id {int} not null references question,
  label_id {int} not null references term (term_id),
  state {text} not null check (state in ('candidate', 'active', 'suspended', 'retired')),
  source {text} not null,
  expert_count {int}, -- null: not told
  guideline_version_id {int}, -- null: not told
  supersedes {int}, -- null: nothing; the gold_id it replaces
  import_id {int} not null references import_record,
  created_at {int} not null
){strict};
create index gold_by_project on gold (project_id, gold_id);
create index gold_by_item on gold (item_id);

create table snapshot (
  snapshot_id {key},
  project_id {int} not null references project,
  name {text} not null,
  log_position {int} not null,
  seed {int} not null,
  options {text} not null, -- JSON
  inputs_sha256 {blob} not null,
  document_sha256 {blob} not null, -- of the inspection as JSON, kept among the files
  method_version {text} not null,
  job_id {int} references job, -- null: not by a job
  created_at {int} not null,
  created_by {int} not null references user_account
){strict};

create table draw (
  draw_id {key},
  project_id {int} not null references project,
  purpose {text} not null,
  design {text} not null check (design in ('srs_wor', 'stratified_wor', 'poisson_pps', 'sequential_wor')),
  population_sha256 {blob} not null,
  population_count {int} not null,
  seed {blob} not null,
  document {text} not null, -- the request and how the seed came about, canonical JSON
  created_at {int} not null,
  created_by {int} not null references user_account
){strict};

create table draw_item (
  draw_id {int} not null references draw,
  position {int} not null,
  item_id {int} not null references item,
  inclusion_probability {text} not null, -- a decimal, exact
  primary key (draw_id, position)
){strict};

-- Answers to requests that carried an Idempotency-Key: asked again, the same answer and no second effect.
create table idempotency (
  user_id {int} not null references user_account,
  project_id {int} not null references project,
  request_key {text} not null,
  request_sha256 {blob} not null,
  answer {text} not null,
  created_at {int} not null,
  primary key (user_id, project_id, request_key)
){strict};

-- The audit log: leaves of a Merkle tree in order, every 256th level of its finished subtrees, its signed heads.
create table audit_event (
  event_index {int} not null primary key,
  leaf {blob} not null, -- canonical JSON
  leaf_sha256 {blob} not null,
  at {int} not null,
  user_id {int}, -- null: the server itself
  project_id {int}, -- null: of the server
  verb {text} not null,
  object_kind {text} not null,
  object_id {int} not null,
  request_id {text} not null,
  reason {text} not null
){strict};
create index audit_event_by_project on audit_event (project_id, event_index);

-- The roots of finished subtrees of 256, 65536, ... leaves (height 1, 2, ...): proofs read few rows.
create table audit_node (
  height {int} not null,
  node_index {int} not null,
  hash {blob} not null,
  primary key (height, node_index)
){strict};

create table audit_frontier (
  id {int} not null primary key check (id = 1),
  bytes {blob} not null -- base/merkle.h
){strict};

create table audit_head (
  size {int} not null primary key,
  root {blob} not null,
  checkpoint {text} not null, -- the signed note
  at {int} not null
){strict};
