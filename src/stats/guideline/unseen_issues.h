#pragma once
// How likely is it that the next item raises an issue nobody has raised yet? Good-Turing, descriptive.
// Sources: Good 1953; Esty 1983 (interval); Chao 1987 (number of kinds, bias-corrected); methods 9.3.

#include <cstdint>
#include <span>

#include "base/estimate.h"

namespace assay::stats {

struct UnseenIssues {
  Estimate next_is_new;       // probability; n: items looked at; insufficient with fewer than 100
  std::int64_t kinds = 0;     // of issues seen
  std::int64_t once = 0;      // seen on exactly one item
  double kinds_expected = 0;  // seen and unseen; a lower bound where no kind was seen on exactly two items
  bool kinds_is_bound = false;
};

// items_of_kind: on how many items each kind of issue was seen, each at least 1. items: looked at in all.
UnseenIssues unseen_issues(std::span<const std::int64_t> items_of_kind, std::int64_t items, double level);

}  // namespace assay::stats
