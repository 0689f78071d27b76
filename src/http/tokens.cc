// Tokens for scripts.

#include <algorithm>
#include <nlohmann/json.hpp>

#include "app/users.h"
#include "formats/values.h"
#include "http/handlers.h"
#include "http/services.h"
#include "http/wire_values.h"

namespace assay::http {
namespace {

Json token_json(const domain::ApiToken& token) {
  Json scopes = {"read"};
  if (token.scopes != "read") scopes.push_back("write");
  return {{"id", id_json(token.id.value)},
          {"name", token.name},
          {"prefix", token.prefix},
          {"scopes", std::move(scopes)},
          {"created_at", time_json(token.created_at)},
          {"expires_at", maybe_time_json(token.expires_at)},
          {"last_used_at", maybe_time_json(token.last_used_at)},
          {"revoked_at", maybe_time_json(token.revoked_at)}};
}

void read_scopes(Fields& fields, app::NewToken& to) {
  const auto scopes = fields.texts("scopes");
  if (scopes.empty()) fields.fail("scopes", "say what it may do: read, or read and write");
  for (const std::string& scope : scopes) {
    if (scope != "read" && scope != "write") fields.fail("scopes", "a scope is read or write");
  }
  const bool writes = std::find(scopes.begin(), scopes.end(), "write") != scopes.end();
  to.scopes = writes ? "read write" : "read";
}

}  // namespace

Answer list_tokens(const Call& call) {
  return answer_of(app::tokens(*call.services.app, caller_of(call)), [](const auto& tokens) {
    Json items = Json::array();
    for (const domain::ApiToken& token : tokens) items.push_back(token_json(token));
    return Json{{"items", std::move(items)}, {"next", nullptr}};
  });
}

Answer make_token(const Call& call) {
  app::NewToken given;
  if (auto wrong = read_body(call, [&](Fields& fields) {
        given.name = fields.text("name");
        read_scopes(fields, given);
        if (const auto expires = fields.maybe_text("expires_at")) {
          given.expires_at = formats::time_us_from(*expires);
          if (!given.expires_at) fields.fail("expires_at", "write a time like 2027-01-31T12:00:00Z");
        }
      })) {
    return *std::move(wrong);
  }
  return answer_of(app::make_token(*call.services.app, caller_of(call), given),
                   [](const app::TokenMade& made) {
                     Json json = token_json(made.token);
                     json["token"] = made.secret;
                     return json;
                   });
}

Answer revoke_token(const Call& call) {
  const auto id = path_id<domain::TokenTag>(call, "id");
  if (!id.ok()) return error_answer(id.error());
  const auto done = app::revoke_token(*call.services.app, caller_of(call), id.value());
  return done.ok() ? done_answer() : error_answer(done.error());
}

}  // namespace assay::http
