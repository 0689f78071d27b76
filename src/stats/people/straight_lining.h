#pragma once
// Does somebody give the same answer many times in a row? The longest run of one answer, against that of the
// same answers in random order. Source: methods 6.4 (null by permutation of the person's own answers).

#include <cstdint>
#include <span>

namespace assay::stats {

struct LongestRun {
  std::int64_t length = 0;
  double expected = 0;  // mean of the permuted orders
  double p = 1;         // (1 + permuted runs as long) / (1 + permutations)
};

// answers in the order in which they were given. 999 permutations; cost O(999 * n). Fewer than two answers: p 1.
LongestRun longest_run(std::span<const std::uint32_t> answers, std::uint64_t seed, std::uint64_t person);

}  // namespace assay::stats
