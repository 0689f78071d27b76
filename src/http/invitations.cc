// Invitations: made and taken back by administrators, accepted by whoever holds the link.

#include "app/invitations.h"

#include <nlohmann/json.hpp>

#include "http/handlers.h"
#include "http/services.h"
#include "http/signed_in.h"
#include "http/user_names.h"
#include "http/wire_values.h"

namespace assay::http {
namespace {

std::string_view state_of(const domain::Invitation& invitation, std::int64_t now_us) {
  if (invitation.outcome) return *invitation.outcome;
  return invitation.open(now_us) ? "open" : "expired";
}

Json invitation_json(const Call& call, const domain::Invitation& invitation, const UserNames& names) {
  const std::int64_t now_us = call.services.app->clock.now_us();
  return {{"id", id_json(invitation.id.value)},
          {"email", invitation.email},
          {"organisation",
           {{"id", id_json(invitation.organisation.value)}, {"name", invitation.organisation_name}}},
          {"administrator", invitation.administrator},
          {"state", state_of(invitation, now_us)},
          {"created_at", time_json(invitation.created_at)},
          {"created_by", names(invitation.created_by.value)},
          {"expires_at", time_json(invitation.expires_at)}};
}

}  // namespace

Answer list_invitations(const Call& call) {
  const auto asked = page_asked(call);
  if (!asked.ok()) return error_answer(asked.error());
  const auto found =
      app::invitations(*call.services.app, caller_of(call), asked.value().before, asked.value().limit);
  if (!found.ok()) return error_answer(found.error());
  const UserNames names(call);
  Json items = Json::array();
  for (const auto& invitation : found.value()) items.push_back(invitation_json(call, invitation, names));
  const std::int64_t last = found.value().empty() ? 0 : found.value().back().id.value;
  return page_answer(std::move(items), last, asked.value());
}

Answer invite(const Call& call) {
  app::NewInvitation given;
  if (auto wrong = read_body(call, [&](Fields& fields) {
        given.email = fields.text("email");
        given.administrator = fields.truth("administrator");
        if (const auto organisation = fields.maybe_text("organisation")) {
          const auto id = id_from(*organisation);
          if (!id) fields.fail("organisation", "this is no id");
          given.organisation = {id.value_or(0)};
        }
      })) {
    return *std::move(wrong);
  }
  return answer_of(app::invite(*call.services.app, caller_of(call), given), [&](const app::Invited& made) {
    Json json = invitation_json(call, made.invitation, UserNames(call));
    json["token"] = made.secret;
    return json;
  });
}

Answer revoke_invitation(const Call& call) {
  const auto id = path_id<domain::InvitationTag>(call, "id");
  if (!id.ok()) return error_answer(id.error());
  const auto done = app::revoke_invitation(*call.services.app, caller_of(call), id.value());
  return done.ok() ? done_answer() : error_answer(done.error());
}

Answer open_invitation(const Call& call) {
  std::string token;
  if (auto wrong = read_body(call, [&](Fields& fields) { token = fields.text("token"); })) {
    return *std::move(wrong);
  }
  if (auto refusal = refused_guess(call)) return *std::move(refusal);
  const auto found = app::open_invitation(*call.services.app, token);
  count_guess(call, found.ok() ? nullptr : &found.error());
  return answer_of(found, [](const domain::Invitation& invitation) {
    return Json{{"email", invitation.email},
                {"organisation", invitation.organisation_name},
                {"expires_at", time_json(invitation.expires_at)}};
  });
}

Answer accept_invitation(const Call& call) {
  app::Acceptance given;
  if (auto wrong = read_body(call, [&](Fields& fields) {
        given = {fields.text("token"), fields.text("name"), fields.text("password")};
      })) {
    return *std::move(wrong);
  }
  if (auto refusal = refused_guess(call)) return *std::move(refusal);
  const auto done = app::accept_invitation(*call.services.app, caller_of(call), given);
  count_guess(call, done.ok() ? nullptr : &done.error());
  return signed_in_answer(call, done);
}

}  // namespace assay::http
