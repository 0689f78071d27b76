#pragma once
// Distances between categories and the agreement weights that belong to them.
// docs/methods/agreement.md.

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <vector>

namespace assay::stats {

// How far apart two labels are. Gwet's coefficients take weights in [0, 1] (1 = the same), Krippendorff's
// alpha distances (0 = the same).
enum class Scale {
  nominal,    // the same or not
  ordinal,    // alpha: Krippendorff's metric by the ranks in these data; Gwet: 1 - C(|k-l|+1, 2) / C(q, 2)
  interval,   // alpha only: (a - b)^2
  ratio,      // alpha only: ((a - b) / (a + b))^2
  linear,     // weights only: 1 - |a - b| / range
  quadratic,  // weights only: 1 - (a - b)^2 / range^2
  jaccard,    // sets: 1 - |A and B| / |A or B|
  masi,       // sets: 1 - J M (Passonneau 2006)
  circular,   // alpha only: sin^2(pi (a - b) / period)
  bipolar,    // alpha only: (a - b)^2 / ((a + b - 2 low)(2 high - a - b))
  tree        // alpha only: 1 - 2 depth(common ancestor) / (depth(a) + depth(b))
};

const char* scale_name(Scale scale);

// What a scale needs to know of the categories. Views: the caller owns the memory.
struct CategoryValues {
  std::span<const double> number;                           // one per category, in category order
  std::span<const std::vector<std::uint32_t>> member_sets;  // sets: ascending members of each category
  double period = 360;                                      // circular
  double low = 0, high = 1;                                 // bipolar: every number lies between them
  std::span<const std::vector<std::uint32_t>> paths = {};   // tree: nodes from below the root to the category
};

// Distance delta^2 of two categories; Scale::ordinal is not among them, it needs the data.
double distance(Scale scale, std::uint32_t a, std::uint32_t b, const CategoryValues& values);

// Agreement weight of two of q categories; linear and quadratic by the categories' numbers.
class Weights {
 public:
  Weights(Scale scale, const CategoryValues& values, std::uint32_t category_count);
  double operator()(std::uint32_t a, std::uint32_t b) const;
  bool identity() const { return scale_ == Scale::nominal; }
  double total() const { return total_; }  // sum over all pairs

 private:
  Scale scale_;
  CategoryValues values_;
  std::uint32_t category_count_;
  double range_ = 1;
  double total_ = 0;
};

// Jaccard distance and MASI distance of two ascending sets. Both empty: 0; one empty: 1.
double jaccard_distance(std::span<const std::uint32_t> a, std::span<const std::uint32_t> b);
double masi_distance(std::span<const std::uint32_t> a, std::span<const std::uint32_t> b);

// How many members a set shares with every other, by an index from members to sets: what the distances of one
// set to thousands cost is the sets it has something in common with.
class SetOverlaps {
 public:
  explicit SetOverlaps(std::span<const std::vector<std::uint32_t>> sets);
  // shared[l] = members in both k and l.
  void count(std::uint32_t k, std::vector<std::uint32_t>& shared) const;
  double distance(Scale scale, std::uint32_t a, std::uint32_t b, std::uint32_t shared) const;

 private:
  std::span<const std::vector<std::uint32_t>> sets_;
  std::vector<std::vector<std::uint32_t>> with_;  // per member: the sets that hold it
};

}  // namespace assay::stats
