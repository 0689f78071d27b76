// What people do to their own way in: sessions, password, second factor.

#include <nlohmann/json.hpp>

#include "app/second_factor.h"
#include "app/sessions.h"
#include "http/handlers.h"
#include "http/services.h"
#include "http/signed_in.h"
#include "http/wire_values.h"

namespace assay::http {
namespace {

Answer done_or_error(const Call& call, const Result<Done>& done) {
  count_guess(call, done.ok() ? nullptr : &done.error());
  return done.ok() ? done_answer() : error_answer(done.error());
}

void read_proof(Fields& fields, app::PersonProof& to) {
  to.password = fields.text("password");
  to.code = fields.text_or("code", "");
}

Answer codes_answer(const Call& call, const Result<std::vector<std::string>>& codes) {
  count_guess(call, codes.ok() ? nullptr : &codes.error());
  return answer_of(codes, [](const auto& made) { return Json{{"recovery_codes", made}}; });
}

}  // namespace

Answer list_sessions(const Call& call) {
  return answer_of(app::sessions(*call.services.app, caller_of(call)), [&](const auto& sessions) {
    Json items = Json::array();
    for (const domain::Session& session : sessions) {
      items.push_back({{"id", id_json(session.id.value)},
                       {"created_at", time_json(session.created_at)},
                       {"last_used_at", time_json(session.last_used_at)},
                       {"expires_at", time_json(session.expires_at)},
                       {"methods", app::methods_from(session.methods)},
                       {"locked", session.locked},
                       {"current", session.id == call.visitor.session}});
    }
    return Json{{"items", std::move(items)}, {"next", nullptr}};
  });
}

Answer end_session(const Call& call) {
  const auto id = path_id<domain::SessionTag>(call, "id");
  if (!id.ok()) return error_answer(id.error());
  const auto done = app::end_session(*call.services.app, caller_of(call), id.value());
  return done.ok() ? done_answer() : error_answer(done.error());
}

Answer end_other_sessions(const Call& call) {
  return answer_of(app::end_other_sessions(*call.services.app, caller_of(call)), [](std::int64_t count) {
    return Json{{"ended", count}};
  });
}

Answer change_password(const Call& call) {
  std::string old_password, new_password;
  if (auto wrong = read_body(call, [&](Fields& fields) {
        old_password = fields.text("old_password");
        new_password = fields.text("new_password");
      })) {
    return *std::move(wrong);
  }
  if (auto refusal = refused_guess(call)) return *std::move(refusal);
  return done_or_error(call,
                       app::change_password(*call.services.app, caller_of(call), old_password, new_password));
}

Answer show_second_factor(const Call& call) {
  return answer_of(app::second_factor(*call.services.app, caller_of(call)),
                   [](const app::SecondFactorView& view) {
                     return Json{{"enrolled", view.enrolled},
                                 {"recovery_codes_left", view.recovery_codes_left},
                                 {"demanded", view.demanded}};
                   });
}

Answer begin_second_factor(const Call& call) {
  std::string password;
  if (auto wrong = read_body(call, [&](Fields& fields) { password = fields.text("password"); })) {
    return *std::move(wrong);
  }
  if (auto refusal = refused_guess(call)) return *std::move(refusal);
  const auto made = app::begin_second_factor(*call.services.app, caller_of(call), password);
  count_guess(call, made.ok() ? nullptr : &made.error());
  return answer_of(made, [](const app::NewSecondFactor& factor) {
    return Json{{"secret", factor.secret}, {"uri", factor.uri}};
  });
}

Answer confirm_second_factor(const Call& call) {
  std::string code;
  if (auto wrong = read_body(call, [&](Fields& fields) { code = fields.text("code"); })) {
    return *std::move(wrong);
  }
  if (auto refusal = refused_guess(call)) return *std::move(refusal);
  return codes_answer(call, app::confirm_second_factor(*call.services.app, caller_of(call), code));
}

Answer remove_second_factor(const Call& call) {
  app::PersonProof proof;
  if (auto wrong = read_body(call, [&](Fields& fields) { read_proof(fields, proof); })) {
    return *std::move(wrong);
  }
  if (auto refusal = refused_guess(call)) return *std::move(refusal);
  return done_or_error(call, app::remove_second_factor(*call.services.app, caller_of(call), proof));
}

Answer make_recovery_codes(const Call& call) {
  app::PersonProof proof;
  if (auto wrong = read_body(call, [&](Fields& fields) { read_proof(fields, proof); })) {
    return *std::move(wrong);
  }
  if (auto refusal = refused_guess(call)) return *std::move(refusal);
  return codes_answer(call, app::new_recovery_codes(*call.services.app, caller_of(call), proof));
}

}  // namespace assay::http
