#include "app/users.h"

#include <fmt/format.h>

#include "app/permissions.h"
#include "base/clock.h"
#include "domain/sign_in.h"
#include "store/user.h"

namespace assay::app {
namespace {

constexpr std::size_t prefix_characters = 12;

Result<std::string> checked_hash(const Context& context, const std::string& password) {
  if (auto checked = domain::check_password(password); !checked) return checked.error();
  return password_hash(password, context.password_cost);
}

struct CheckedUser {
  domain::User user;
  std::string hash;
};

Result<CheckedUser> checked_user(const Context& context, const NewUser& given) {
  Result<std::string> email = domain::email_of(given.email);
  if (!email) return email.error();
  Result<std::string> name = domain::name_of(given.name, "name");
  if (!name) return name.error();
  Result<std::string> hash = checked_hash(context, given.password);
  if (!hash) return hash.error();
  CheckedUser out;
  out.user.email = std::move(email).value();
  out.user.name = std::move(name).value();
  out.user.administrator = given.administrator;
  out.hash = std::move(hash).value();
  return out;
}

Result<domain::User> insert_checked(store::Transaction& transaction, CheckedUser& checked) {
  checked.user.created_at = transaction.now_us();
  Result<domain::UserId> id = store::insert_user(transaction.connection(), checked.user, checked.hash);
  if (!id) return id.error();
  return store::user_by_id(transaction.connection(), id.value());
}

Result<Done> settle_set_up(store::Transaction& transaction, const SetUp& given, CheckedUser& checked) {
  Result<bool> used =
      store::use_setup_link(transaction.connection(), token_digest(given.token), transaction.now_us());
  if (!used) return used.error();
  if (!used.value()) {
    return Error{
        ErrorCode::forbidden,
        "this set-up link was used, or is older than a day: the server prints a new one at its start",
        "token"};
  }
  Result<std::int64_t> users = store::user_count(transaction.connection());
  if (!users) return users.error();
  if (users.value() > 0) return Error{ErrorCode::conflict, "the server is set up already; sign in", ""};
  Result<domain::OrganisationId> organisation =
      store::insert_organisation(transaction.connection(), given.organisation, transaction.now_us());
  if (!organisation) return organisation.error();
  checked.user.organisation = organisation.value();
  return Done{};
}

// A session may make any token of its user's; a token one that ends no later than itself. That a token which
// reads makes none at all is seen to by its access.
Result<Done> fits_maker(const Caller& caller, const NewToken& given) {
  if (caller.came_by != CameBy::token || !caller.token_expires_at) return Done{};
  if (given.expires_at && *given.expires_at <= *caller.token_expires_at) return Done{};
  return Error{ErrorCode::forbidden,
               fmt::format("a token that a token makes ends no later than it: at {} at the latest",
                           utc_text(*caller.token_expires_at)),
               "expires_at"};
}

}  // namespace

Result<bool> setup_needed(Context& context) {
  Result<std::int64_t> users =
      context.database.read([](store::Connection& connection) { return store::user_count(connection); });
  if (!users) return users.error();
  return users.value() == 0;
}

Result<std::optional<std::string>> make_setup_link(Context& context) {
  Result<bool> needed = setup_needed(context);
  if (!needed) return needed.error();
  if (!needed.value()) return std::optional<std::string>();
  const std::string token = new_token();
  return context.database.write(
      [&](store::Transaction& transaction) -> Result<store::Outcome<std::optional<std::string>>> {
        auto kept =
            store::insert_setup_link(transaction.connection(), token_digest(token), transaction.now_us());
        if (!kept) return kept.error();
        return store::Outcome<std::optional<std::string>>::changed(token,
                                                                   event_by({}, "make_setup_link", "server"));
      });
}

Result<SignedIn> set_up(Context& context, const Caller& caller, const SetUp& given) {
  Result<std::string> organisation = domain::name_of(given.organisation, "organisation");
  if (!organisation) return organisation.error();
  Result<CheckedUser> checked = checked_user(context, {given.email, given.name, given.password, true});
  if (!checked) return checked.error();
  return context.database.write([&](store::Transaction& transaction) -> Result<store::Outcome<SignedIn>> {
    if (auto settled = settle_set_up(transaction, given, checked.value()); !settled) return settled.error();
    Result<domain::User> user = insert_checked(transaction, checked.value());
    if (!user) return user.error();
    Result<SignedIn> opened = open_session(transaction, user.value(), {"password"});
    if (!opened) return opened.error();
    Caller first = caller;
    first.user = user.value();
    domain::AuditEvent event = event_by(first, "set_up", "user");
    event.object = user.value().id.value;
    return store::Outcome<SignedIn>::changed(std::move(opened).value(), std::move(event));
  });
}

Result<TokenUser> token_user(Context& context, std::string_view token) {
  const Digest digest = token_digest(token);
  Result<domain::ApiToken> found = context.database.read(
      [&](store::Connection& connection) { return store::token_by_hash(connection, digest); });
  if (!found) return found.error();
  const std::int64_t now = context.clock.now_us();
  const domain::ApiToken& kept = found.value();
  if (kept.revoked_at || (kept.expires_at && now > *kept.expires_at)) {
    return Error{ErrorCode::not_found, "the token was revoked or has expired", "token"};
  }
  if (now - kept.last_used_at.value_or(0) > domain::touch_us) {
    Result<Done> touched = context.database.maintain([&](store::Transaction& transaction) {
      return store::touch_token(transaction.connection(), kept.id, now);
    });
    if (!touched && touched.error().code != ErrorCode::unavailable) return touched.error();
  }
  Result<domain::User> user = context.database.read(
      [&](store::Connection& connection) { return store::user_by_id(connection, kept.user); });
  if (!user) return user.error();
  if (user.value().state != "active")
    return Error{ErrorCode::not_found, "the token's user is closed", "token"};
  return TokenUser{std::move(user).value(), kept.scopes == "read" ? Access::read : Access::write,
                   kept.expires_at};
}

Result<domain::User> add_user(Context& context, const Caller& caller, const NewUser& given) {
  if (auto may = allow(caller, Verb::add_user); !may) return may.error();
  Result<CheckedUser> checked = checked_user(context, given);
  if (!checked) return checked.error();
  checked.value().user.organisation =
      given.organisation.none() ? caller.user.organisation : given.organisation;
  return context.database.write([&](store::Transaction& transaction) -> Result<store::Outcome<domain::User>> {
    Result<domain::User> user = insert_checked(transaction, checked.value());
    if (!user) return user.error();
    auto tied = store::insert_tie(transaction.connection(), user.value().id, caller.user.id,
                                  store::Tie::created, transaction.now_us());
    if (!tied) return tied.error();
    domain::AuditEvent event = event_by(caller, "add_user", "user");
    event.object = user.value().id.value;
    return store::Outcome<domain::User>::changed(user.value(), std::move(event));
  });
}

Result<TokenMade> make_token(Context& context, const Caller& caller, const NewToken& given) {
  if (auto in = allow_signed_in(caller, Access::write); !in) return in.error();
  Result<std::string> name = domain::name_of(given.name, "name");
  if (!name) return name.error();
  if (given.scopes != "read" && given.scopes != "read write") {
    return Error{ErrorCode::invalid, "scopes are read, or read and write", "scopes"};
  }
  if (auto fits = fits_maker(caller, given); !fits) return fits.error();
  TokenMade made;
  made.secret = new_token();
  made.token.user = caller.user.id;
  made.token.name = name.value();
  made.token.prefix = made.secret.substr(0, prefix_characters);
  made.token.scopes = given.scopes;
  made.token.expires_at = given.expires_at;
  return context.database.write([&](store::Transaction& transaction) -> Result<store::Outcome<TokenMade>> {
    made.token.created_at = transaction.now_us();
    Result<domain::TokenId> id =
        store::insert_token(transaction.connection(), made.token, token_digest(made.secret));
    if (!id) return id.error();
    made.token.id = id.value();
    domain::AuditEvent event = event_by(caller, "make_token", "token");
    event.object = id.value().value;
    return store::Outcome<TokenMade>::changed(made, std::move(event));
  });
}

Result<Done> revoke_token(Context& context, const Caller& caller, domain::TokenId id) {
  if (auto in = allow_signed_in(caller, Access::write); !in) return in.error();
  return context.database.write([&](store::Transaction& transaction) -> Result<store::Outcome<Done>> {
    Result<bool> revoked =
        store::revoke_token(transaction.connection(), id, caller.user.id, transaction.now_us());
    if (!revoked) return revoked.error();
    if (!revoked.value())
      return Error{ErrorCode::not_found, "there is no such valid token of yours", "token"};
    domain::AuditEvent event = event_by(caller, "revoke_token", "token");
    event.object = id.value;
    return store::Outcome<Done>::changed({}, std::move(event));
  });
}

Result<std::vector<domain::ApiToken>> tokens(Context& context, const Caller& caller) {
  if (auto in = allow_signed_in(caller, Access::read); !in) return in.error();
  return context.database.read(
      [&](store::Connection& connection) { return store::tokens_of(connection, caller.user.id); });
}

Result<Caller> local_caller(Context& context, const std::string& request_id) {
  Result<std::vector<domain::User>> users =
      context.database.read([](store::Connection& connection) { return store::all_users(connection); });
  if (!users) return users.error();
  for (const domain::User& user : users.value()) {
    if (user.administrator && user.state == "active") {
      return Caller{user, Access::write, request_id, "local", CameBy::this_machine, {}, {}};
    }
  }
  return Error{ErrorCode::not_found, "no administrator yet: open the set-up link that assay serve prints",
               ""};
}

}  // namespace assay::app
