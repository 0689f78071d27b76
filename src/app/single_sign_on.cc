#include "app/single_sign_on.h"

#include <fmt/format.h>

#include <algorithm>

#include "app/permissions.h"
#include "base/clock.h"
#include "base/hash.h"
#include "store/single_sign_on.h"
#include "store/user.h"

namespace assay::app {
namespace {

constexpr std::size_t path_bytes_max = 512;
constexpr std::size_t secret_bytes = 32;
constexpr std::size_t secret_characters = 43;

Error stopped(const char* why, std::string message) {
  return Error{ErrorCode::forbidden, std::move(message), why};
}

// What the issuer is asked with, from the browser's secret and the state: nothing of it is kept here.
IssuerQuestion question_of(const std::string& state, const std::string& browser_secret) {
  const auto part = [&](std::string_view name) {
    return base64_url(as_text(hmac_sha256(browser_secret, fmt::format("assay/{}/v1\n{}", name, state))));
  };
  return {state, part("openid_nonce"), part("openid_code_verifier")};
}

// The event and the session of somebody who is let in.
Result<store::Outcome<SignedIn>> admit(store::Transaction& transaction, const Caller& caller,
                                       domain::User user, std::string how) {
  if (user.state != "active" && user.state != "invited") {
    return stopped("closed", "this user is locked or closed; an administrator can change that");
  }
  if (user.state == "invited") {
    auto activated = store::activate_invited(transaction.connection(), user.id);
    if (!activated) return activated.error();
    user.state = "active";
  }
  Result<SignedIn> opened = open_session(transaction, user, {how.substr(0, how.find(' '))});
  if (!opened) return opened.error();
  Caller self = caller;
  self.user = user;
  domain::AuditEvent event = event_by(self, "sign_in", "user");
  event.object = user.id.value;
  event.methods = {how.substr(0, how.find(' '))};
  event.reason = std::move(how);
  return store::Outcome<SignedIn>::changed(std::move(opened).value(), std::move(event));
}

Result<domain::User> user_of_email(store::Connection& connection, const std::string& email) {
  auto found = store::user_by_email(connection, email);
  if (!found) return found.error();
  return found.value().user;
}

std::string display_name(const IssuerPerson& person, const std::string& email) {
  const auto name = domain::name_of(person.name, "name");
  return name ? name.value() : email.substr(0, email.find('@'));
}

Result<domain::User> made_user(store::Transaction& transaction, const IssuerPerson& person,
                               const std::string& email, const std::string& organisation) {
  auto found = store::organisation_by_name(transaction.connection(), organisation);
  if (!found) return found.error();
  if (!found.value()) {
    return stopped("person", "there is no organisation of the name that --openid-organisation says");
  }
  domain::User user;
  user.organisation = *found.value();
  user.email = email;
  user.name = display_name(person, email);
  user.created_at = transaction.now_us();
  auto id = store::insert_user(transaction.connection(), user, "");
  if (!id) return id.error();
  return store::user_by_id(transaction.connection(), id.value());
}

// At the first sign-in: whose address the issuer has verified.
struct Linked {
  domain::User user;
  const char* how = "";
};
Result<Linked> linked_user(store::Transaction& transaction, const IssuerPerson& person,
                           const OpenidSettings& settings) {
  const auto email = domain::email_of(person.email);
  if (!email || !person.email_verified) {
    return stopped("email", "the issuer vouches for no e-mail address (email with email_verified)");
  }
  Linked out{{}, "; linked"};
  auto known = user_of_email(transaction.connection(), email.value());
  if (!known && known.error().code != ErrorCode::not_found) return known.error();
  if (!known && settings.organisation.empty()) {
    return stopped("person", "nobody here has the e-mail address that the issuer says");
  }
  if (!known) {
    known = made_user(transaction, person, email.value(), settings.organisation);
    if (!known) return known.error();
    out.how = "; made and linked";
  }
  out.user = known.value();
  auto kept = store::insert_identity(transaction.connection(), {settings.issuer, person.subject}, out.user.id,
                                     transaction.now_us());
  if (!kept && kept.error().code == ErrorCode::conflict) {
    return stopped("taken", "the user of this e-mail address is linked with another person of the issuer");
  }
  if (!kept) return kept.error();
  return out;
}

// Counts who waits for the issuer.
class Asking {
 public:
  explicit Asking(std::atomic<int>& count) : count_(count), number_(++count) {}
  ~Asking() { --count_; }
  Asking(const Asking&) = delete;
  Asking& operator=(const Asking&) = delete;
  bool may_ask() const { return number_ <= issuer_asked_at_once_max; }

 private:
  std::atomic<int>& count_;
  const int number_;
};

Error busy() {
  return Error{ErrorCode::unavailable, "too many people sign in at once; try again in a moment", "busy"};
}

bool is_secret(const std::string& text) {
  return text.size() == secret_characters && bytes_from_base64_url(text).has_value();
}

}  // namespace

std::string local_path(const std::string& text) {
  const bool plain = std::all_of(text.begin(), text.end(),
                                 [](char c) { return c > ' ' && c < '\x7f' && c != '\\' && c != '#'; });
  const bool leads_here = text.starts_with('/') && !text.starts_with("//") && !text.starts_with("/api");
  return plain && leads_here && text.size() <= path_bytes_max ? text : "/";
}

void OpenidSignIn::note(const Caller& caller, const Error& error) const {
  log_.write(LogLevel::warning, "single_sign_on",
             {{"request_id", std::string_view(caller.request_id)},
              {"why", std::string_view(error.where)},
              {"message", std::string_view(error.message)}});
}

Result<SignInBegun> OpenidSignIn::begin(const Caller& caller, const std::string& return_to) {
  auto out = begun(return_to);
  if (!out) note(caller, out.error());
  return out;
}

Result<SignInArrived> OpenidSignIn::finish(const Caller& caller, const SignInReturn& back) {
  auto out = finished(caller, back);
  if (!out) note(caller, out.error());
  return out;
}

Result<SignInBegun> OpenidSignIn::begun(const std::string& return_to) {
  const Asking asking(asking_);
  if (!asking.may_ask()) return busy();
  const std::string state = base64_url(random_bytes(secret_bytes));
  const std::string browser_secret = base64_url(random_bytes(secret_bytes));
  auto address = issuer_.authorization_address(question_of(state, browser_secret));
  if (!address) return address.error();
  auto kept = context_.database.maintain([&](store::Transaction& transaction) -> Result<Done> {
    store::Connection& connection = transaction.connection();
    const std::int64_t now = transaction.now_us();
    auto forgotten =
        store::forget_pending(connection, now - sign_in_minutes * minute_us, pending_sign_ins_max - 1);
    if (!forgotten) return forgotten;
    return store::insert_pending(connection,
                                 {sha256(state), sha256(browser_secret), local_path(return_to), now});
  });
  if (!kept) return kept.error();
  return SignInBegun{std::move(address).value(), browser_secret};
}

// Where the browser wanted to go, once.
Result<std::string> OpenidSignIn::taken(const SignInReturn& back) {
  const Error gone = stopped("expired",
                             "this sign-in was used, is older than ten minutes, or was begun in another "
                             "browser");
  if (!is_secret(back.state) || !is_secret(back.browser_secret)) return gone;
  auto pending = context_.database.maintain([&](store::Transaction& transaction) {
    return store::take_pending(transaction.connection(), sha256(back.state), sha256(back.browser_secret));
  });
  if (!pending) return pending.error();
  const auto& found = pending.value();
  if (!found || context_.clock.now_us() - found->created_at > sign_in_minutes * minute_us) return gone;
  return found->return_to;
}

Result<IssuerAnswer> OpenidSignIn::asked(const SignInReturn& back) {
  const Asking asking(asking_);
  if (!asking.may_ask()) return busy();
  if (auto named = issuer_.check_named(back.issuer); !named) return named.error();
  if (!back.error.empty()) {
    const bool denied = back.error == "access_denied";
    return denied ? stopped("refused", "the issuer refused, or the person did")
                  : stopped("issuer", "the issuer came back with an error instead of a code");
  }
  if (back.code.empty()) return stopped("issuer", "the issuer came back without a code");
  auto answer = issuer_.answer_to(question_of(back.state, back.browser_secret), back.code);
  if (!answer) return answer;
  const store::Identity identity{settings().issuer, answer.value().person.subject};
  auto known = context_.database.read(
      [&](store::Connection& connection) { return store::user_by_identity(connection, identity); });
  if (!known) return known.error();
  if (known.value()) return answer;
  if (auto completed = issuer_.complete(answer.value()); !completed) return completed.error();
  return answer;
}

Result<SignedIn> OpenidSignIn::admitted(const Caller& caller, const IssuerPerson& person) {
  return context_.database.write([&](store::Transaction& transaction) -> Result<store::Outcome<SignedIn>> {
    const std::string how = "openid_connect " + settings().issuer;
    auto known = store::user_by_identity(transaction.connection(), {settings().issuer, person.subject});
    if (!known) return known.error();
    if (known.value()) {
      auto user = store::user_by_id(transaction.connection(), *known.value());
      if (!user) return user.error();
      return admit(transaction, caller, user.value(), how);
    }
    auto linked = linked_user(transaction, person, settings());
    if (!linked) return linked.error();
    return admit(transaction, caller, linked.value().user, how + linked.value().how);
  });
}

Result<SignInArrived> OpenidSignIn::finished(const Caller& caller, const SignInReturn& back) {
  auto return_to = taken(back);
  if (!return_to) return return_to.error();
  auto answer = asked(back);
  if (!answer) return answer.error();
  auto signed_in = admitted(caller, answer.value().person);
  if (!signed_in) return signed_in.error();
  return SignInArrived{std::move(signed_in).value(), std::move(return_to).value()};
}

Result<SignedIn> sign_in_by_proxy(Context& context, const Caller& caller, const std::string& email,
                                  const std::string& header) {
  return context.database.write([&](store::Transaction& transaction) -> Result<store::Outcome<SignedIn>> {
    auto user = user_of_email(transaction.connection(), email);
    if (!user && user.error().code == ErrorCode::not_found) {
      return stopped("person", "nobody here has the e-mail address that the proxy says");
    }
    if (!user) return user.error();
    return admit(transaction, caller, user.value(), "proxy_header " + header);
  });
}

Result<std::int64_t> unlink_user(Context& context, const Caller& caller, const std::string& email) {
  if (auto may = allow(caller, Verb::add_user); !may) return may.error();
  const auto address = domain::email_of(email);
  if (!address) return address.error();
  return context.database.write([&](store::Transaction& transaction) -> Result<store::Outcome<std::int64_t>> {
    auto user = user_of_email(transaction.connection(), address.value());
    if (!user) return user.error();
    auto removed = store::remove_identities(transaction.connection(), user.value().id);
    if (!removed) return removed.error();
    if (removed.value() == 0) {
      return Error{ErrorCode::not_found, "this user is linked with nobody of an issuer", "email"};
    }
    domain::AuditEvent event = event_by(caller, "unlink_user", "user");
    event.object = user.value().id.value;
    return store::Outcome<std::int64_t>::changed(removed.value(), std::move(event));
  });
}

}  // namespace assay::app
