// Signing again, and what needs a second person.

#include "app/approvals.h"

#include <nlohmann/json.hpp>

#include "base/json_text.h"
#include "http/handlers.h"
#include "http/services.h"
#include "http/signed_in.h"
#include "http/user_names.h"
#include "http/wire_values.h"

namespace assay::http {
namespace {

Json approval_json(const Call& call, const domain::Approval& approval, const UserNames& names) {
  const std::int64_t now_us = call.services.app->clock.now_us();
  Json json = {{"id", id_json(approval.id.value)},
               {"action", approval.action},
               {"project", nullptr},
               {"subject", approval.subject ? names(approval.subject->value) : Json(nullptr)},
               {"request", json_from<Json>(approval.request)},
               {"sha256", hex(approval.request_sha256)},
               {"state", domain::approval_state(approval, now_us)},
               {"requested_by", names(approval.requested_by.value)},
               {"requested_at", time_json(approval.requested_at)},
               {"approved_by", approval.approved_by ? names(approval.approved_by->value) : Json(nullptr)},
               {"approved_at", maybe_time_json(approval.approved_at)},
               {"used_at", maybe_time_json(approval.used_at)},
               {"expires_at", time_json(approval.expires_at)}};
  if (approval.project) json["project"] = id_json(approval.project->value);
  return json;
}

template <class Tag>
void read_id(Fields& fields, const char* name, std::optional<Id<Tag>>& to) {
  const auto text = fields.maybe_text(name);
  if (!text) return;
  const auto id = id_from(*text);
  if (!id) return fields.fail(name, "this is no id");
  to = Id<Tag>{*id};
}

}  // namespace

Answer confirm_person(const Call& call) {
  app::Signing given;
  if (auto wrong = read_body(call, [&](Fields& fields) {
        const auto digest = digest_from_hex(fields.text("sha256"));
        if (!digest) fields.fail("sha256", "64 digits of 0-9 and a-f, of what is signed");
        given.signed_sha256 = digest.value_or(Digest{});
        given.proof.password = fields.text("password");
        given.proof.code = fields.text("code");
      })) {
    return *std::move(wrong);
  }
  if (auto refusal = refused_guess(call)) return *std::move(refusal);
  const auto made = app::confirm_person(*call.services.app, caller_of(call), given);
  count_guess(call, made.ok() ? nullptr : &made.error());
  return answer_of(made, [](const app::Confirmed& confirmed) {
    return Json{{"confirmation", confirmed.secret}, {"expires_at", time_json(confirmed.expires_at)}};
  });
}

Answer list_approvals(const Call& call) {
  const auto asked = page_asked(call);
  if (!asked.ok()) return error_answer(asked.error());
  const auto found =
      app::approvals(*call.services.app, caller_of(call), asked.value().before, asked.value().limit);
  if (!found.ok()) return error_answer(found.error());
  const UserNames names(call);
  Json items = Json::array();
  for (const auto& approval : found.value()) items.push_back(approval_json(call, approval, names));
  const std::int64_t last = found.value().empty() ? 0 : found.value().back().id.value;
  return page_answer(std::move(items), last, asked.value());
}

Answer request_approval(const Call& call) {
  app::ApprovalRequest asked;
  if (auto wrong = read_body(call, [&](Fields& fields) {
        asked.action = fields.text("action");
        read_id(fields, "project", asked.project);
        read_id(fields, "subject", asked.subject);
        // Keys of an object come in byte order here; what canonical JSON cannot hold is refused by the verb.
        if (const nlohmann::json* request = fields.any("request")) asked.request = json_text(*request);
      })) {
    return *std::move(wrong);
  }
  return answer_of(app::request_approval(*call.services.app, caller_of(call), asked),
                   [&](const auto& approval) { return approval_json(call, approval, UserNames(call)); });
}

Answer approve(const Call& call) {
  const auto id = path_id<domain::ApprovalTag>(call, "id");
  if (!id.ok()) return error_answer(id.error());
  std::string confirmation;
  if (auto wrong = read_body(call, [&](Fields& fields) { confirmation = fields.text("confirmation"); })) {
    return *std::move(wrong);
  }
  return answer_of(app::approve(*call.services.app, caller_of(call), id.value(), confirmation),
                   [&](const auto& approval) { return approval_json(call, approval, UserNames(call)); });
}

}  // namespace assay::http
