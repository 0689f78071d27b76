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

}  // namespace assay::domain
