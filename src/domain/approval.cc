#include "domain/approval.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace assay::domain {
namespace {

constexpr std::array actions = {
    ApprovedAction{"waive_gate", "production without a gate passed"},
    ApprovedAction{"issue_certificate", "a certificate of quality"},
    ApprovedAction{"export_personal_data", "personal data taken out"},
    ApprovedAction{"destroy_key", "a key destroyed, and with it what it seals"},
};

Error no_approver(const char* message) { return Error{ErrorCode::forbidden, message, "approver"}; }

}  // namespace

std::span<const ApprovedAction> approved_actions() { return actions; }

Result<Done> check_action(std::string_view action) {
  const bool known = std::any_of(actions.begin(), actions.end(),
                                 [&](const ApprovedAction& row) { return row.name == action; });
  if (known) return Done{};
  std::string names;
  for (const ApprovedAction& row : actions) names += fmt::format("{}{}", names.empty() ? "" : ", ", row.name);
  return Error{ErrorCode::invalid, fmt::format("what needs four eyes is one of {}", names), "action"};
}

std::string action_help(std::string_view action) {
  for (const ApprovedAction& row : actions) {
    if (row.name == action) return std::string(row.help);
  }
  return std::string(action);
}

std::string_view approval_state(const Approval& approval, std::int64_t now_us) {
  if (approval.used_at) return "used";
  if (now_us > approval.expires_at) return "expired";
  return approval.approved_by ? "approved" : "requested";
}

Digest request_digest(const Approval& asked) {
  const std::int64_t project = asked.project ? asked.project->value : 0;
  const std::int64_t subject = asked.subject ? asked.subject->value : 0;
  return sha256(fmt::format("assay/approval-request/v1\n{}\n{}\n{}\n{}", asked.action, project, subject,
                            asked.request));
}

Result<Done> check_approver(const Approval& approval, const Approver& approver) {
  const User& user = approver.user;
  if (user.organisation != approval.organisation) {
    return no_approver("somebody of the client's organisation agrees to this");
  }
  if (user.id == approval.requested_by) {
    return no_approver("another person agrees to what you asked for");
  }
  if (approval.subject && user.id == *approval.subject) {
    return no_approver("another person agrees to what is about you");
  }
  if (user.administrator) {
    return no_approver("a server administrator can reset anybody's way in and agrees to nothing");
  }
  if (approver.tied) {
    return no_approver(
        "one of you created or invited the other, or reset their way in, within 30 days: another person "
        "agrees to this");
  }
  return Done{};
}

Result<Done> check_approvable(const Approval& approval, std::int64_t now_us) {
  const std::string_view state = approval_state(approval, now_us);
  if (state == "requested") return Done{};
  return Error{ErrorCode::conflict, fmt::format("this is {}; what is requested is approved", state), "state"};
}

Result<Done> check_usable(const Approval& approval, const Approval& asked, std::int64_t now_us) {
  const std::string_view state = approval_state(approval, now_us);
  if (state != "approved") {
    return Error{ErrorCode::conflict,
                 fmt::format("this approval is {}; only one that is approved allows anything", state),
                 "approval"};
  }
  if (approval.requested_by != asked.requested_by) {
    return Error{ErrorCode::forbidden, "who asked for the approval uses it", "approval"};
  }
  if (approval.request_sha256 != request_digest(asked)) {
    return Error{ErrorCode::conflict, "something else was approved: ask again for what you want now",
                 "approval"};
  }
  return Done{};
}

}  // namespace assay::domain
