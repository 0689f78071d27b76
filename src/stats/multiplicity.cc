#include "stats/multiplicity.h"

#include <algorithm>

#include "base/check.h"

namespace assay::stats {
namespace {

std::vector<std::optional<double>> adjusted(std::span<const std::optional<double>> p, double factor) {
  std::vector<std::size_t> order;
  for (std::size_t i = 0; i < p.size(); ++i) {
    if (!p[i]) continue;
    ASSAY_CHECK(*p[i] >= 0 && *p[i] <= 1, "p values lie between 0 and 1");
    order.push_back(i);
  }
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return *p[a] < *p[b]; });
  std::vector<std::optional<double>> out(p.size());
  double least = 1;
  for (std::size_t rank = order.size(); rank > 0; --rank) {
    const double m = static_cast<double>(order.size());
    least = std::min(least, *p[order[rank - 1]] * factor * m / static_cast<double>(rank));
    out[order[rank - 1]] = least;
  }
  return out;
}

}  // namespace

std::vector<std::optional<double>> benjamini_hochberg(std::span<const std::optional<double>> p) {
  return adjusted(p, 1);
}

std::vector<std::optional<double>> benjamini_yekutieli(std::span<const std::optional<double>> p) {
  const auto tests = std::count_if(p.begin(), p.end(), [](const auto& value) { return value.has_value(); });
  double harmonic = 0;
  for (std::ptrdiff_t l = 1; l <= tests; ++l) harmonic += 1 / static_cast<double>(l);
  return adjusted(p, harmonic);
}

}  // namespace assay::stats
