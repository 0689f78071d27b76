#pragma once
// Sums whose bits do not depend on the order of their terms: fixed-point integers. A sum over items or
// annotators has the same bits for any order of rows and any number of threads.

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace assay::stats {

// Terms are cut to 2^-60; the sum must stay below 2^66 (7e19).
class ExactSum {
 public:
  void add(double term) { sum_ += static_cast<Wide>(term * scale); }
  void add(const ExactSum& other) { sum_ += other.sum_; }
  double value() const { return static_cast<double>(sum_) / scale; }

 private:
  __extension__ typedef __int128 Wide;
  static constexpr double scale = 1152921504606846976.0;  // 2^60
  Wide sum_ = 0;
};

// Many sums that several threads add to at once. Terms are cut to 2^-36; a sum must stay below 2^26
// (6e7).
class SharedSums {
 public:
  explicit SharedSums(std::size_t count) : sums_(count, 0) {}
  void add(std::size_t at, double term) {
    std::atomic_ref<std::int64_t>(sums_[at]).fetch_add(static_cast<std::int64_t>(std::llround(term * scale)),
                                                       std::memory_order_relaxed);
  }
  // When nobody adds any more.
  double value(std::size_t at) const { return static_cast<double>(sums_[at]) / scale; }
  std::size_t size() const { return sums_.size(); }

 private:
  static constexpr double scale = 68719476736.0;  // 2^36
  std::vector<std::int64_t> sums_;
};

}  // namespace assay::stats
