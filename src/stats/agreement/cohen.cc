#include "stats/agreement/cohen.h"

#include <algorithm>
#include <cmath>

#include "base/check.h"
#include "stats/agreement/coefficient_interval.h"
#include "stats/agreement/pair_kappa.h"
#include "stats/exact_sum.h"
#include "stats/interval/freedom.h"

namespace assay::stats {

// Fleiss, Cohen and Everitt 1969 give the variance of the delta method; here it divides by n (n - 1) as the
// variances of Gwet 2014 do, so that Cohen and Conger of two complete annotators are one number. The plain
// interval holds the truth in .90 to .92 only: with quadratic weights and few items it lies above the truth
// (a rare large difference was not met), with a rare category below it (nobody met an item on which both say
// it); in both the variance is taken too small. Hence Fisher's scale and the degrees of freedom of the uneven
// influences.
Estimate cohen_kappa(const CohenInput& input) {
  ASSAY_CHECK(input.first.size() == input.second.size(), "both label the same items");
  const auto n = static_cast<std::int64_t>(input.first.size());
  if (n < 2) {
    Estimate out =
        undefined_estimate(Status::insufficient, "cohen_kappa", n, "fewer than two items are shared");
    out.n_needed = 2;
    return out;
  }
  PairKappa pair(input.scale, input.values, input.category_count);
  pair.load(input.first, input.second);
  if (!pair.defined()) {
    return undefined_estimate(Status::no_variation, "cohen_kappa", n,
                              "only one category was used: agreement beyond chance is not defined");
  }
  Estimate out;
  out.method = "cohen_kappa";
  out.n = n;
  out.value = pair.value();
  if (pair.agreeing() >= pair.items()) {
    out.value = 1;
    out.interval = no_disagreement_interval(n, pair.chance_gap(), input.level);
    out.note = "no disagreement seen: the interval rests on the number of items alone";
    return out;
  }
  ExactSum squares, fourths;
  for (std::size_t i = 0; i < input.first.size(); ++i) {
    const double u = pair.influence(input.first[i], input.second[i]);
    squares.add(u * u);
    fourths.add(u * u * u * u);
  }
  const double items = static_cast<double>(n);
  out.standard_error = std::sqrt(squares.value() / (items * (items - 1)));
  const double t = effective_t(n, squares.value(), fourths.value(), input.level);
  out.interval = bounded(fisher_interval(*out.value, *out.standard_error, t, input.level), *out.value, -1);
  return out;
}

std::optional<KappaIndices> kappa_indices(const CohenInput& input) {
  if (input.category_count != 2 || input.first.empty()) return std::nullopt;
  double cells[2][2] = {{0, 0}, {0, 0}};
  for (std::size_t i = 0; i < input.first.size(); ++i) cells[input.first[i]][input.second[i]] += 1;
  const double n = static_cast<double>(input.first.size());
  return KappaIndices{std::abs(cells[0][0] - cells[1][1]) / n, std::abs(cells[0][1] - cells[1][0]) / n};
}

}  // namespace assay::stats
