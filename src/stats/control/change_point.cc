#include "stats/control/change_point.h"

#include <algorithm>
#include <cmath>

#include "base/check.h"

namespace assay::stats {
namespace {

constexpr double prior = 0.5;  // of an error and of a right answer

struct RunLength {
  std::size_t begin = 0;
  double weight = 0;  // times exp(scale)
  double wrong = 0, right = 0;
};

double predictive(const RunLength& run, bool error) {
  return ((error ? run.wrong : run.right) + prior) / (run.wrong + run.right + 2 * prior);
}

// Runs and their weights, which are kept near one by a common scale. The run from the first answer stands
// apart, with a logarithm: the Bayes factor needs it however improbable it has become.
class Runs {
 public:
  explicit Runs(const ChangePointOptions& options) : options_(options) {}

  void add(std::size_t at, bool error) {
    if (at > 0) {
      const double begun = options_.hazard * (first_weight() + later_weight());
      for (RunLength& run : later_) run.weight *= 1 - options_.hazard;
      log_first_ += std::log1p(-options_.hazard);
      later_.push_back({.begin = at, .weight = begun});
    }
    for (RunLength& run : later_) {
      run.weight *= predictive(run, error);
      (error ? run.wrong : run.right) += 1;
    }
    log_first_ += std::log(predictive(first_, error));
    (error ? first_.wrong : first_.right) += 1;
    if (at % 16 == 15) tidy();
  }

  // The most probable beginning of the last run.
  std::size_t best() const {
    double weight = first_weight();
    std::size_t begin = 0;
    for (const RunLength& run : later_) {
      if (run.weight > weight) weight = run.weight, begin = run.begin;
    }
    return begin;
  }

  bool any_later() const { return !later_.empty(); }
  // log of the weight of a later beginning over that of none.
  double log_odds() const { return std::log(later_weight()) + scale_ - log_first_; }

 private:
  double first_weight() const { return std::exp(log_first_ - scale_); }

  double later_weight() const {
    double sum = 0;
    for (const RunLength& run : later_) sum += run.weight;
    return sum;
  }

  // Drops what is improbable and brings the best weight back to one.
  void tidy() {
    double best = first_weight();
    for (const RunLength& run : later_) best = std::max(best, run.weight);
    std::erase_if(later_, [&](const RunLength& run) { return run.weight < best * options_.dropped; });
    for (RunLength& run : later_) run.weight /= best;
    scale_ += std::log(best);
  }

  ChangePointOptions options_;
  RunLength first_;
  double log_first_ = 0, scale_ = 0;
  std::vector<RunLength> later_;
};

double rate_of(std::span<const std::uint8_t> errors) {
  const auto wrong = static_cast<double>(
      std::count_if(errors.begin(), errors.end(), [](std::uint8_t error) { return error != 0; }));
  return (wrong + prior) / (static_cast<double>(errors.size()) + 2 * prior);
}

}  // namespace

ChangePoint last_change(std::span<const std::uint8_t> errors, const ChangePointOptions& options) {
  ASSAY_CHECK(options.hazard > 0 && options.hazard < 1 && options.dropped < 1, "a probability of change");
  ChangePoint out;
  if (errors.empty()) return out;
  Runs runs(options);
  for (std::size_t at = 0; at < errors.size(); ++at) runs.add(at, errors[at] != 0);
  out.begin = runs.best();
  if (runs.any_later()) {  // the prior odds of a later beginning are taken out
    const double log_none = static_cast<double>(errors.size() - 1) * std::log1p(-options.hazard);
    out.log_bayes_factor = runs.log_odds() - (std::log(-std::expm1(log_none)) - log_none);
  }
  if (out.begin > 0) out.probability_before = rate_of(errors.first(out.begin));
  out.probability_after = rate_of(errors.subspan(out.begin));
  return out;
}

}  // namespace assay::stats
