#include "stats/slices/planted.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "base/check.h"
#include "base/rng.h"

namespace assay::stats {
namespace {

// Running sums of the shares of the values of a feature: harmonic, the first the most frequent; `value` (0:
// none) has exactly `share`.
std::vector<double> running_shares(std::uint32_t count, std::uint32_t value, double share) {
  std::vector<double> shares;
  double rest = 0;
  for (std::uint32_t v = 1; v <= count; ++v) {
    shares.push_back(v == value ? 0 : 1.0 / v);
    rest += shares.back();
  }
  double sum = 0;
  for (std::uint32_t v = 1; v <= count; ++v) {
    sum += v == value ? share : shares[v - 1] / rest * (value == 0 ? 1 : 1 - share);
    shares[v - 1] = sum;
  }
  return shares;
}

std::uint32_t draw_value(const std::vector<double>& running, Rng& rng) {
  const auto at = std::upper_bound(running.begin(), running.end() - 1, rng.uniform() * running.back());
  return static_cast<std::uint32_t>(at - running.begin()) + 1;
}

struct Plan {
  std::uint32_t first = 0, second = 0;  // features, ascending
  std::uint32_t first_value = 0, second_value = 0;
  std::vector<std::vector<double>> running;  // per feature
};

// Two features with at least four values; the frequent half of the conjunction has between a twentieth and a
// fifth of the rows.
Plan plan_of(const PlantedOptions& options, Rng& rng) {
  std::vector<std::uint32_t> wide;
  const auto count = static_cast<std::uint32_t>(options.value_counts.size());
  for (std::uint32_t f = 0; f < count; ++f) {
    if (options.value_counts[f] >= 4 && f + 3 != count) wide.push_back(f);
  }
  ASSAY_CHECK(wide.size() >= 2, "a conjunction is planted on two features with at least four values");
  const std::uint64_t a = rng.below(wide.size());
  const std::uint64_t b = (a + 1 + rng.below(wide.size() - 1)) % wide.size();
  Plan plan;
  plan.first = wide[std::min(a, b)];
  plan.second = wide[std::max(a, b)];
  plan.first_value = 1 + static_cast<std::uint32_t>(rng.below(options.value_counts[plan.first]));
  plan.second_value = 1 + static_cast<std::uint32_t>(rng.below(options.value_counts[plan.second]));
  const double first_share = std::sqrt(options.slice_share) * std::exp((rng.uniform() - 0.5) * std::log(4.0));
  for (std::uint32_t f = 0; f < count; ++f) {
    const std::uint32_t value = f == plan.first ? plan.first_value : f == plan.second ? plan.second_value : 0;
    const double share = f == plan.first ? first_share : options.slice_share / first_share;
    plan.running.push_back(running_shares(options.value_counts[f], value, share));
  }
  return plan;
}

}  // namespace

PlantedRows planted_rows(const PlantedOptions& options, std::uint64_t seed) {
  Rng rng(seed, RandomPurpose::simulation, 100);
  const Plan plan = plan_of(options, rng);
  const std::size_t features = options.value_counts.size();
  PlantedRows out;
  out.planted = {{plan.first, plan.first_value}, {plan.second, plan.second_value}};
  out.data.features.resize(features);
  const double rest =
      (options.overall_rate - options.slice_share * options.slice_rate) / (1 - options.slice_share);
  for (std::size_t row = 0; row < options.rows; ++row) {
    for (std::size_t f = 0; f < features; ++f)
      out.data.features[f].push_back(draw_value(plan.running[f], rng));
    if (features >= 4 && rng.uniform() < 0.75) {
      auto& copy = out.data.features[features - 3];
      copy.back() = 1 + (out.data.features[1].back() - 1) % options.value_counts[features - 3];
    }
    const bool inside = out.data.features[plan.first].back() == plan.first_value &&
                        out.data.features[plan.second].back() == plan.second_value;
    double rate = inside ? options.slice_rate : rest;
    if (options.annotators > 0) {
      out.annotator.push_back(static_cast<std::uint32_t>(rng.below(options.annotators)));
      rate = std::min(1.0, rate * (out.annotator.back() % 4 == 3 ? 1.6 : 0.8));
    }
    out.data.error.push_back(rng.uniform() < rate ? 1.0F : 0.0F);
  }
  return out;
}

}  // namespace assay::stats
