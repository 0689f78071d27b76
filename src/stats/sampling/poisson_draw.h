#pragma once
// Poisson sampling with unequal probabilities from a seed (methods 0.2): each item is in or out on its own,
// in whole numbers throughout, so that every program draws the same. Serves estimators that weigh by 1 / pi;
// it must never feed a sequential gate, which would pass bad lots more often than it says. Pure; one hash an
// item.

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/hash.h"
#include "base/result.h"

namespace assay::stats {

// floor(pi * 2^64) of an inclusion probability in its shortest plain form ("0.25", "1"; at most twelve digits
// after the point), as 65 bits: `always` is pi = 1, otherwise an item is drawn when its number is below
// `below`.
struct PoissonThreshold {
  bool always = false;
  std::uint64_t below = 0;
  friend bool operator==(const PoissonThreshold&, const PoissonThreshold&) = default;
};
// Error `invalid` for other spellings, for 0 (an item that can never be drawn has no estimate) and beyond 1.
Result<PoissonThreshold> poisson_threshold(std::string_view pi);

struct PoissonUnit {
  std::string item;
  std::string pi;
};
// The positions drawn, in the order of the frame. Errors name the item.
Result<std::vector<std::size_t>> draw_poisson(const Digest& seed, const std::vector<PoissonUnit>& units);

}  // namespace assay::stats
