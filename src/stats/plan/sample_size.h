#pragma once
// How many items make an interval narrow enough, and how a requirement on every category multiplies.
// Sources: Wilson 1927; methods 5.7, 5.9.

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "base/result.h"
#include "stats/plan/single_plan.h"

namespace assay::stats {

struct RateSizeOptions {
  double rate = 0.05;        // expected, 0..1; the half-width is that of the interval when it is observed
  double half_width = 0.02;  // > 0
  double level = 0.95;
  std::optional<std::int64_t> lot;  // a statement about this lot: fewer items do
};

// Fewest items for which Wilson's interval at the expected rate is no wider than twice the half-width; for a
// lot n / (1 + (n - 1) / N) of them. Refuses more than plan_items_max.
Result<std::int64_t> items_for_rate(const RateSizeOptions& options);

// Items for a half-width of a statistic whose standard error falls with the square root of n, from the
// standard error of a design of n_tried items: (z s / w)^2 with s = sqrt(n_tried) times that.
std::int64_t items_for_precision(double standard_error, std::int64_t n_tried, double half_width,
                                 double level);

// P(every category passes) when each is judged by its own plan: the product. And the fewest items a category,
// equal in all, for which it reaches `power`; errors allowed are those of the exact one-sided limit.
struct JointPower {
  std::vector<double> power;  // by category
  double joint = 0;
};
JointPower joint_power(std::span<const SinglePlan> plans, std::span<const double> error_good);

struct CategoryNeed {
  double error_good = 0.01;  // what one expects to be true
  CertifyOptions limit;      // what must be shown
};
struct CategoryPlan {
  SinglePlan plan;
  double power = 0;       // P(passes | error_good)
  double false_pass = 0;  // P(passes | error_max)
};
// Each category gets the smallest plan whose power is the k-th root of `power`, so that all k pass together
// with it. c = 0, 1, ...; a category smaller than its plan is judged whole. Refuses error_good >= error_max.
Result<std::vector<CategoryPlan>> plans_for_categories(std::span<const CategoryNeed> needs, double power);

}  // namespace assay::stats
