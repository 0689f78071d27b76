#include "stats/special.h"

#include <algorithm>
#include <boost/math/distributions/normal.hpp>
#include <boost/math/distributions/students_t.hpp>
#include <boost/math/special_functions/beta.hpp>
#include <boost/math/special_functions/digamma.hpp>
#include <boost/math/special_functions/gamma.hpp>
#include <boost/math/special_functions/trigamma.hpp>
#include <cmath>
#include <limits>

#include "base/check.h"

namespace assay::stats {

double normal_cdf(double x) { return 0.5 * std::erfc(-x / std::sqrt(2.0)); }

double normal_quantile(double share) {
  ASSAY_CHECK(share > 0 && share < 1, "a quantile is asked for a share inside (0, 1)");
  return boost::math::quantile(boost::math::normal(), share);
}

double student_quantile(double share, double degrees_of_freedom) {
  ASSAY_CHECK(share > 0 && share < 1 && degrees_of_freedom > 0,
              "a quantile is asked for a share inside (0, 1)");
  return boost::math::quantile(boost::math::students_t(degrees_of_freedom), share);
}

double student_cdf(double x, double degrees_of_freedom) {
  return boost::math::cdf(boost::math::students_t(degrees_of_freedom), x);
}

double beta_cdf(double x, double a, double b) { return boost::math::ibeta(a, b, std::clamp(x, 0.0, 1.0)); }

double beta_quantile(double share, double a, double b) {
  ASSAY_CHECK(a > 0 && b > 0, "a beta distribution has positive parameters");
  return boost::math::ibeta_inv(a, b, std::clamp(share, 0.0, 1.0));
}

// Where the probability underflows, x lies far below the mean and the continued fraction of I_x(a, b)
// converges in a few terms (Abramowitz and Stegun 26.5.8, by Lentz's method); its leading factor stays a
// logarithm.
double log_beta_cdf(double x, double a, double b) {
  ASSAY_CHECK(x > 0 && x < 1 && a > 0 && b > 0, "log I_x(a, b) inside its domain");
  const double plain = boost::math::ibeta(a, b, x);
  if (plain > 1e-250) return std::log(plain);
  constexpr double tiny = 1e-300;
  constexpr int terms_max = 10'000;
  double c = 1;
  double d = 1 - (a + b) * x / (a + 1);
  d = 1 / (std::fabs(d) < tiny ? tiny : d);
  double fraction = d;
  for (int m = 1; m <= terms_max; ++m) {
    const double k = m;
    double change = 1;
    for (const double term : {k * (b - k) * x / ((a + 2 * k - 1) * (a + 2 * k)),
                              -(a + k) * (a + b + k) * x / ((a + 2 * k) * (a + 2 * k + 1))}) {
      d = 1 + term * d;
      d = 1 / (std::fabs(d) < tiny ? tiny : d);
      c = 1 + term / c;
      if (std::fabs(c) < tiny) c = tiny;
      change = c * d;
      fraction *= change;
    }
    if (std::fabs(change - 1) < 1e-15) break;
  }
  return a * std::log(x) + b * std::log1p(-x) - std::log(a) - log_beta(a, b) + std::log(fraction);
}

double chi_squared_cdf(double x, double degrees_of_freedom) {
  return x <= 0 ? 0 : boost::math::gamma_p(degrees_of_freedom / 2, x / 2);
}

double binomial_at_most(std::int64_t x, std::int64_t n, double rate) {
  if (x < 0) return 0;
  if (x >= n || rate <= 0) return 1;
  if (rate >= 1) return 0;
  return beta_cdf(1 - rate, static_cast<double>(n - x), static_cast<double>(x) + 1);
}

double binomial_at_least(std::int64_t x, std::int64_t n, double rate) {
  if (x <= 0) return 1;
  if (x > n || rate <= 0) return 0;
  if (rate >= 1) return 1;
  return beta_cdf(rate, static_cast<double>(x), static_cast<double>(n - x) + 1);
}

double poisson_at_least(std::int64_t x, double mean) {
  if (x <= 0) return 1;
  return chi_squared_cdf(2 * mean, 2 * static_cast<double>(x));
}

double log_gamma(double x) { return boost::math::lgamma(x); }
double digamma(double x) { return boost::math::digamma(x); }
double trigamma(double x) { return boost::math::trigamma(x); }
double log_beta(double a, double b) { return log_gamma(a) + log_gamma(b) - log_gamma(a + b); }

double log_choose(std::int64_t n, std::int64_t k) {
  ASSAY_CHECK(k >= 0 && k <= n, "choose k of n needs 0 <= k <= n");
  if (k == 0 || k == n) return 0;
  // Through log_beta's cancellation-free sibling: Boost's beta keeps relative precision where lgamma
  // differences lose it.
  const double a = static_cast<double>(k) + 1;
  const double b = static_cast<double>(n - k) + 1;
  if (n < 500) return -std::log(static_cast<double>(n) + 1) - std::log(boost::math::beta(a, b));
  return log_gamma(static_cast<double>(n) + 1) - log_gamma(a) - log_gamma(b);
}

double log_hypergeometric(std::int64_t x, std::int64_t n, std::int64_t defects, std::int64_t lot) {
  if (x < 0 || x > n || x > defects || n - x > lot - defects) return -std::numeric_limits<double>::infinity();
  return log_choose(defects, x) + log_choose(lot - defects, n - x) - log_choose(lot, n);
}

double log_sum_exp(std::span<const double> logs) {
  double max = -std::numeric_limits<double>::infinity();
  for (const double value : logs) max = std::max(max, value);
  if (!std::isfinite(max)) return max;
  double sum = 0;
  for (const double value : logs) sum += std::exp(value - max);
  return max + std::log(sum);
}

}  // namespace assay::stats
