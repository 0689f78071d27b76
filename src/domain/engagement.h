#pragma once
// An engagement joins a project to a provider. A member of a project stands on the client's side, or in one
// engagement.

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "domain/nouns.h"

namespace assay::domain {

struct Engagement {
  EngagementId id;
  ProjectId project;
  OrganisationId organisation;
  std::string organisation_name;
  ProviderId provider;             // the key of its name in annotations
  std::string provider_name;       // as annotations have it: the organisation's name when it was engaged
  std::string state = "selected";  // proposed, selected, qualification, calibration, pilot, production,
                                   // paused, ended
  std::int64_t created_at = 0;
  std::optional<std::int64_t> ended_at;  // absent: not ended
  bool ended() const { return state == "ended"; }
};

struct Member {
  UserId user;
  std::string name, email;
  OrganisationId organisation;
  std::string organisation_name;
  std::string role;
  EngagementId engagement;  // none: on the client's side
  bool adjudicates = false;
  std::int64_t created_at = 0;
  std::string annotator;  // under which name of the provider's their annotations stand; empty: not told
};

// Roles of a project, and on which side they stand.
enum class Side { client, provider, either };
struct MemberRole {
  std::string_view name;
  Side side;
  bool may_adjudicate;
};
inline constexpr std::array member_roles = {
    MemberRole{"owner", Side::client, false},   MemberRole{"expert", Side::client, true},
    MemberRole{"auditor", Side::client, false}, MemberRole{"lead", Side::provider, true},
    MemberRole{"reviewer", Side::either, true}, MemberRole{"annotator", Side::provider, false},
};

// Whether the role is one, stands on the side the member is on, and may adjudicate where it is to.
Result<Done> check_member(const Member& member);

}  // namespace assay::domain
