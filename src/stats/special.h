#pragma once
// Special functions and quantiles, all from Boost.Math behind one header, so that no other file compiles it.
// Arguments outside the domain are our own mistake (ASSAY_CHECK); results are finite.

#include <cstdint>
#include <span>

namespace assay::stats {

double normal_cdf(double x);
double normal_quantile(double share);                              // 0 < share < 1
double student_quantile(double share, double degrees_of_freedom);  // 0 < share < 1, df > 0
double student_cdf(double x, double degrees_of_freedom);
double beta_cdf(double x, double a, double b);           // regularised incomplete beta I_x(a, b)
double beta_quantile(double share, double a, double b);  // inverse of it in x
// log I_x(a, b), 0 < x < 1, also where I_x(a, b) is too small for a double.
double log_beta_cdf(double x, double a, double b);
double chi_squared_cdf(double x, double degrees_of_freedom);
double binomial_at_most(std::int64_t x, std::int64_t n, double rate);   // P(X <= x), n >= 0, 0 <= rate <= 1
double binomial_at_least(std::int64_t x, std::int64_t n, double rate);  // P(X >= x), not by subtraction
double poisson_at_least(std::int64_t x, double mean);                   // P(X >= x), mean >= 0
double log_gamma(double x);                                             // x > 0; safe on any thread
double digamma(double x);
double trigamma(double x);
double log_beta(double a, double b);
double log_choose(std::int64_t n, std::int64_t k);  // 0 <= k <= n
// P(X = x) in logs, X = defects among n drawn without replacement from a lot of N with D defects. -inf where
// impossible.
double log_hypergeometric(std::int64_t x, std::int64_t n, std::int64_t defects, std::int64_t lot);
double log_sum_exp(std::span<const double> logs);  // -inf for an empty span

}  // namespace assay::stats
