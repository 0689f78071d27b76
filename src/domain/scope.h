#pragma once
// What somebody may see of a project: everything, or what one provider's annotators did. Whoever lists or
// counts rows asks for one; app/permissions makes it from the caller's role, nobody else.

#include <string>

#include "domain/nouns.h"

namespace assay::domain {

struct Scope {
  ProjectId project;
  ProviderId provider;            // none: everybody's rows
  OrganisationId names_of;        // whose annotators are shown by their own names; the others by pseudonym
  bool reads_are_logged = false;  // the items are about people: who saw which is on record
  bool sees_gold = false;         // trusted labels, and with them which answers are wrong, item by item
  std::string purpose;            // what the items may be used for
  BreakGlassId break_glass;       // none: by a role in the project

  bool whole() const { return provider.none(); }
};

}  // namespace assay::domain
