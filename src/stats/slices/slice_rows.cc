#include "stats/slices/slice_rows.h"

#include <algorithm>
#include <limits>

namespace assay::stats {

double slice_score(const SliceScoring& scoring, double size, double error) {
  const double lift = error / size / scoring.mean_error - 1;
  return scoring.alpha * lift - (1 - scoring.alpha) * (scoring.total / size - 1);
}

double slice_bound(const SliceScoring& scoring, double size, double error) {
  if (size < scoring.size_min) return -std::numeric_limits<double>::infinity();
  const auto at = [&](double s) { return slice_score(scoring, s, std::min(s * scoring.error_max, error)); };
  // The score rises with the size while every row can be wrong, and is monotone in 1/size beyond.
  const double turn = std::clamp(error / scoring.error_max, scoring.size_min, size);
  return std::max(at(turn), at(size));
}

bool in_slice(const SliceRows& rows, const std::vector<SlicePredicate>& predicates, std::size_t row) {
  for (const SlicePredicate& p : predicates) {
    if (rows.features[p.feature][row] != p.code) return false;
  }
  return true;
}

bool better_slice(const FoundSlice& a, const FoundSlice& b) {
  if (a.score != b.score) return a.score > b.score;
  if (a.predicates.size() != b.predicates.size()) return a.predicates.size() < b.predicates.size();
  if (a.size != b.size) return a.size > b.size;
  return a.predicates < b.predicates;
}

}  // namespace assay::stats
