#include "formats/problem.h"

#include <utility>

namespace assay::formats {

void Problems::add(Problem problem) {
  ++count;
  if (static_cast<std::int64_t>(listed.size()) < problems_max) listed.push_back(std::move(problem));
}

}  // namespace assay::formats
