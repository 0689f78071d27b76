#include "http/attempts.h"

namespace assay::http {

void Attempts::forget_old(std::int64_t now_us) {
  for (auto at = failures_.begin(); at != failures_.end();) {
    auto& times = at->second;
    while (!times.empty() && times.front() <= now_us - while_us) times.pop_front();
    at = times.empty() ? failures_.erase(at) : std::next(at);
  }
}

std::int64_t Attempts::wait_seconds(const std::string& key) {
  const std::lock_guard lock(mutex_);
  const std::int64_t now_us = clock_.monotonic_us();
  const auto at = failures_.find(key);
  if (at == failures_.end() || at->second.size() < failures_max) return 0;
  const std::int64_t left_us = at->second.front() + while_us - now_us;
  if (left_us > 0) return left_us / 1'000'000 + 1;
  forget_old(now_us);
  return 0;
}

bool Attempts::failed(const std::string& key) {
  const std::lock_guard lock(mutex_);
  const std::int64_t now_us = clock_.monotonic_us();
  if (failures_.size() >= keys_max) forget_old(now_us);
  if (failures_.size() >= keys_max) failures_.clear();
  auto& times = failures_[key];
  while (!times.empty() && times.front() <= now_us - while_us) times.pop_front();
  const bool is_last = times.size() + 1 == failures_max;
  times.push_back(now_us);
  if (times.size() > failures_max) times.pop_front();
  return is_last;
}

void Attempts::succeeded(const std::string& key) {
  const std::lock_guard lock(mutex_);
  failures_.erase(key);
}

}  // namespace assay::http
