// Set-up, signing in and out, unlocking.

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "app/messages.h"
#include "app/users.h"
#include "base/clock.h"
#include "base/version.h"
#include "http/handlers.h"
#include "http/services.h"
#include "http/signed_in.h"
#include "http/wire_values.h"

namespace assay::http {
namespace {

constexpr std::int64_t cookie_seconds = 7 * 24 * 3600;

std::string_view state_word(Must must) {
  switch (must) {
    case Must::nothing:
      return "open";
    case Must::unlock:
      return "locked";
    case Must::enrol:
      return "must_enrol";
  }
  return "";
}

Json server_json(const Call& call) {
  const app::Context& app = *call.services.app;
  const bool sqlite = app.database.dialect() == store::Dialect::sqlite;
  return {{"version", version()},
          {"database", sqlite ? "sqlite" : "postgresql"},
          {"log", "single_party"},
          {"idle_lock_minutes", app.sign_in.idle_lock_us / minute_us}};
}

Json session_json(const Call& call, const Visitor& visitor) {
  return {{"user", user_json(*visitor.user)},
          {"csrf_token", visitor.csrf_token},
          {"state", state_word(visitor.must)},
          {"server", server_json(call)}};
}

// Of who has just come: nothing is locked, but a second factor may be demanded.
Visitor arrived(const Call& call, const domain::Session& session) {
  Visitor visitor;
  visitor.way = Way::cookie;
  visitor.user = session.user;
  visitor.csrf_token = session.csrf_token;
  visitor.session = session.id;
  const auto methods = app::methods_from(session.methods);
  if (app::lacks_demanded_factor(*call.services.app, session.user, methods)) visitor.must = Must::enrol;
  return visitor;
}

// Kept from scripts, sent to nobody else, over https alone where people come by https.
void set_cookie(Answer& answer, const Call& call, std::string_view secret, std::int64_t seconds) {
  const std::string_view name = session_cookie_of(call.request, call.services.cookies);
  add_header(answer, "Set-Cookie",
             fmt::format("{}={}; Path=/; Max-Age={}; HttpOnly; SameSite=Strict{}", name, secret, seconds,
                         name == secure_session_cookie ? "; Secure" : ""));
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

template <class T>
void count_guess(const Call& call, const std::string& who, const Result<T>& result) {
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

// The password was right: the code completes it.
Answer code_wanted(const std::string& challenge) {
  Answer answer = json_of({{"code", "second_factor_needed"},
                           {"message", "type the code of your second factor"},
                           {"where", "code"},
                           {"challenge", challenge}});
  answer.status = status_unauthenticated;
  return answer;
}

}  // namespace

void put_session_cookie(Answer& answer, const Call& call, std::string_view secret) {
  set_cookie(answer, call, secret, cookie_seconds);
}

Answer signed_in_answer(const Call& call, const Result<app::SignedIn>& signed_in) {
  if (!signed_in.ok()) return error_answer(signed_in.error());
  Answer answer = json_of(session_json(call, arrived(call, signed_in.value().session)));
  set_cookie(answer, call, signed_in.value().secret, cookie_seconds);
  return answer;
}

std::optional<Answer> refused_guess(const Call& call) { return refused_guess(call, "of no name"); }

void count_guess(const Call& call, const Error* error) {
  if (call.visitor.way == Way::token) return;  // which guesses nothing
  if (error != nullptr && error->code == ErrorCode::forbidden) {
    call.services.attempts->failed("address " + call.request.address);
  }
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
  if (!done.ok()) return error_answer(done.error());
  if (!done.value().signed_in) return code_wanted(done.value().challenge);
  return signed_in_answer(call, *done.value().signed_in);
}

Answer answer_challenge(const Call& call) {
  std::string challenge, code;
  if (auto wrong = read_body(call, [&](Fields& fields) {
        challenge = fields.text("challenge");
        code = fields.text("code");
      })) {
    return *std::move(wrong);
  }
  if (auto refusal = refused_guess(call)) return *std::move(refusal);
  const auto done = app::answer_challenge(*call.services.app, caller_of(call), challenge, code);
  count_guess(call, done.ok() ? nullptr : &done.error());
  return signed_in_answer(call, done);
}

Answer unlock_session(const Call& call) {
  app::PersonProof proof;
  if (auto wrong = read_body(call, [&](Fields& fields) {
        proof.password = fields.text("password");
        proof.code = fields.text_or("code", "");
      })) {
    return *std::move(wrong);
  }
  if (auto refusal = refused_guess(call)) return *std::move(refusal);
  const auto done = app::unlock_session(*call.services.app, caller_of(call), proof);
  count_guess(call, done.ok() ? nullptr : &done.error());
  return done.ok() ? done_answer() : error_answer(done.error());
}

// Asked by every page that opens: nobody being signed in is an answer, not a failure.
Answer show_session(const Call& call) {
  if (!call.visitor.user) return json_answer(R"({"user":null,"csrf_token":"","state":"nobody"})");
  return json_of(session_json(call, call.visitor));
}

Answer sign_out(const Call& call) {
  if (call.visitor.way != Way::cookie) {
    return error_answer({ErrorCode::invalid, "a token does not sign out: revoke it", ""});
  }
  const auto done = app::sign_out(*call.services.app, caller_of(call));
  if (!done.ok()) return error_answer(done.error());
  Answer answer = done_answer();
  set_cookie(answer, call, "", 0);
  return answer;
}

}  // namespace assay::http
