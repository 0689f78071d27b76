#pragma once
// A sequential draw without replacement in which each step takes an item with probability proportional to its
// weight among those left (methods 0.2): the one weighted draw that sequential gates accept. Weights are
// integers, remainders are taken without bias, and every probability is an exact fraction. A step costs O(log
// N) besides its hashes (a tree of partial sums: Fenwick 1994). Pure.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "base/hash.h"
#include "base/result.h"

namespace assay::stats {

inline constexpr std::uint64_t draw_weight_max = std::uint64_t{1} << 32;

class WeightedDraw {
 public:
  // One weight an item, 1 .. 2^32, in position order. Error `invalid` for other weights, and for weights
  // whose sum exceeds 2^63.
  static Result<WeightedDraw> begin(const Digest& seed, const std::vector<std::uint64_t>& weights);

  // The item was taken with probability weight / total.
  struct Step {
    std::size_t position = 0;
    std::uint64_t weight = 0;
    std::uint64_t total = 0;   // of the weights that were left before this step
    std::uint64_t number = 0;  // r, uniform on 0 .. total - 1
  };
  // The next item, or nothing when all are drawn.
  std::optional<Step> next();

 private:
  WeightedDraw() = default;
  std::uint64_t uniform_below(std::uint64_t bound) const;
  std::size_t position_of(std::uint64_t number) const;
  void remove(std::size_t position);

  Digest seed_{};
  std::vector<std::uint64_t> weights_;
  std::vector<std::uint64_t> sums_;  // element i, from 1: the sum of the lowbit(i) weights that end at i
  std::uint64_t total_ = 0;
  std::uint64_t step_ = 0;
};

}  // namespace assay::stats
