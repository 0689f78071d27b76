#pragma once
// Has somebody's error rate risen? The Bernoulli CUSUM on whole numbers: a correct answer takes one point
// off, an error adds error_points, the sum never falls below 0 and signals at `limit`. Sources: Reynolds and
// Stoumbos 1999; methods 6.2.

#include <cstdint>
#include <optional>
#include <span>

#include "base/result.h"

namespace assay::stats {

struct CusumChart {
  double rate_good = 0;           // p0, the rate without an alarm
  double rate_bad = 0;            // p1, the rate to be found soon
  std::int64_t error_points = 0;  // M - 1
  std::int64_t limit = 0;         // H
  double run_length_good = 0;     // answers until an alarm, on average, at p0: how rare false alarms are
  double run_length_bad = 0;      // the same at p1: how soon a real rise is found
};

// Answers until a signal, on average, when errors are independent with probability p. Exact: the linear
// equations of the Markov chain, O(limit * error_points) time. 0 < p < 1, error_points >= 1, limit >= 1.
double cusum_run_length(std::int64_t error_points, std::int64_t limit, double p);

struct CusumOptions {
  double rate_good = 0.02;
  double rate_bad = 0.06;
  double run_length_wanted = 5'000;  // the limit is the smallest with this many answers between false alarms
};

// Error: rates that are not 0 < p0 < p1 < 1; rates so close, or a run length so long, that the equations of
// the limit would have more than 20 million cells.
Result<CusumChart> cusum_chart(const CusumOptions& options);

struct CusumPath {
  std::int64_t alarms = 0;
  std::optional<std::size_t> first_alarm;  // the place of the answer that signalled
  std::int64_t last = 0;                   // the sum after the last answer
  std::int64_t highest = 0;
};

// The chart over one person's answers in their order, 1 = error. After a signal it starts again at 0.
CusumPath run_cusum(const CusumChart& chart, std::span<const std::uint8_t> errors);

}  // namespace assay::stats
