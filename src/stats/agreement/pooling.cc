// a_s ~ N(theta_s, v_s), theta_s ~ N(mu, tau^2), mu flat, tau flat on [0, 4 max(sd, sqrt(mean v))] and
// integrated over, not plugged in: a plug-in tau covers .84 to .89 only. Sources: Rubin 1981; Gelman 2006 for
// the flat prior on tau; DerSimonian and Kacker 2007 for the Paule-Mandel root. Methods 1.7.

#include "stats/agreement/pooling.h"

#include <algorithm>
#include <cmath>

#include "stats/special.h"

namespace assay::stats {
namespace {

constexpr int steps = 200;

// max(linearised, p(1-p)/(n+4)), p = (a n + 2)/(n + 4): a slice of one mind has no zero variance.
double floored_variance(const SliceCoefficient& slice) {
  const double n = static_cast<double>(slice.items);
  const double p = (std::clamp(slice.value, 0.0, 1.0) * n + 2) / (n + 4);
  return std::max(slice.variance, p * (1 - p) / (n + 4));
}

// What the slices say of one tau.
struct AtTau {
  double log_weight = 0, mean = 0, precision = 0;
};

class Pool {
 public:
  explicit Pool(std::span<const SliceCoefficient> slices) : slices_(slices) {
    for (const auto& slice : slices) variance_.push_back(floored_variance(slice));
  }

  double variance(std::size_t s) const { return variance_[s]; }

  AtTau at(double tau) const {
    AtTau out;
    double weighted = 0;
    for (std::size_t s = 0; s < slices_.size(); ++s) {
      const double w = 1 / (variance_[s] + tau * tau);
      out.precision += w;
      weighted += w * slices_[s].value;
      out.log_weight += 0.5 * std::log(w);
    }
    out.mean = weighted / out.precision;
    out.log_weight -= 0.5 * std::log(out.precision) + 0.5 * misfit(tau, out.mean);
    return out;
  }

  // sum (a_s - mu)^2 / (v_s + tau^2)
  double misfit(double tau, double mean) const {
    double sum = 0;
    for (std::size_t s = 0; s < slices_.size(); ++s) {
      sum += std::pow(slices_[s].value - mean, 2) / (variance_[s] + tau * tau);
    }
    return sum;
  }

  double widest_tau() const {
    const double count = static_cast<double>(slices_.size());
    double sum = 0, mean_variance = 0, squares = 0;
    for (std::size_t s = 0; s < slices_.size(); ++s) {
      sum += slices_[s].value / count;
      mean_variance += variance_[s] / count;
    }
    for (const auto& slice : slices_) squares += std::pow(slice.value - sum, 2);
    return 4 * std::max(std::sqrt(squares / (count - 1)), std::sqrt(mean_variance));
  }

  // The root of misfit = S - 1; 0 when the slices differ by less than their errors.
  double paule_mandel(double widest) const {
    const double wanted = static_cast<double>(slices_.size()) - 1;
    if (misfit(0, at(0).mean) <= wanted) return 0;
    double low = 0, high = widest;
    while (misfit(high, at(high).mean) > wanted) high *= 2;
    for (int step = 0; step < 60; ++step) {
      const double middle = (low + high) / 2;
      (misfit(middle, at(middle).mean) > wanted ? low : high) = middle;
    }
    return (low + high) / 2;
  }

 private:
  std::span<const SliceCoefficient> slices_;
  std::vector<double> variance_;
};

Estimate pooled_estimate(const SliceCoefficient& slice, double mean, double variance, double level,
                         const char* method) {
  Estimate out;
  out.method = method;
  out.n = slice.items;
  out.value = std::clamp(mean, -1.0, 1.0);
  out.standard_error = std::sqrt(variance);
  const double half = normal_quantile(1 - (1 - level) / 2) * *out.standard_error;
  out.interval =
      Interval{std::clamp(mean - half, -1.0, 1.0), std::clamp(mean + half, -1.0, 1.0), level, method};
  return out;
}

}  // namespace

Pooled partial_pooling(std::span<const SliceCoefficient> slices, double level) {
  Pooled out;
  const Pool pool(slices);
  if (slices.size() < 3) {
    for (std::size_t s = 0; s < slices.size(); ++s) {
      out.slices.push_back(
          pooled_estimate(slices[s], slices[s].value, pool.variance(s), level, "not_pooled"));
    }
    return out;
  }
  const double widest = pool.widest_tau();
  std::vector<AtTau> grid;
  double highest = -1e300, total = 0;
  for (int step = 0; step < steps; ++step) {
    grid.push_back(pool.at(widest * step / (steps - 1)));
    highest = std::max(highest, grid.back().log_weight);
  }
  std::vector<double> mean(slices.size(), 0), square(slices.size(), 0), within(slices.size(), 0);
  for (int step = 0; step < steps; ++step) {
    const AtTau& here = grid[static_cast<std::size_t>(step)];
    const double weight = std::exp(here.log_weight - highest);
    const double tau = widest * step / (steps - 1);
    total += weight;
    for (std::size_t s = 0; s < slices.size(); ++s) {
      const double keep = tau * tau / (tau * tau + pool.variance(s));
      const double drawn = keep * slices[s].value + (1 - keep) * here.mean;
      mean[s] += weight * drawn;
      square[s] += weight * drawn * drawn;
      within[s] += weight * (keep * pool.variance(s) + (1 - keep) * (1 - keep) / here.precision);
    }
  }
  for (std::size_t s = 0; s < slices.size(); ++s) {
    const double m = mean[s] / total;
    const double variance = within[s] / total + std::max(0.0, square[s] / total - m * m);
    out.slices.push_back(pooled_estimate(slices[s], m, variance, level, "partial_pooling"));
  }
  out.tau = pool.paule_mandel(widest);
  return out;
}

}  // namespace assay::stats
