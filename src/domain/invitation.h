#pragma once
// An invitation: a link that works once and brings somebody in, later perhaps into a project.

#include <cstdint>
#include <optional>
#include <string>

#include "domain/nouns.h"
#include "domain/sign_in.h"

namespace assay::domain {

inline constexpr std::int64_t invitation_life_us = 7 * day_us;

struct Invitation {
  InvitationId id;
  std::string email;  // lower case
  UserId user;        // invited until they accept
  OrganisationId organisation;
  std::string organisation_name;
  bool administrator = false;
  std::optional<ProjectId> project;        // absent: into no project
  std::optional<std::string> role;         // absent: none; of the project
  std::optional<std::int64_t> engagement;  // absent: outside any engagement
  std::int64_t created_at = 0;
  UserId created_by;
  std::int64_t expires_at = 0;
  std::optional<std::int64_t> ended_at;  // absent: waits
  std::optional<std::string> outcome;    // accepted, revoked, replaced; absent: waits

  bool open(std::int64_t now_us) const { return !ended_at && now_us <= expires_at; }
};

}  // namespace assay::domain
