#include "http/traffic.h"

namespace assay::http {

// The counts of a key as of now: spans of time that are over begin anew.
Traffic::Counts& Traffic::counts_of(const std::string& key, std::int64_t now_us) {
  if (counts_.size() >= keys_max && counts_.count(key) == 0) {
    std::erase_if(counts_,
                  [&](const auto& entry) { return now_us - entry.second.refusals_at >= refusals_us; });
    if (counts_.size() >= keys_max) counts_.clear();
  }
  Counts& counts = counts_.try_emplace(key, Counts{now_us, 0, now_us, 0}).first->second;
  if (now_us - counts.minute_at >= minute_us) counts.minute_at = now_us, counts.requests = 0;
  if (now_us - counts.refusals_at >= refusals_us) counts.refusals_at = now_us, counts.refusals = 0;
  return counts;
}

std::int64_t Traffic::wait_seconds(const std::string& key) {
  if (limit_ == 0) return 0;
  const std::lock_guard lock(mutex_);
  const std::int64_t now_us = clock_.monotonic_us();
  Counts& counts = counts_of(key, now_us);
  if (counts.requests < limit_) {
    ++counts.requests;
    return 0;
  }
  return (counts.minute_at + minute_us - now_us) / second_us + 1;
}

bool Traffic::refused(const std::string& key) {
  const std::lock_guard lock(mutex_);
  return ++counts_of(key, clock_.monotonic_us()).refusals == refusals_max;
}

}  // namespace assay::http
