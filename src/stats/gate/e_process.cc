#include "stats/gate/e_process.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "base/check.h"
#include "stats/special.h"

namespace assay::stats {
namespace {

double log_likelihood(std::int64_t x, std::int64_t n, double p) {
  return static_cast<double>(x) * std::log(p) + static_cast<double>(n - x) * std::log1p(-p);
}

}  // namespace

// The mixture is Beta(1, 3 / error_max - 1), mean error_max / 3, below error_max.
double log_evidence_good(std::int64_t x, std::int64_t n, double error_max) {
  ASSAY_CHECK(x >= 0 && x <= n && error_max > 0 && error_max < 1, "x of n, and a rate inside (0, 1)");
  const double a = 1;
  const double b = 3 / error_max - 1;
  const double wrong = a + static_cast<double>(x);
  const double right = b + static_cast<double>(n - x);
  return log_beta(wrong, right) + log_beta_cdf(error_max, wrong, right) - log_beta(a, b) -
         log_beta_cdf(error_max, a, b) - log_likelihood(x, n, error_max);
}

// The mixture is Beta(1, 1 / (2 error_max) - 1), at least Beta(1, 1), above error_max.
double log_evidence_bad(std::int64_t x, std::int64_t n, double error_max) {
  ASSAY_CHECK(x >= 0 && x <= n && error_max > 0 && error_max < 1, "x of n, and a rate inside (0, 1)");
  const double a = 1;
  const double b = std::max(1.0, 1 / (2 * error_max) - 1);
  const double wrong = a + static_cast<double>(x);
  const double right = b + static_cast<double>(n - x);
  return log_beta(wrong, right) + log_beta_cdf(1 - error_max, right, wrong) - log_beta(a, b) -
         log_beta_cdf(1 - error_max, b, a) - log_likelihood(x, n, error_max);
}

// Both boundaries rise with n: a right item never lowers the first evidence nor raises the second.
Boundary e_process_boundary(const EvidenceOptions& options, std::int64_t n_max) {
  Boundary boundary = Boundary::open(n_max);
  const double pass_at = std::log(1 / options.alpha);
  const double fail_at = std::log(1 / options.alpha_fail);
  std::int64_t pass = -1;
  std::int64_t fail = 0;
  for (std::int64_t n = 1; n <= n_max; ++n) {
    while (pass + 1 <= n && log_evidence_good(pass + 1, n, options.error_max) >= pass_at) ++pass;
    while (fail <= n && log_evidence_bad(fail, n, options.error_max) < fail_at) ++fail;
    boundary.pass_at_most[static_cast<std::size_t>(n)] = pass;
    boundary.fail_at_least[static_cast<std::size_t>(n)] = fail;
  }
  return boundary;
}

double attempt_alpha(double alpha, std::int64_t attempt) {
  ASSAY_CHECK(attempt >= 1, "attempts are counted from 1");
  const double k = static_cast<double>(attempt);
  return 6 * alpha / (std::numbers::pi * std::numbers::pi * k * k);
}

}  // namespace assay::stats
