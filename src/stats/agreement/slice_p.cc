#include "stats/agreement/slice_p.h"

#include <algorithm>
#include <cmath>
#include <memory>
#include <vector>

#include "base/parallel.h"
#include "base/rng.h"
#include "stats/agreement/statistic.h"
#include "stats/special.h"

namespace assay::stats {
namespace {

constexpr std::size_t batch = 64;  // draws between two looks at the stopping rule
constexpr std::size_t slice_chunk = 8;
constexpr std::int64_t stop_after = 20;

// Draws of a number of distinct items from the pool.
class Draws {
 public:
  explicit Draws(const SliceTestInput& input)
      : input_(input), alpha_(alpha_statistic({input.pool, input.values}, input.scale)) {
    for (std::uint32_t v = 0; v < input.pool.pattern_count(); ++v) {
      pattern_of_.insert(pattern_of_.end(), static_cast<std::size_t>(input.pool.item_count[v]), v);
    }
    const std::int64_t all = items();
    complement_ = input.items * 2 > all;
    drawn_ = complement_ ? all - input.items : input.items;
  }

  std::int64_t items() const { return static_cast<std::int64_t>(pattern_of_.size()); }
  std::int64_t drawn() const { return drawn_; }

  double units() const {
    const double q = input_.pool.category_count;
    const bool general =
        input_.scale == Scale::ratio || input_.scale == Scale::jaccard || input_.scale == Scale::masi;
    return 4 * static_cast<double>(drawn_) + static_cast<double>(input_.pool.category.size()) + q +
           (general ? q * q / 2 : 0);
  }

  // Which of the draws first .. first + count - 1 are as low as the slice.
  std::vector<std::uint8_t> as_low(std::uint64_t first) const {
    std::vector<std::uint8_t> low(batch, 0);
    for_chunks(batch, slice_chunk, [&](Chunk chunk) {
      std::vector<std::int64_t> times(input_.pool.pattern_count());
      std::vector<std::uint8_t> taken(pattern_of_.size(), 0);
      for (std::size_t b = chunk.begin; b < chunk.end; ++b) {
        Rng rng(input_.seed, RandomPurpose::permutation, input_.stream + first + b);
        low[b] = alpha_of_draw(rng, times, taken) <= input_.observed + 1e-12 ? 1 : 0;
      }
    });
    return low;
  }

 private:
  double alpha_of_draw(Rng& rng, std::vector<std::int64_t>& times, std::vector<std::uint8_t>& taken) const {
    if (complement_) {
      std::copy(input_.pool.item_count.begin(), input_.pool.item_count.end(), times.begin());
    } else {
      std::fill(times.begin(), times.end(), 0);
    }
    std::vector<std::uint64_t> chosen;
    chosen.reserve(static_cast<std::size_t>(drawn_));
    while (static_cast<std::int64_t>(chosen.size()) < drawn_) {
      const std::uint64_t item = rng.below(pattern_of_.size());
      if (taken[item] != 0) continue;
      taken[item] = 1;
      chosen.push_back(item);
      times[pattern_of_[item]] += complement_ ? -1 : 1;
    }
    for (const std::uint64_t item : chosen) taken[item] = 0;
    double value = 0;
    alpha_->evaluate(times, {&value, 1});
    return value;  // undefined_value, where a draw has one category: not low
  }

  const SliceTestInput& input_;
  std::unique_ptr<Statistic> alpha_;
  std::vector<std::uint32_t> pattern_of_;  // per item of the pool
  bool complement_ = false;                // the rest is smaller than the slice: it is drawn instead
  std::int64_t drawn_ = 0;
};

}  // namespace

std::optional<double> permutation_p(const SliceTestInput& input, PermutationBudget& budget) {
  const double share = budget.units / static_cast<double>(std::max<std::int64_t>(1, budget.slices));
  budget.slices = std::max<std::int64_t>(0, budget.slices - 1);
  std::int64_t all = 0;
  for (const std::int64_t count : input.pool.item_count) all += count;
  if (input.items >= all || std::min(input.items, all - input.items) > permuted_items_max)
    return std::nullopt;
  const Draws draws(input);
  const std::int64_t affordable = static_cast<std::int64_t>(std::min(1e6, share / draws.units()));
  if (affordable < permutations_min) return std::nullopt;
  const std::int64_t most = std::min(permutations_max, affordable);
  std::int64_t made = 0, low = 0;
  while (made < most) {
    budget.units -= static_cast<double>(batch) * draws.units();
    for (const std::uint8_t here : draws.as_low(static_cast<std::uint64_t>(made))) {
      ++made;
      low += here;
      if (low == stop_after) return static_cast<double>(stop_after) / static_cast<double>(made);
      if (made == most) break;
    }
  }
  return static_cast<double>(1 + low) / static_cast<double>(1 + made);
}

std::optional<double> normal_p(std::span<const SliceCoefficient> slices, std::size_t at) {
  double precision = 0, weighted = 0;
  for (std::size_t s = 0; s < slices.size(); ++s) {
    if (s == at || !(slices[s].variance > 0)) continue;
    precision += 1 / slices[s].variance;
    weighted += slices[s].value / slices[s].variance;
  }
  if (!(precision > 0) || !(slices[at].variance > 0)) return std::nullopt;
  const double apart = slices[at].value - weighted / precision;
  return normal_cdf(apart / std::sqrt(slices[at].variance + 1 / precision));
}

}  // namespace assay::stats
