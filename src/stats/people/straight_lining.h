#pragma once
// Does somebody give the same answer many times in a row? The longest run of one answer, against that of
// independent answers with the same shares. Source: methods 6.4; the distribution of the longest run is
// exact, by recursion over the answers (Feller 1968, ch. XIII, for several categories).

#include <cstdint>
#include <span>
#include <vector>

namespace assay::stats {

// P(some run of one category is `length` or longer) in n independent answers with these shares, which sum
// to 1. Cost O(n * categories), memory O(length * categories).
double run_probability(std::int64_t length, std::int64_t n, std::span<const double> shares);

struct LongestRun {
  std::int64_t length = 0;
  double p = 1;  // run_probability of that length with the person's own shares
};

// answers in the order in which they were given, codes below category_count.
LongestRun longest_run(std::span<const std::uint32_t> answers, std::uint32_t category_count);

}  // namespace assay::stats
