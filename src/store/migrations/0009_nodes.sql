-- Several servers on one database: whose a running job is, what an item came by after it was known by name, and
-- that all seal under the same key.

alter table job add column claim {int} not null default 0; -- how often it was taken; whoever has another number has lost it
alter table job add column lease_until {int}; -- null: nobody has it; later than that it may be taken again

-- An item whose content and attributes came after its name, in the order in which they came: whoever holds a project in
-- memory reads on from where they stand.
create table item_content (
  item_content_id {key},
  project_id {int} not null references project,
  item_id {int} not null references item
){strict};
create index item_content_by_project on item_content (project_id, item_content_id);

-- What a secret key makes of a text that everybody knows: tells whether two servers have the same key, and not the key.
create table key_check (
  name {text} not null primary key,
  hmac_sha256 {blob} not null,
  created_at {int} not null
){strict};

-- The secret of an outgoing webhook is sealed from here on; those from before are when a server starts.
alter table outgoing_webhook add column sealed_secret {blob}; -- base/keys.h; null: it stands in `secret`, from before
