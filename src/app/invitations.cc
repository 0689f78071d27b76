#include "app/invitations.h"

#include <array>

#include "app/permissions.h"
#include "store/invitation.h"
#include "store/user.h"

namespace assay::app {
namespace {

using store::Connection;
using store::InvitationEnd;
using store::Outcome;
using store::Transaction;

Error no_invitation() {
  return Error{ErrorCode::forbidden, "this link was used, has expired or was taken back: ask for another one",
               "token"};
}

domain::AuditEvent event_about(const Caller& caller, const char* verb, const domain::Invitation& invitation) {
  domain::AuditEvent event = event_by(caller, verb, "invitation");
  event.object = invitation.id.value;
  return event;
}

Result<domain::User> insert_invited(Transaction& transaction, const NewInvitation& given) {
  domain::User user;
  user.organisation = given.organisation;
  user.email = given.email;
  user.name = given.name.empty() ? given.email : given.name;  // until they say how they are called
  user.administrator = given.administrator;
  user.state = "invited";
  user.created_at = transaction.now_us();
  Result<domain::UserId> id = store::insert_user(transaction.connection(), user, "");
  if (!id) return id.error();
  return store::user_by_id(transaction.connection(), id.value());
}

// The user of the address, new or invited before; refuses who is more than that.
Result<domain::User> invited_user(Transaction& transaction, const NewInvitation& given) {
  Connection& connection = transaction.connection();
  Result<std::string> kind = store::organisation_kind(connection, given.organisation);
  if (!kind) return Error{kind.error().code, kind.error().message, "organisation"};
  Result<store::UserWithPassword> found = store::user_by_email(connection, given.email);
  if (!found && found.error().code != ErrorCode::not_found) return found.error();
  if (!found) return insert_invited(transaction, given);
  domain::User user = std::move(found.value().user);
  if (user.state != "invited") {
    return Error{ErrorCode::conflict, "there is a user with this e-mail address already", "email"};
  }
  user.organisation = given.organisation;
  user.administrator = given.administrator;
  if (auto set = store::set_invited(connection, user); !set) return set.error();
  auto ended = store::end_invitations_of(connection, user.id, InvitationEnd::replaced, transaction.now_us());
  if (!ended) return ended.error();
  return store::user_by_id(connection, user.id);
}

domain::Invitation invitation_for(const Transaction& transaction, const Caller& caller,
                                  const domain::User& user) {
  domain::Invitation out;
  out.email = user.email;
  out.user = user.id;
  out.organisation = user.organisation;
  out.organisation_name = user.organisation_name;
  out.administrator = user.administrator;
  out.created_at = transaction.now_us();
  out.created_by = caller.user.id;
  out.expires_at = transaction.now_us() + domain::invitation_life_us;
  return out;
}

Result<domain::Invitation> working(Connection& connection, const std::string& secret, std::int64_t now_us) {
  Result<domain::Invitation> found = store::invitation_by_token(connection, token_digest(secret));
  if (!found && found.error().code == ErrorCode::not_found) return no_invitation();
  if (found && !found.value().open(now_us)) return no_invitation();
  return found;
}

struct Arriving {
  std::string secret, name, hash;
};
// The user of the link, active from now on.
Result<domain::User> let_in(Transaction& transaction, const Arriving& arriving) {
  Connection& connection = transaction.connection();
  Result<domain::Invitation> found = working(connection, arriving.secret, transaction.now_us());
  if (!found) return found.error();
  const domain::UserId user = found.value().user;
  Result<domain::User> before = store::user_by_id(connection, user);
  if (!before) return before;
  if (before.value().state != "invited") return no_invitation();
  const std::array steps = {
      store::set_user_name(connection, user, arriving.name),
      store::set_password_hash(connection, user, arriving.hash),
      store::set_user_state(connection, user, "active"),
      store::end_invitations_of(connection, user, InvitationEnd::accepted, transaction.now_us()),
      store::insert_tie(connection, user, found.value().created_by, store::Tie::invited,
                        transaction.now_us())};
  for (const Result<Done>& step : steps) {
    if (!step) return step.error();
  }
  return store::user_by_id(connection, user);
}

}  // namespace

Result<Invited> invite(Context& context, const Caller& caller, const NewInvitation& given) {
  if (auto may = allow(caller, Verb::invite); !may) return may.error();
  if (auto person = allow_person(caller); !person) return person.error();
  Result<std::string> email = domain::email_of(given.email);
  if (!email) return email.error();
  NewInvitation wanted = given;
  wanted.email = email.value();
  if (wanted.organisation.none()) wanted.organisation = caller.user.organisation;
  return context.database.write([&](Transaction& transaction) -> Result<Outcome<Invited>> {
    Result<Invited> invited = invite_within(transaction, caller, wanted);
    if (!invited) return invited.error();
    domain::AuditEvent event = event_about(caller, "invite", invited.value().invitation);
    return Outcome<Invited>::changed(std::move(invited).value(), std::move(event));
  });
}

Result<Invited> invite_within(Transaction& transaction, const Caller& caller, const NewInvitation& given) {
  Connection& connection = transaction.connection();
  Result<domain::User> user = invited_user(transaction, given);
  if (!user) return user.error();
  Invited out{new_token(), invitation_for(transaction, caller, user.value())};
  Result<domain::InvitationId> id =
      store::insert_invitation(connection, token_digest(out.secret), out.invitation);
  if (!id) return id.error();
  out.invitation.id = id.value();
  auto tied = store::insert_tie(connection, user.value().id, caller.user.id, store::Tie::invited,
                                transaction.now_us());
  if (!tied) return tied.error();
  return out;
}

Result<Done> revoke_invitation(Context& context, const Caller& caller, domain::InvitationId id) {
  if (auto may = allow(caller, Verb::invite); !may) return may;
  return context.database.write([&](Transaction& transaction) -> Result<Outcome<Done>> {
    Connection& connection = transaction.connection();
    Result<domain::Invitation> found = store::invitation_by_id(connection, id);
    if (!found) return found.error();
    Result<bool> ended = store::end_invitation(connection, id, InvitationEnd::revoked, transaction.now_us());
    if (!ended) return ended.error();
    if (!ended.value()) {
      return Error{ErrorCode::conflict, "this invitation has ended: only one that waits is taken back",
                   "state"};
    }
    return Outcome<Done>::changed({}, event_about(caller, "revoke_invitation", found.value()));
  });
}

Result<std::vector<domain::Invitation>> invitations(Context& context, const Caller& caller,
                                                    std::int64_t before, std::int64_t limit) {
  if (auto may = allow(caller, Verb::invite); !may) return may.error();
  return context.database.read(
      [&](Connection& connection) { return store::invitations(connection, before, limit); });
}

Result<domain::Invitation> open_invitation(Context& context, const std::string& secret) {
  return context.database.read(
      [&](Connection& connection) { return working(connection, secret, context.clock.now_us()); });
}

Result<SignedIn> accept_invitation(Context& context, const Caller& caller, const Acceptance& given) {
  Result<std::string> name = domain::name_of(given.name, "name");
  if (!name) return name.error();
  if (auto checked = domain::check_password(given.password); !checked) return checked.error();
  // Before the password is hashed: who guesses at links costs the server no more than a look.
  if (auto works = open_invitation(context, given.secret); !works) return works.error();
  Result<std::string> hash = password_hash(given.password, context.password_cost);
  if (!hash) return hash.error();
  const Arriving arriving{given.secret, name.value(), hash.value()};
  return context.database.write([&](Transaction& transaction) -> Result<Outcome<SignedIn>> {
    Result<domain::User> user = let_in(transaction, arriving);
    if (!user) return user.error();
    Result<SignedIn> opened = open_session(transaction, user.value(), {"password"});
    if (!opened) return opened.error();
    Caller self = caller;
    self.user = user.value();
    domain::AuditEvent event = event_by(self, "accept_invitation", "user");
    event.object = self.user.id.value;
    return Outcome<SignedIn>::changed(std::move(opened).value(), std::move(event));
  });
}

}  // namespace assay::app
