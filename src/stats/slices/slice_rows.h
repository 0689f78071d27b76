#pragma once
// What slices are searched in: rows (items or annotations) with categorical features and an error each.

#include <compare>
#include <cstdint>
#include <span>
#include <vector>

namespace assay::stats {

// A view. Features are columns of codes: 1, 2, ... name values, 0 is missing and never a predicate. Rows
// should come in an order that depends on the data alone (by item, then annotator): sums are taken in row
// order.
struct SliceRows {
  std::vector<std::span<const std::uint32_t>> features;  // each of row_count codes
  std::span<const float> error;    // >= 0: 0/1, or a share (of wrong labels, of disagreement)
  std::span<const double> weight;  // > 0; empty: 1 each

  std::size_t row_count() const { return error.size(); }
  double weight_of(std::size_t row) const { return weight.empty() ? 1 : weight[row]; }
};

// feature = code. A slice is a conjunction of predicates on distinct features, ascending.
struct SlicePredicate {
  std::uint32_t feature = 0;
  std::uint32_t code = 0;
  auto operator<=>(const SlicePredicate&) const = default;
};

struct FoundSlice {
  std::vector<SlicePredicate> predicates;
  double size = 0;   // sum of weights
  double error = 0;  // sum of weight * error
  double score = 0;
  std::int64_t rows = 0;
};

// What the score needs to know of a run: methods 4.2.
struct SliceScoring {
  double total = 0;  // m: sum of weights of all rows (not the number of features: pruning would be unsafe)
  double mean_error = 0;  // of all rows, > 0
  double alpha = 0.95;    // weight of the lift against the size
  double size_min = 32;   // on the weighted scale, never a share of the data
  double error_max = 1;   // largest error of a row
};

// The alpha under which a slice of given evidence (z of its lift) scores highest at a size halfway, on the
// logarithmic scale, between the smallest and the largest. A fixed alpha charges for the share of the rows:
// of 50,000 it hides 250 of which 40 % are wrong among 3 %. A function of the sums alone, which permuted
// errors share.
double balanced_alpha(const SliceScoring& scoring);

// alpha ((error / size) / mean - 1) - (1 - alpha) (m / size - 1); size > 0.
double slice_score(const SliceScoring& scoring, double size, double error);

// No slice inside one of at most this size and error scores higher. Below size_min: minus infinity. Source:
// Sagadeeva and Boehm 2021, section 3.2, with m = sum of weights and the size nearest to error / error_max.
double slice_bound(const SliceScoring& scoring, double size, double error);

bool in_slice(const SliceRows& rows, const std::vector<SlicePredicate>& predicates, std::size_t row);

// Better first: score, then fewer predicates, larger size, and (feature, code).
bool better_slice(const FoundSlice& a, const FoundSlice& b);

}  // namespace assay::stats
