#pragma once
// Has one person's error rate risen while they worked, given how hard their items were? A risk-adjusted CUSUM
// (Steiner, Cook, Farewell and Treasure 2000) over one history, judged by simulated histories without a
// change. Source: methods 6.2.

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "base/estimate.h"

namespace assay::stats {

// Expected error rates of items, 0 < q < 1, shifted on the logit scale so that they sum to `wrong`: what this
// person, at this person's level, would get wrong. 0 < wrong < expected.size(). Cost O(n), about six passes.
std::vector<double> own_rates(std::span<const double> expected, double wrong);

struct RiseOptions {
  double odds_ratio = 3;  // the rise the chart looks for
  int simulations = 200;
  std::int64_t answers_min = 30;
  double chart_level = 0.05;  // false alarms of the limit, in one history without a change
  std::uint64_t seed = 1;
  std::uint64_t person = 0;  // numbers the random stream
};

struct ErrorRise {
  double highest = 0;                // of the chart, in nats
  double limit = 0;                  // reached by chart_level of the simulated histories
  double p = 1;                      // of a chart as high without a change
  std::optional<std::size_t> alarm;  // the answer at which the limit was reached; only where p <= chart_level
  std::optional<std::size_t> begin;  // where the chart last left 0 before that: where the rise may begin
  Status status = Status::ok;        // insufficient: too few answers, or no error, or nothing right
};

// errors: 1 = wrong, in the order of work. expected: the error rate of an average person on each of these
// items, 0 < q < 1; own_rates() takes the person's level out, so that only a change counts. p: by
// simulated histories, stopped after ten as high (Besag and Clifford 1991), where ten are found; else by the
// exponential tail of such charts (Siegmund 1985), fitted to them. Of long histories 500 answers are
// simulated and the tail is moved by log(n / 500). Cost O(n), and at most 200 simulated histories.
ErrorRise error_rise(std::span<const std::uint8_t> errors, std::span<const double> expected,
                     const RiseOptions& options);

}  // namespace assay::stats
