#include "stats/sampling/weighted_draw.h"

#include <fmt/format.h>

#include <bit>
#include <limits>

#include "base/big_endian.h"
#include "base/check.h"

namespace assay::stats {
namespace {

constexpr std::uint64_t total_max = std::uint64_t{1} << 63;

std::size_t low_bit(std::size_t i) { return i & (~i + 1); }

}  // namespace

Result<WeightedDraw> WeightedDraw::begin(const Digest& seed, const std::vector<std::uint64_t>& weights) {
  WeightedDraw draw;
  draw.seed_ = seed;
  draw.weights_ = weights;
  draw.sums_.assign(weights.size() + 1, 0);
  for (std::size_t i = 1; i <= weights.size(); ++i) {
    const std::uint64_t weight = weights[i - 1];
    if (weight < 1 || weight > draw_weight_max || draw.total_ > total_max - weight) {
      return Error{ErrorCode::invalid, "weights are integers from 1 to 2^32, their sum at most 2^63",
                   fmt::format("position {}", i - 1)};
    }
    draw.total_ += weight;
    draw.sums_[i] += weight;
    const std::size_t above = i + low_bit(i);
    if (above <= weights.size()) draw.sums_[above] += draw.sums_[i];
  }
  return draw;
}

// Numbers beyond the largest multiple of the bound are thrown away: fewer than half of them.
std::uint64_t WeightedDraw::uniform_below(std::uint64_t bound) const {
  const std::uint64_t largest = std::numeric_limits<std::uint64_t>::max();
  const std::uint64_t beyond = (largest % bound + 1) % bound;  // 2^64 mod bound
  for (std::uint32_t attempt = 0;; ++attempt) {
    ASSAY_CHECK(attempt < 10'000, "a number below the bound comes up");
    const std::string step = big_endian(step_);
    const std::string count = big_endian(attempt);
    const std::string_view parts[] = {as_text(seed_), step, count};
    Sha256 hash;
    hash.add("assay/draw-step/v2\n");
    hash.add(framed(parts));
    const Digest digest = hash.finish();
    const std::uint64_t number = from_big_endian(as_text(digest).substr(0, 8));
    if (number <= largest - beyond) return number % bound;
  }
}

// The first item whose running sum exceeds the number.
std::size_t WeightedDraw::position_of(std::uint64_t number) const {
  std::size_t before = 0;
  for (std::size_t width = std::bit_floor(weights_.size()); width > 0; width /= 2) {
    if (before + width > weights_.size() || sums_[before + width] > number) continue;
    before += width;
    number -= sums_[before];
  }
  return before;
}

void WeightedDraw::remove(std::size_t position) {
  for (std::size_t i = position + 1; i <= weights_.size(); i += low_bit(i)) sums_[i] -= weights_[position];
  total_ -= weights_[position];
}

std::optional<WeightedDraw::Step> WeightedDraw::next() {
  if (total_ == 0) return std::nullopt;
  ++step_;
  Step step;
  step.total = total_;
  step.number = uniform_below(total_);
  step.position = position_of(step.number);
  step.weight = weights_[step.position];
  remove(step.position);
  return step;
}

}  // namespace assay::stats
