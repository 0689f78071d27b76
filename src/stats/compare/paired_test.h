#pragma once
// The outcome of a test of "after" against "before" on the same items.

#include <cstdint>
#include <optional>
#include <string>

#include "base/estimate.h"

namespace assay::stats {

struct PairedTest {
  std::optional<double> p_up;         // one-sided: after is larger than before; absent when undefined
  std::optional<double> p_two_sided;  // either way
  std::int64_t n = 0;                 // what was paired
  std::int64_t arrangements = 0;      // sign patterns, permutations: all there are, or those drawn
  Status status = Status::ok;
  std::string method;  // "sign_flip_exact", "sign_flip_random", "annotator_permutation_exact", ...
  std::string note;    // why there is no p
};

struct PairedTestOptions {
  double level = 0.95;
  std::uint64_t seed = 1;
  std::uint64_t run = 0;  // tests of one comparison draw from different streams
};

// What a test counts as "as large as observed": sums in another order differ in their last bits, and counting
// such a tie is the cautious side.
inline bool reaches(double value, double observed, double scale) { return value >= observed - 1e-9 * scale; }

inline constexpr std::int64_t drawn_arrangements = 9'999;

}  // namespace assay::stats
