#pragma once
// Teams of an organisation. People come and go: a membership has a beginning and an end, so that what a team
// did is what its people did while they were in it.

#include <cstdint>
#include <optional>
#include <string>

#include "domain/nouns.h"

namespace assay::domain {

struct Team {
  TeamId id;
  OrganisationId organisation;
  std::string name;
  std::int64_t created_at = 0;
  std::int64_t member_count = 0;  // now
};

struct TeamMember {
  UserId user;
  std::string name;
  std::int64_t begins_at = 0;
  std::optional<std::int64_t> ends_at;  // absent: still
};

// Of one person in one team, as lists of an organisation have it: from `begins_at` until before `ends_at`.
struct Membership {
  TeamId team;
  std::string team_name;
  UserId user;
  std::string email, name;
  std::int64_t begins_at = 0;
  std::optional<std::int64_t> ends_at;  // absent: no end is known

  bool holds_at(std::int64_t time_us) const {
    return begins_at <= time_us && (!ends_at || time_us < *ends_at);
  }
};

}  // namespace assay::domain
