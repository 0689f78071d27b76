// Set-up, signing in and out.

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "app/messages.h"
#include "app/users.h"
#include "base/version.h"
#include "http/handlers.h"
#include "http/services.h"
#include "http/session_answer.h"
#include "http/wire_values.h"

namespace assay::http {
namespace {

constexpr std::int64_t cookie_seconds = 7 * 24 * 3600;

Json user_json(const domain::User& user) {
  return {{"id", id_json(user.id.value)},
          {"name", user.name},
          {"email", user.email},
          {"administrator", user.administrator},
          {"organisation", {{"id", id_json(user.organisation.value)}, {"name", user.organisation_name}}}};
}

Json session_json(const Call& call, const domain::User& user, std::string_view csrf_token) {
  const bool sqlite = call.services.app->database.dialect() == store::Dialect::sqlite;
  return {
      {"user", user_json(user)},
      {"csrf_token", csrf_token},
      {"server",
       {{"version", version()}, {"database", sqlite ? "sqlite" : "postgresql"}, {"log", "single_party"}}}};
}

// Kept from scripts, sent to nobody else, over https alone where people come by https.
void set_cookie(Answer& answer, const Call& call, std::string_view secret, std::int64_t seconds) {
  const bool secure = call.request.transport == Transport::tls || call.services.cookies == Cookies::secure;
  add_header(answer, "Set-Cookie",
             fmt::format("{}={}; Path=/; Max-Age={}; HttpOnly; SameSite=Strict{}", session_cookie, secret,
                         seconds, secure ? "; Secure" : ""));
}

Answer signed_in_answer(const Call& call, const Result<app::SignedIn>& signed_in) {
  if (!signed_in.ok()) return error_answer(signed_in.error());
  const domain::Session& session = signed_in.value().session;
  Answer answer = json_of(session_json(call, session.user, session.csrf_token));
  set_cookie(answer, call, signed_in.value().secret, cookie_seconds);
  return answer;
}

// Who has guessed too often, by where they are and by whom they claim to be.
std::optional<Answer> refused_guess(const Call& call, const std::string& who) {
  Attempts& attempts = *call.services.attempts;
  const std::int64_t wait = std::max(attempts.wait_seconds("address " + call.request.address),
                                     attempts.wait_seconds("name " + who));
  if (wait == 0) return std::nullopt;
  Answer answer = refused(status_too_many, "too_many",
                          fmt::format("too many failed attempts: try again in {} minutes", wait / 60 + 1));
  add_header(answer, "Retry-After", std::to_string(wait));
  return answer;
}

void count_guess(const Call& call, const std::string& who, const Result<app::SignedIn>& result) {
  Attempts& attempts = *call.services.attempts;
  if (result.ok()) {
    attempts.succeeded("name " + who);
  } else if (result.error().code == ErrorCode::forbidden) {
    const bool locks_address = attempts.failed("address " + call.request.address);
    const bool locks_name = attempts.failed("name " + who);
    if (!locks_address && !locks_name) return;
    // The guess is answered as every other, whether or not somebody could be told.
    const auto told = app::tell_of_lock_out(*call.services.app, caller_of(call), who);
    static_cast<void>(told);
  }
}

}  // namespace

Answer session_answer(const Call& call, const Result<app::SignedIn>& signed_in) {
  return signed_in_answer(call, signed_in);
}

void put_session_cookie(Answer& answer, const Call& call, std::string_view secret) {
  set_cookie(answer, call, secret, cookie_seconds);
}

Answer show_setup(const Call& call) {
  return answer_of(app::setup_needed(*call.services.app), [](bool needed) {
    return Json{{"needed", needed}};
  });
}

Answer set_up(const Call& call) {
  app::SetUp given;
  if (auto wrong = read_body(call, [&](Fields& fields) {
        given = {fields.text("token"), fields.text("organisation"), fields.text("name"), fields.text("email"),
                 fields.text("password")};
      })) {
    return *std::move(wrong);
  }
  if (auto refusal = refused_guess(call, "set-up")) return *std::move(refusal);
  const auto done = app::set_up(*call.services.app, caller_of(call), given);
  count_guess(call, "set-up", done);
  return signed_in_answer(call, done);
}

Answer sign_in(const Call& call) {
  std::string email, password;
  if (auto wrong = read_body(call, [&](Fields& fields) {
        email = fields.text("email");
        password = fields.text("password");
      })) {
    return *std::move(wrong);
  }
  const std::string who = domain::email_of(email).ok() ? domain::email_of(email).value() : "nobody";
  if (auto refusal = refused_guess(call, who)) return *std::move(refusal);
  const auto done = app::sign_in(*call.services.app, caller_of(call), email, password);
  count_guess(call, who, done);
  return signed_in_answer(call, done);
}

// Asked by every page that opens: nobody being signed in is an answer, not a failure.
Answer show_session(const Call& call) {
  if (!call.visitor.user) return json_answer(R"({"user":null,"csrf_token":""})");
  return json_of(session_json(call, *call.visitor.user, call.visitor.csrf_token));
}

Answer sign_out(const Call& call) {
  const auto secret = cookie_value(call.request, session_cookie);
  if (!secret || call.visitor.way != Way::cookie) {
    return error_answer({ErrorCode::invalid, "a token does not sign out: revoke it", ""});
  }
  const auto done = app::sign_out(*call.services.app, caller_of(call), std::string(*secret));
  if (!done.ok()) return error_answer(done.error());
  Answer answer = done_answer();
  set_cookie(answer, call, "", 0);
  return answer;
}

}  // namespace assay::http
