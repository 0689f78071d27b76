#pragma once
// The metrics of agreement that an inspection can report: the visible list behind `assay metrics`,
// --fail-below and the docs.

#include <string>
#include <vector>

namespace assay::quality {

struct Metric {
  const char* name;      // as in JSON
  const char* title;     // for people
  const char* meaning;   // one line
  const char* interval;  // how its interval is made
};

const std::vector<Metric>& metric_registry();
// The title of a metric, or its name when it is not in the registry.
std::string metric_title(const std::string& name);

}  // namespace assay::quality
