#pragma once
// Organisations: the client who pays for labels, and providers who make them.

#include <cstdint>
#include <string>

#include "base/result.h"
#include "domain/calendar.h"
#include "domain/nouns.h"

namespace assay::domain {

struct Organisation {
  OrganisationId id;
  std::string name;               // one organisation a name
  std::string kind = "provider";  // client, provider; a client may be engaged as a provider too
  std::string state = "active";   // active, suspended (its people are locked out), closed for good
  Calendar calendar;
  std::int64_t revision = 1;  // grows with every edit
  std::int64_t created_at = 0;
};

// Name, kind and calendar as they may be; names the field.
Result<Organisation> checked_organisation(Organisation organisation);

enum class OrganisationVerb { suspend, activate, close };
const char* word_of(OrganisationVerb verb);
// The state that follows; conflict, with the states that would allow it, when none does.
Result<std::string> next_state(const Organisation& organisation, OrganisationVerb verb);

}  // namespace assay::domain
