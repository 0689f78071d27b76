#pragma once
// Four eyes: what one person asks for and another agrees to, word for word, before it is done. Pure.

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/hash.h"
#include "base/result.h"
#include "domain/sign_in.h"
#include "domain/user.h"

namespace assay::domain {

inline constexpr std::int64_t approval_life_us = day_us;  // of a request, and of what was approved
inline constexpr std::int64_t tie_us = 30 * day_us;  // that two stay tied by creating, inviting, resetting
inline constexpr std::size_t request_bytes_max = 64 << 10;
inline constexpr std::int64_t confirmation_life_us = 5 * minute_us;

// What needs four eyes.
struct ApprovedAction {
  std::string_view name, help;
};
std::span<const ApprovedAction> approved_actions();
Result<Done> check_action(std::string_view action);
// What it is, in words; of one that there is.
std::string action_help(std::string_view action);

struct Approval {
  ApprovalId id;
  OrganisationId organisation;  // the client
  std::string action;
  std::optional<ProjectId> project;  // absent: of the server
  std::optional<UserId> subject;     // whom it is about; absent: nobody
  std::string request;               // canonical JSON
  Digest request_sha256{};
  UserId requested_by;
  std::int64_t requested_at = 0;
  std::optional<UserId> approved_by;        // absent: not approved
  std::optional<std::int64_t> approved_at;  // absent: not approved
  std::optional<std::int64_t> used_at;      // absent: not used
  std::int64_t expires_at = 0;
};

// requested, approved, used or expired.
std::string_view approval_state(const Approval& approval, std::int64_t now_us);

// The hash that a request is known by: of its action, its project, whom it is about, and its bytes.
Digest request_digest(const Approval& asked);

// Who wants to agree, beside who asked.
struct Approver {
  const User& user;
  bool tied = false;  // one created or invited the other, or reset their way in, within tie_us
};
// Error `forbidden` says which of the two eyes is missing: the asker's own, the subject's, another
// organisation's, an administrator's (who can reset anybody's way in), or that of somebody tied.
Result<Done> check_approver(const Approval& approval, const Approver& approver);
// Error `conflict` names the state: only what was requested is approved.
Result<Done> check_approvable(const Approval& approval, std::int64_t now_us);
// Whether this approval allows exactly this, now, for who asked for it.
Result<Done> check_usable(const Approval& approval, const Approval& asked, std::int64_t now_us);

}  // namespace assay::domain
