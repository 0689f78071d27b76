#include "domain/organisation.h"

#include <fmt/format.h>

#include <array>

#include "domain/user.h"

namespace assay::domain {
namespace {

struct OrganisationStep {
  OrganisationVerb verb;
  const char* word;
  std::string_view from;  // states that allow it, one space between
  const char* to;
};

constexpr std::array organisation_steps = {
    OrganisationStep{OrganisationVerb::suspend, "suspend", "active", "suspended"},
    OrganisationStep{OrganisationVerb::activate, "activate", "suspended", "active"},
    OrganisationStep{OrganisationVerb::close, "close", "active suspended", "closed"},
};

const OrganisationStep& step_of(OrganisationVerb verb) {
  for (const OrganisationStep& step : organisation_steps) {
    if (step.verb == verb) return step;
  }
  return organisation_steps.front();
}

}  // namespace

Result<Organisation> checked_organisation(Organisation organisation) {
  Result<std::string> name = name_of(organisation.name, "name");
  if (!name) return name.error();
  organisation.name = std::move(name).value();
  if (organisation.kind != "client" && organisation.kind != "provider") {
    return Error{ErrorCode::invalid, "an organisation is a client or a provider", "kind"};
  }
  if (auto calendar = check_calendar(organisation.calendar); !calendar) return calendar.error();
  return organisation;
}

const char* word_of(OrganisationVerb verb) { return step_of(verb).word; }

Result<std::string> next_state(const Organisation& organisation, OrganisationVerb verb) {
  const OrganisationStep& step = step_of(verb);
  // No state's word is part of another's.
  if (step.from.find(organisation.state) != std::string_view::npos) return std::string(step.to);
  return Error{ErrorCode::conflict,
               fmt::format("the organisation is {}; to {} it, it must be {}", organisation.state, step.word,
                           step.from == "active suspended" ? "active or suspended" : step.from),
               "state"};
}

}  // namespace assay::domain
