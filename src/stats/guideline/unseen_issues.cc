#include "stats/guideline/unseen_issues.h"

#include <algorithm>
#include <cmath>

#include "stats/special.h"

namespace assay::stats {
namespace {
constexpr std::int64_t flag_items_min = 100;
}

UnseenIssues unseen_issues(std::span<const std::int64_t> items_of_kind, std::int64_t items, double level) {
  UnseenIssues out;
  out.kinds = static_cast<std::int64_t>(items_of_kind.size());
  out.once = std::count(items_of_kind.begin(), items_of_kind.end(), 1);
  const auto twice = static_cast<double>(std::count(items_of_kind.begin(), items_of_kind.end(), 2));
  const auto once = static_cast<double>(out.once);
  out.kinds_expected = static_cast<double>(out.kinds) + once * (once - 1) / (2 * (twice + 1));
  out.kinds_is_bound = twice == 0;
  if (items < flag_items_min) {
    out.next_is_new = undefined_estimate(Status::insufficient, "good_turing", items, "fewer than 100 items");
    out.next_is_new.n_needed = flag_items_min;
    return out;
  }
  const auto n = static_cast<double>(items);
  const double value = once / n;
  const double error = std::sqrt(std::max(once * (1 - value) + 2 * twice, 0.0)) / n;
  const double reach = normal_quantile((1 + level) / 2) * error;
  const double zero_count = 1 - std::pow(1 - level, 1 / n);  // what no new issue in n items cannot rule out
  out.next_is_new.value = value;
  out.next_is_new.interval = Interval{std::max(value - reach, 0.0),
                                      std::min(std::max(value + reach, zero_count), 1.0), level, "esty"};
  out.next_is_new.standard_error = error;
  out.next_is_new.n = items;
  out.next_is_new.method = "good_turing";
  return out;
}

}  // namespace assay::stats
