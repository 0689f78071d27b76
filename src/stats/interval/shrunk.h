#pragma once
// Rates of many categories that borrow strength from each other: x_k ~ Bin(n_k, p_k), p_k ~ Beta(a, b), with
// a, b of maximum marginal likelihood under the weak prior log(a + b) ~ N(log 20, 1.5^2). Source: methods 3.2
// (an empirical Bayes beta-binomial; Griffiths 1973).

#include <span>
#include <vector>

#include "base/estimate.h"

namespace assay::stats {

struct ShrunkOptions {
  enum class Prior { weak, none };
  double level = 0.95;
  double sorting_share = 0.90;  // posterior quantile by which dashboards sort
  Prior prior = Prior::weak;    // none: plain maximum likelihood
};

struct ShrunkRates {
  std::vector<Estimate> rates;        // posterior mean, equal-tailed posterior interval; same order as x
  std::vector<double> sorting_upper;  // 1 where there is no estimate: nothing known sorts as the worst
  double a = 0, b = 0;                // of the population of categories; 0 when nothing was shrunk
};

// Fewer than two categories with n > 0: raw rates with their Jeffreys interval, method "unshrunk_rate".
// n_k = 0: insufficient. a + b is held in [0.1, 1e4], and a / (a + b) half a count away from 0 and 1, because
// without any error the likelihood would put every category at exactly zero. Cost: about 400 evaluations per
// distinct (x, n).
ShrunkRates shrunk_rates(std::span<const double> x, std::span<const double> n,
                         const ShrunkOptions& options = {});

}  // namespace assay::stats
