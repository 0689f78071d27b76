#include "stats/agreement/statistic.h"

#include <cmath>

namespace assay::stats {

double pattern_labels(const Patterns& patterns, std::size_t pattern) {
  double labels = 0;
  for (std::size_t at = patterns.pattern_begin[pattern]; at < patterns.pattern_begin[pattern + 1]; ++at) {
    labels += patterns.count[at];
  }
  return labels;
}

double influence_error(const Patterns& patterns, std::span<const double> influence, double n) {
  if (n < 2) return 0;
  double sum = 0;
  for (std::size_t v = 0; v < influence.size(); ++v) {
    sum += static_cast<double>(patterns.item_count[v]) * influence[v] * influence[v];
  }
  return std::sqrt(sum / (n * (n - 1)));
}

}  // namespace assay::stats
