#include "stats/interval/bca.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "base/rng.h"
#include "stats/interval/freedom.h"
#include "stats/special.h"

namespace assay::stats {
namespace {

constexpr std::int64_t rare_max = 16;  // items of a pattern that is drawn item by item

// Type-7 quantile (linear between order statistics) of sorted values.
double quantile(const std::vector<double>& sorted, double share) {
  const double at = share * static_cast<double>(sorted.size() - 1);
  const auto below = static_cast<std::size_t>(at);
  if (below + 1 >= sorted.size()) return sorted.back();
  const double part = at - static_cast<double>(below);
  return sorted[below] + part * (sorted[below + 1] - sorted[below]);
}

// Share of replicates below the value, ties half.
double share_below(const std::vector<double>& sorted, double value) {
  const double tolerance = 1e-12 * (1 + std::abs(value));
  const auto lower = std::lower_bound(sorted.begin(), sorted.end(), value - tolerance);
  const auto upper = std::upper_bound(sorted.begin(), sorted.end(), value + tolerance);
  const double below = static_cast<double>(lower - sorted.begin());
  const double equal = static_cast<double>(upper - lower);
  return (below + equal / 2) / static_cast<double>(sorted.size());
}

}  // namespace

// Patterns of few items are drawn together: one binomial says how many draws they get, and each of these
// picks one of their items. That is exact, and far cheaper than a binomial for every pattern, of which most
// are rare.
void draw_replicate(std::span<const std::int64_t> counts, std::uint64_t seed, std::uint64_t index,
                    std::span<std::int64_t> times) {
  Rng rng(seed, RandomPurpose::bootstrap, index);
  std::int64_t items = 0;
  std::vector<std::uint32_t> rare;  // the pattern of every item of a rare one
  for (std::size_t v = 0; v < counts.size(); ++v) {
    items += counts[v];
    if (counts[v] <= rare_max)
      rare.insert(rare.end(), static_cast<std::size_t>(counts[v]), static_cast<std::uint32_t>(v));
    times[v] = 0;
  }
  std::int64_t mass = items;  // of the patterns not yet drawn
  std::int64_t left = items;  // draws not yet given
  const auto draw = [&](std::int64_t count) {
    const std::int64_t drawn =
        count == mass ? left : rng.binomial(left, static_cast<double>(count) / static_cast<double>(mass));
    left -= drawn;
    mass -= count;
    return drawn;
  };
  if (!rare.empty()) {
    for (std::int64_t more = draw(static_cast<std::int64_t>(rare.size())); more > 0; --more)
      ++times[rare[rng.below(rare.size())]];
  }
  for (std::size_t v = 0; v < counts.size(); ++v) {
    if (counts[v] > rare_max) times[v] = draw(counts[v]);
  }
}

void BcaInput::add(double influence, std::int64_t count) {
  const double times = static_cast<double>(count), square = influence * influence;
  influence_squares += times * square;
  influence_cubes += times * square * influence;
  influence_fourths += times * square * square;
  items += count;
}

std::optional<Interval> bca_interval(std::vector<double>& replicates, const BcaInput& input) {
  if (replicates.size() < 2) return std::nullopt;
  std::sort(replicates.begin(), replicates.end());
  const double count = static_cast<double>(replicates.size());
  const double below = std::clamp(share_below(replicates, input.value), 1 / count, 1 - 1 / count);
  const double z0 = normal_quantile(below);
  const double acceleration =
      input.influence_squares > 0 ? input.influence_cubes / (6 * std::pow(input.influence_squares, 1.5)) : 0;
  const double n = static_cast<double>(std::max<std::int64_t>(2, input.items));
  const double spread =
      effective_t(input.items, input.influence_squares, input.influence_fourths, input.level) *
      std::sqrt(n / (n - 1));
  const auto limit = [&](double away) {
    const double z = z0 + away;
    const double scale = 1 - acceleration * z;
    if (scale <= 0) return away < 0 ? replicates.front() : replicates.back();
    const double moved = normal_cdf(z0 + z / scale);
    return quantile(replicates, std::clamp(moved, 1 / (2 * count), 1 - 1 / (2 * count)));
  };
  return Interval{limit(-spread), limit(spread), input.level, "bca_bootstrap"};
}

}  // namespace assay::stats
