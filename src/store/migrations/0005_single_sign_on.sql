-- Who somebody is to an issuer of OpenID Connect. Found by issuer and subject: e-mail addresses are given to
-- other people in time. One person of an issuer a user, so that no second person comes into an account by its address.
create table user_identity (
  issuer {text} not null,
  subject {text} not null,
  user_id {int} not null references user_account,
  created_at {int} not null,
  primary key (issuer, subject),
  unique (issuer, user_id)
){strict};

-- Browsers that are on their way to the issuer. A row is taken once, by the browser that left it, or grows old.
-- Nothing in it lets anybody go on: what the issuer was asked is made from the browser's own secret.
create table pending_sign_in (
  state_sha256 {blob} not null primary key,
  browser_sha256 {blob} not null,
  return_to {text} not null,
  created_at {int} not null
){strict};
create index pending_sign_in_by_time on pending_sign_in (created_at);
