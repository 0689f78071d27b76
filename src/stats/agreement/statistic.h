#pragma once
// What the coefficients computed from the tally have in common: each is a function of a few sums over items,
// so that a bootstrap replicate is a weighted sum over patterns and costs the same for a thousand items and
// for a million.

#include <limits>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "stats/agreement/distance.h"
#include "stats/votes.h"

namespace assay::stats {

// Inside replicates only: the value where chance agreement is complete. Never leaves this room.
inline constexpr double undefined_value = std::numeric_limits<double>::infinity();

// One coefficient on all the data.
struct Component {
  std::string metric;
  std::string weights;
  std::optional<double> value;  // nothing where chance agreement is complete
  std::int64_t n = 0;           // items the coefficient rests on
  double chance_gap =
      0;  // 1 - chance agreement (expected disagreement for alpha): what disagreement is divided by
  double standard_error = 0;      // linearised, no finite-population correction
  std::string note;               // what must be said of the value, often empty
  std::vector<double> influence;  // of one item of each pattern: its linearised value minus the coefficient
};

// One or more coefficients that share their sums.
class Statistic {
 public:
  virtual ~Statistic() = default;
  virtual std::vector<Component> components() const = 0;
  virtual std::size_t size() const = 0;
  // The coefficients when the items of pattern v count times[v] times; undefined_value where there is none.
  // Cost O(cells + categories), or O(categories^2) with a general distance. Safe from several threads.
  virtual void evaluate(std::span<const std::int64_t> times, std::span<double> out) const = 0;
};

struct StatisticPlan {
  Patterns patterns;
  CategoryValues values;
};

// Share of agreeing pairs, averaged over items with two labels and more.
std::unique_ptr<Statistic> percent_statistic(const StatisticPlan& plan);
// Krippendorff 2011; variance: Gwet 2014, as docs/methods/agreement.md writes it out.
std::unique_ptr<Statistic> alpha_statistic(const StatisticPlan& plan, Scale scale);
// Gwet 2008 (AC1, AC2), Fleiss 1971 generalised to gaps, Brennan and Prediger 1981; variance: Gwet 2014.
enum class Chance { gwet, fleiss, brennan_prediger };
std::unique_ptr<Statistic> gwet_statistic(const StatisticPlan& plan, Chance chance, Scale scale);
// Per category: specific agreement (components 0 .. K-1) and alpha of the category against the rest (K ..
// 2K-1).
std::unique_ptr<Statistic> category_statistic(const StatisticPlan& plan);

// Labels of a pattern.
double pattern_labels(const Patterns& patterns, std::size_t pattern);
// sqrt(sum c_v u_v^2 / (n (n - 1))): the standard error that influences give.
double influence_error(const Patterns& patterns, std::span<const double> influence, double n);

}  // namespace assay::stats
