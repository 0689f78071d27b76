#include "stats/interval/freedom.h"

#include <algorithm>

#include "stats/special.h"

namespace assay::stats {

double effective_freedom(std::int64_t items, double squares, double fourths) {
  const double n = static_cast<double>(items);
  if (items < 3 || !(squares > 0)) return std::max(1.0, n - 1);
  const double kurtosis = n * fourths / (squares * squares);
  const double freedom = 2 * n / (kurtosis - 1 + 2 / (n - 1));
  return std::clamp(freedom, 2.0, n - 1);
}

double effective_t(std::int64_t items, double squares, double fourths, double level) {
  return student_quantile(1 - (1 - level) / 2, effective_freedom(items, squares, fourths));
}

}  // namespace assay::stats
