-- Who annotators are stands sealed, each by a key of their own; and people are erased as items are.

-- The name that the annotator's own organisation knows them by. `name` is empty from here on; what stands there
-- of before is sealed when a server starts.
alter table annotator_identity add column sealed_name {blob}; -- null: erased, or from before; store/annotator_identity.h
alter table annotator add column erased_at {int}; -- null: known
create index annotator_erased on annotator (project_id, annotator_id) where erased_at is not null;

-- What pseudonyms are made with, sealed by the sealing key of the folder of keys. `secret` is empty from here on.
alter table pseudonym_key add column sealed_secret {blob}; -- null: it stands in `secret`, from before

alter table erasure add column annotator_count {int} not null default 0;
create table erasure_annotator (
  erasure_id {int} not null references erasure,
  annotator_id {int} not null references annotator,
  primary key (erasure_id, annotator_id)
){strict};
create index erasure_of_annotator on erasure_annotator (annotator_id);
create index erasure_of_person on erasure (user_id) where user_id is not null;

alter table legal_hold add column annotator_id {int} references annotator; -- null: of an item, or of all of the project
alter table user_account add column erased_at {int}; -- null: name and address are here
