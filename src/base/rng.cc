#include "base/rng.h"

#include <Random123/philox.h>

#include <cmath>
#include <numbers>

#include "base/check.h"

namespace assay {
namespace {

// log(k!) without std::lgamma, which writes a global sign and is not safe on two threads.
double log_factorial(double k) {
  if (k < 10) {
    double product = 1;
    for (int i = 2; i <= static_cast<int>(k); ++i) product *= i;
    return std::log(product);
  }
  const double x = k + 1;
  const double inverse = 1 / x;
  const double square = inverse * inverse;
  return (x - 0.5) * std::log(x) - x + 0.5 * std::log(2 * std::numbers::pi) +
         inverse * (1.0 / 12 - square * (1.0 / 360 - square * (1.0 / 1260 - square / 1680)));
}

// Inversion by search from zero: expected cost O(n p).
std::int64_t binomial_by_inversion(Rng& rng, std::int64_t n, double p) {
  const double q = 1 - p;
  const double ratio = p / q;
  double probability = std::exp(static_cast<double>(n) * std::log1p(-p));
  double u = rng.uniform();
  std::int64_t x = 0;
  while (u > probability && x < n) {
    u -= probability;
    ++x;
    probability *= ratio * (static_cast<double>(n - x + 1) / static_cast<double>(x));
    if (probability <= 0) break;
  }
  return x;
}

// BTRS, transformed rejection with squeeze: Hoermann 1993, "The generation of binomial random variates". n p
// >= 10, p <= 1/2.
std::int64_t binomial_by_rejection(Rng& rng, std::int64_t n, double p) {
  const double count = static_cast<double>(n);
  const double q = 1 - p;
  const double spq = std::sqrt(count * p * q);
  const double b = 1.15 + 2.53 * spq;
  const double a = -0.0873 + 0.0248 * b + 0.01 * p;
  const double c = count * p + 0.5;
  const double v_r = 0.92 - 4.2 / b;
  for (;;) {
    const double u = rng.uniform() - 0.5;
    double v = rng.uniform();
    const double us = 0.5 - std::fabs(u);
    const double k = std::floor((2 * a / us + b) * u + c);
    if (k < 0 || k > count) continue;
    if (us >= 0.07 && v <= v_r) return static_cast<std::int64_t>(k);
    // The squeeze decides most draws; what the others need is computed for them alone.
    const double alpha = (2.83 + 5.1 / b) * spq;
    const double log_odds = std::log(p / q);
    const double mode = std::floor((count + 1) * p);
    const double h = log_factorial(mode) + log_factorial(count - mode);
    v = std::log(v * alpha / (a / (us * us) + b));
    if (v <= h - log_factorial(k) - log_factorial(count - k) + (k - mode) * log_odds)
      return static_cast<std::int64_t>(k);
  }
}

}  // namespace

Rng::Rng(std::uint64_t seed, RandomPurpose purpose, std::uint64_t index)
    : key_{static_cast<std::uint32_t>(seed), static_cast<std::uint32_t>(seed >> 32)},
      counter_{0, static_cast<std::uint32_t>(purpose), static_cast<std::uint32_t>(index),
               static_cast<std::uint32_t>(index >> 32)} {}

void Rng::refill() {
  const r123::Philox4x32 philox;
  const r123::Philox4x32::ctr_type counter = {{counter_[0], counter_[1], counter_[2], counter_[3]}};
  const r123::Philox4x32::key_type key = {{key_[0], key_[1]}};
  const auto out = philox(counter, key);
  ++counter_[0];
  ASSAY_CHECK(counter_[0] != 0, "a random stream holds 2^33 numbers");
  block_[0] = (static_cast<std::uint64_t>(out[1]) << 32) | out[0];
  block_[1] = (static_cast<std::uint64_t>(out[3]) << 32) | out[2];
  left_ = 2;
}

std::uint64_t Rng::next() {
  if (left_ == 0) refill();
  --left_;
  return block_[1 - left_];
}

double Rng::uniform() { return static_cast<double>(next() >> 11) * 0x1.0p-53; }

// Lemire 2019, "Fast random integer generation in an interval": exact, almost never divides.
std::uint64_t Rng::below(std::uint64_t bound) {
  ASSAY_CHECK(bound > 0, "below() needs a bound of at least 1");
  __extension__ using Wide = unsigned __int128;
  Wide product = static_cast<Wide>(next()) * bound;
  if (static_cast<std::uint64_t>(product) < bound) {
    const std::uint64_t threshold = (0 - bound) % bound;
    while (static_cast<std::uint64_t>(product) < threshold) product = static_cast<Wide>(next()) * bound;
  }
  return static_cast<std::uint64_t>(product >> 64);
}

double Rng::normal() {
  const double u = 1 - uniform();
  const double v = uniform();
  return std::sqrt(-2 * std::log(u)) * std::cos(2 * std::numbers::pi * v);
}

// Marsaglia and Tsang 2000, "A simple method for generating gamma variables".
double Rng::gamma(double shape) {
  ASSAY_CHECK(shape > 0, "gamma() needs a positive shape");
  if (shape < 1) {
    const double u = 1 - uniform();
    return gamma(shape + 1) * std::pow(u, 1 / shape);
  }
  const double d = shape - 1.0 / 3;
  const double c = 1 / std::sqrt(9 * d);
  for (;;) {
    const double x = normal();
    const double v = 1 + c * x;
    if (v <= 0) continue;
    const double cube = v * v * v;
    const double u = 1 - uniform();
    if (std::log(u) < 0.5 * x * x + d - d * cube + d * std::log(cube)) return d * cube;
  }
}

double Rng::beta(double a, double b) {
  const double x = gamma(a);
  const double y = gamma(b);
  return x + y > 0 ? x / (x + y) : 0.5;
}

std::int64_t Rng::binomial(std::int64_t n, double p) {
  if (n <= 0 || p <= 0) return 0;
  if (p >= 1) return n;
  if (p > 0.5) return n - binomial(n, 1 - p);
  return static_cast<double>(n) * p < 10 ? binomial_by_inversion(*this, n, p)
                                         : binomial_by_rejection(*this, n, p);
}

}  // namespace assay
