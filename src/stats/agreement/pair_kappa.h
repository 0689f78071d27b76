#pragma once
// Cohen's kappa of two annotators, in the form 1 - observed disagreement / disagreement by chance, which is
// the same for every weight. Sources: Cohen 1960, 1968. Also what it would be without one item, in constant
// time.

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "stats/agreement/distance.h"

namespace assay::stats {

// One per thread: load() a pair, then ask. Scales: nominal, linear, quadratic. Cost of load: O(items + used
// categories log used categories); of the rest O(1). Sums are in category order: the order of items does not
// matter.
class PairKappa {
 public:
  PairKappa(Scale scale, const CategoryValues& values, std::uint32_t category_count);

  void load(std::span<const std::uint32_t> first, std::span<const std::uint32_t> second);

  double items() const { return n_; }
  double agreeing() const { return agreeing_; }            // items with the same label
  double chance_gap() const { return chance_ / n_ / n_; }  // mean distance of labels drawn independently
  bool defined() const { return n_ > 0 && chance_ > tolerance(n_); }
  double value() const { return 1 - n_ * distance_ / chance_; }  // only where defined()
  // Without an item on which they said a and b; nothing where that is not defined.
  std::optional<double> without(std::uint32_t a, std::uint32_t b) const;
  // Linearised: what an item with a and b adds, per item. Fleiss, Cohen and Everitt 1969.
  double influence(std::uint32_t a, std::uint32_t b) const;

 private:
  double apart(std::uint32_t a, std::uint32_t b) const;
  static double tolerance(double n) { return 1e-12 * n * n; }
  void count(std::span<const std::uint32_t> labels, std::vector<double>& into);
  void spread(const std::vector<double>& labels, std::vector<double>& to) const;
  void spread_linear(const std::vector<double>& labels, std::vector<double>& to) const;

  Scale scale_;
  std::vector<double> x_;                     // numbers brought to -1/2 .. 1/2: distances are at most 1
  std::vector<std::uint32_t> used_;           // ascending by number, then code
  std::vector<double> first_, second_;        // labels per category
  std::vector<double> to_first_, to_second_;  // per used category: sum of distances to those labels
  double n_ = 0, agreeing_ = 0, distance_ = 0, chance_ = 0;
};

}  // namespace assay::stats
