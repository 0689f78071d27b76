#include "stats/slices/slice_rows.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace assay::stats {

// A slice of size s whose lift lies z standard errors above 1 has lift - 1 = z sqrt((1 - e) / (e s)), e the
// mean error. With (1 - alpha) / alpha = c its score, over alpha, is z sqrt((1 - e) / (e s)) - c (m / s - 1),
// largest at s = (2 c m)^2 e / (z^2 (1 - e)). Here this s is the geometric mean of size_min and m for z = 5,
// about where the best of many slices lies when errors fall at random. A slice of a quarter or of four times
// that size needs a z of 1.25 times as much to score the same, one of a sixteenth 2.1 times.
double balanced_alpha(const SliceScoring& scoring) {
  constexpr double z = 5;
  const double e = scoring.mean_error, m = scoring.total;
  if (!(e > 0 && e < 1 && m > 0)) return 0.95;  // nothing to find
  const double size = std::sqrt(std::max(1.0, scoring.size_min) * m);
  return 1 / (1 + z * std::sqrt((1 - e) / e * size) / (2 * m));
}

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
