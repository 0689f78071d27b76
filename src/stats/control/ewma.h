#pragma once
// Has somebody's average moved? The exponentially weighted moving average with fixed limits, for values such
// as the logarithm of a time. Sources: Roberts 1959; Lucas and Saccucci 1990; methods 6.2.

#include <cstdint>
#include <optional>
#include <span>

namespace assay::stats {

struct EwmaChart {
  double weight = 0.1;   // of the newest value, lambda
  double limit = 2.814;  // L: limits lie at L standard deviations of the average; 2.814 gives 500 values
                         // between false alarms
};

// Values until a signal, on average, when values are independent and normal with mean `shift` and standard
// deviation 1. A Markov chain of 401 states (Brook and Evans 1972): right to about 0.1 %. 0 < weight <= 1.
double ewma_run_length(const EwmaChart& chart, double shift);

struct EwmaPath {
  std::int64_t alarms = 0;
  std::optional<std::size_t> first_alarm;
  double last = 0;     // the average after the last value
  double extreme = 0;  // the average farthest from 0, with its sign
  std::size_t extreme_at = 0;
  std::size_t extreme_begin = 0;  // the value since which the average had that sign
};

// standardised: (value - mean) / standard deviation of at least 50 values without an alarm. After a signal
// the average starts again at 0.
EwmaPath run_ewma(const EwmaChart& chart, std::span<const double> standardised);

// The chance that the average comes as far from 0 as `extreme` within so many values whose mean does not
// move: times between false alarms are all but geometric, so 1 - exp(-values / run length at that limit). The
// run length is read between 24 limits from 0.25 to 6, right to about 1 %; beyond 6 it is taken for that
// of 6.
double ewma_chance(double extreme, std::size_t values);  // of an average with the weight of EwmaChart{}

}  // namespace assay::stats
