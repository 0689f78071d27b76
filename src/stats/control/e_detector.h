#pragma once
// An alarm for a rising error rate whose false-alarm rate needs no simulation: the Shiryaev-Roberts sum of
// likelihood ratios over all times at which the rise may have begun. Sources: Shin, Ramdas and Rinaldo 2024;
// methods 6.2. The sum is no e-value (its mean grows with time): never combine it as one.

#include <cstdint>
#include <optional>
#include <span>

namespace assay::stats {

struct DetectorOptions {
  double rate_good = 0.02;
  double rate_bad = 0.06;
  double limit = 5'000;  // alarm where the sum reaches it: at least so many answers between false alarms
};

struct DetectorPath {
  std::optional<std::size_t> first_alarm;
  double log_last = 0;     // log of the sum after the last answer; -inf before any
  double log_highest = 0;  // of its largest value
};

// 1 = error. Goes on after the first alarm without starting again. 0 < good < bad < 1.
DetectorPath run_detector(const DetectorOptions& options, std::span<const std::uint8_t> errors);

}  // namespace assay::stats
