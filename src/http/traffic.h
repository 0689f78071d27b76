#pragma once
// How many requests somebody makes within a minute, and how many of theirs are refused within ten: above the
// one nothing more is taken until the minute is over, at the other the administrators are told. Thread safe;
// bounded memory.

#include <cstdint>
#include <map>
#include <mutex>
#include <string>

#include "base/clock.h"

namespace assay::http {

class Traffic {
 public:
  static constexpr std::int64_t requests_a_minute = 12'000;  // of one account; of nobody's by address
  static constexpr std::int64_t refusals_max = 300;          // within refusals_us
  static constexpr std::int64_t refusals_us = 10 * minute_us;
  static constexpr std::size_t keys_max = 10'000;

  // `limit`: requests a minute; 0: as many as they like.
  Traffic(const Clock& clock, std::int64_t limit) : clock_(clock), limit_(limit) {}

  // Counts a request. Seconds until one is taken again; 0: this one is.
  std::int64_t wait_seconds(const std::string& key);
  // Counts a refusal. True: with this one they are unusually many.
  bool refused(const std::string& key);

 private:
  struct Counts {
    std::int64_t minute_at = 0, requests = 0;    // since then
    std::int64_t refusals_at = 0, refusals = 0;  // the same
  };
  Counts& counts_of(const std::string& key, std::int64_t now_us);

  const Clock& clock_;
  const std::int64_t limit_;
  std::mutex mutex_;
  std::map<std::string, Counts> counts_;
};

}  // namespace assay::http
