#pragma once
// A project: one labelling programme with its schema and items, or an inspection of work done elsewhere.

#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"
#include "domain/nouns.h"

namespace assay::domain {

struct Project {
  ProjectId id;
  std::string name;
  std::string description;
  std::string kind = "inspection";      // inspection, programme; an inspection never yields a pass
  std::string state = "open";           // open, closed
  std::string data_class = "internal";  // public, internal, pii, phi
  std::string purpose;        // what its items may be used for; never empty where they are about people
  std::int64_t revision = 1;  // grows with every edit: its ETag
  std::int64_t created_at = 0;
  UserId created_by;
};

// Whether its items are about people (classes pii and phi), so that every look at them is an event.
bool is_regulated(std::string_view data_class);

// Name, description and data class as they may be; names the field.
Result<Project> checked_project(Project project);

}  // namespace assay::domain
