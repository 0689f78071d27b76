#include "stats/people/straight_lining.h"

#include <algorithm>
#include <vector>

#include "base/rng.h"

namespace assay::stats {
namespace {

constexpr int permutations = 999;

std::int64_t longest(std::span<const std::uint32_t> answers) {
  std::int64_t best = 0, here = 0;
  for (std::size_t at = 0; at < answers.size(); ++at) {
    here = at > 0 && answers[at] == answers[at - 1] ? here + 1 : 1;
    best = std::max(best, here);
  }
  return best;
}

}  // namespace

LongestRun longest_run(std::span<const std::uint32_t> answers, std::uint64_t seed, std::uint64_t person) {
  LongestRun out{.length = longest(answers), .expected = static_cast<double>(longest(answers)), .p = 1};
  if (answers.size() < 2) return out;
  std::vector<std::uint32_t> shuffled(answers.begin(), answers.end());
  std::sort(shuffled.begin(), shuffled.end());  // the draws depend on the answers, not on their order
  Rng rng(seed, RandomPurpose::permutation, person);
  std::int64_t as_long = 0, sum = 0;
  for (int time = 0; time < permutations; ++time) {
    for (std::size_t at = shuffled.size(); at > 1; --at) std::swap(shuffled[at - 1], shuffled[rng.below(at)]);
    const std::int64_t here = longest(shuffled);
    as_long += here >= out.length ? 1 : 0;
    sum += here;
  }
  out.expected = static_cast<double>(sum) / permutations;
  out.p = static_cast<double>(as_long + 1) / (permutations + 1);
  return out;
}

}  // namespace assay::stats
