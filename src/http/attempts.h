#pragma once
// How often somebody may guess: failures of one address or one name within a while, beyond which nothing is
// tried for them. Thread safe; bounded memory.

#include <cstdint>
#include <deque>
#include <map>
#include <mutex>
#include <string>

#include "base/clock.h"

namespace assay::http {

class Attempts {
 public:
  explicit Attempts(const Clock& clock) : clock_(clock) {}

  static constexpr std::size_t failures_max = 10;
  static constexpr std::int64_t while_us = 10 * 60'000'000LL;
  static constexpr std::size_t keys_max = 10'000;

  // Seconds until the next try is taken; 0: now.
  std::int64_t wait_seconds(const std::string& key);
  // True: this failure is the one after which nothing is tried for a while.
  bool failed(const std::string& key);
  void succeeded(const std::string& key);

 private:
  void forget_old(std::int64_t now_us);
  const Clock& clock_;
  std::mutex mutex_;
  std::map<std::string, std::deque<std::int64_t>> failures_;  // when, oldest first
};

}  // namespace assay::http
