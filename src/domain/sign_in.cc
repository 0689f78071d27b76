#include "domain/sign_in.h"

#include <algorithm>
#include <string>

namespace assay::domain {
namespace {

constexpr std::int64_t doublings_max = 7;  // 15 minutes and so many doublings are more than a day

}  // namespace

Failures after_failure(const Failures& before, std::int64_t now_us) {
  if (before.locked(now_us)) return before;
  Failures after = before;
  if (now_us - before.last_failed_at > failures_kept_us) after = {};
  after.last_failed_at = now_us;
  if (++after.failed_count < failures_max) return after;
  const std::int64_t doublings = std::min(after.lock_count, doublings_max);
  after.locked_until = now_us + std::min(lock_out_first_us << doublings, lock_out_max_us);
  after.failed_count = 0;
  ++after.lock_count;
  return after;
}

Digest sign_in_name(std::string_view email) { return sha256("assay/sign-in-name/v1\n" + std::string(email)); }

bool idle_locked(std::int64_t last_used_at, std::int64_t now_us, std::int64_t idle_lock_us) {
  return now_us - last_used_at > idle_lock_us;
}

}  // namespace assay::domain
