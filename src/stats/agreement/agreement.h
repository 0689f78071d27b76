#pragma once
// Agreement of a tally: every coefficient asked for, with its interval. docs/methods/agreement.md.

#include <cstdint>
#include <string>
#include <vector>

#include "base/estimate.h"
#include "stats/agreement/distance.h"
#include "stats/agreement/statistic.h"
#include "stats/interval/bca.h"
#include "stats/votes.h"

namespace assay::stats {

struct AgreementOptions {
  BootstrapOptions bootstrap;
  std::size_t patterns_max = 20'000;  // more distinct patterns: linearised variance instead of the bootstrap
  double general_cost_max =
      2e9;  // replicates * categories^2 above which a general distance is linearised too
};

struct CoefficientRow {
  std::string metric;
  std::string weights;
  Estimate estimate;
};

struct CategoryAgreement {
  Estimate specific;       // probability that a second annotator says it, given that one did
  Estimate alpha;          // of the category against all others
  std::int64_t items = 0;  // on which somebody said it
};

struct AgreementResult {
  std::vector<CoefficientRow> rows;
  std::vector<CategoryAgreement> categories;  // one per category
};

// Which coefficients a kind of label calls for: scales of alpha, weights of the others.
struct AgreementPlan {
  std::vector<Scale> alpha = {Scale::nominal};
  std::vector<Scale> weights = {Scale::nominal};
  bool scott = false;  // every item has exactly two labels: Fleiss' kappa is Scott's pi
};

// Cost: O(cells) for the values, O(replicates * (cells + categories)) for the intervals. Same bits for any
// number of threads. Undefined coefficients come back with a status and the reason.
AgreementResult agreement(const Patterns& patterns, const CategoryValues& values, const AgreementPlan& plan,
                          const AgreementOptions& options);

// One alpha with its linearised interval: for slices, of which there may be hundreds. Cost O(cells), or
// O(categories used^2) with a general distance.
Estimate linearised_alpha(const Patterns& patterns, const CategoryValues& values, Scale scale, double level);

}  // namespace assay::stats
