-- Messages to people, how they want them, and how they leave the server.

create table message (
  message_id {key},
  user_id {int} not null references user_account, -- who is told
  kind {text} not null,
  words {text} not null, -- JSON object of small texts; never content, labels or secrets
  about {text} not null, -- what must not be told twice; "": nothing
  project_id {int} references project, -- null: of the server
  link {text} not null, -- path in the application
  created_at {int} not null,
  read_at {int} -- null: not read
){strict};
create index message_by_user on message (user_id, message_id);
create index message_unread on message (user_id) where read_at is null;

create table message_preference (
  user_id {int} not null primary key references user_account,
  digest {text} not null check (digest in ('off', 'hourly', 'daily')),
  digest_hour {int} not null,
  quiet_from {int}, -- minute of the day; null: no quiet hours
  quiet_to {int}, -- the same
  mail {text} not null -- JSON object, kind to true or false: where it differs from the kind's own
){strict};

create table outgoing_webhook (
  outgoing_webhook_id {key},
  project_id {int} not null references project,
  url {text} not null,
  secret {text} not null, -- signs what is sent
  kinds {text} not null, -- names, one space between
  state {text} not null check (state in ('on', 'off', 'removed')),
  created_at {int} not null,
  created_by {int} not null references user_account
){strict};
create index outgoing_webhook_by_project on outgoing_webhook (project_id, outgoing_webhook_id);

-- A message on its way: by e-mail to a person, or to an outgoing webhook.
create table sending (
  sending_id {key},
  channel {text} not null check (channel in ('mail', 'webhook')),
  state {text} not null check (state in ('queued', 'sending', 'sent', 'failed', 'given_up')),
  message_id {int} references message, -- null: to a webhook
  user_id {int} references user_account, -- null: to a webhook
  outgoing_webhook_id {int} references outgoing_webhook, -- null: by e-mail
  project_id {int} references project, -- null: of the server
  kind {text} not null,
  event {text} not null, -- the name of what is told, the same for every try; "" by e-mail
  payload {text} not null, -- canonical JSON; "" by e-mail
  attempts {int} not null,
  next_at {int} not null, -- when it is tried; while it is being sent, when it is tried again if nobody says more
  status {int}, -- of the last answer; null: none came
  duration_ms {int}, -- of the last try; null: none yet
  error {text} not null, -- of the last try
  created_at {int} not null,
  sent_at {int} -- null: not sent
){strict};
create index sending_due on sending (channel, next_at) where state in ('queued', 'sending', 'failed');
create index sending_by_webhook on sending (outgoing_webhook_id, sending_id);
create index sending_by_message on sending (message_id);
