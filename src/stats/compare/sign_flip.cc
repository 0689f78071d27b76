#include "stats/compare/sign_flip.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "base/parallel.h"
#include "base/rng.h"

namespace assay::stats {
namespace {

constexpr std::size_t exact_max = 20;
constexpr std::size_t flip_chunk = 64;

// Sizes of the differences that are not zero, ascending; equal sizes stand together.
std::vector<double> sizes_of(std::span<const double> differences) {
  std::vector<double> sizes;
  for (const double difference : differences) {
    if (difference != 0) sizes.push_back(std::abs(difference));
  }
  std::sort(sizes.begin(), sizes.end());
  return sizes;
}

double sum_of(std::span<const double> differences) {
  std::vector<double> sorted(differences.begin(), differences.end());
  std::sort(sorted.begin(), sorted.end());
  double sum = 0;
  for (const double difference : sorted) sum += difference;
  return sum;
}

struct Reached {
  std::int64_t up = 0, either = 0;
};

// Every sign pattern once, one flip apart (Gray code).
Reached count_all(const std::vector<double>& sizes, double observed, double scale) {
  Reached reached;
  double sum = -scale;  // all signs negative
  std::vector<bool> positive(sizes.size(), false);
  const std::uint64_t patterns = std::uint64_t{1} << sizes.size();
  for (std::uint64_t index = 1;; ++index) {
    reached.up += reaches(sum, observed, scale) ? 1 : 0;
    reached.either += reaches(std::abs(sum), std::abs(observed), scale) ? 1 : 0;
    if (index == patterns) return reached;
    std::size_t bit = 0;
    while ((index >> bit & 1) == 0) ++bit;
    sum += (positive[bit] ? -2 : 2) * sizes[bit];
    positive[bit] = !positive[bit];
  }
}

struct FlipGroup {
  double size = 0;
  std::int64_t count = 0;
};

std::vector<FlipGroup> groups_of(const std::vector<double>& sizes) {
  std::vector<FlipGroup> groups;
  for (const double size : sizes) {
    if (groups.empty() || groups.back().size < size) groups.push_back({size, 0});
    ++groups.back().count;
  }
  return groups;
}

// Of c differences of one size, a binomial number keeps its sign: the cost is that of the distinct sizes.
double random_sum(const std::vector<FlipGroup>& groups, Rng& rng) {
  double sum = 0;
  for (const FlipGroup& group : groups) {
    const std::int64_t positive = rng.binomial(group.count, 0.5);
    sum += group.size * static_cast<double>(2 * positive - group.count);
  }
  return sum;
}

Reached count_drawn(const std::vector<FlipGroup>& groups, double observed, double scale,
                    const PairedTestOptions& options) {
  const auto draws = static_cast<std::size_t>(drawn_arrangements);
  std::vector<Reached> parts(chunk_count(draws, flip_chunk));
  for_chunks(draws, flip_chunk, [&](Chunk chunk) {
    for (std::size_t draw = chunk.begin; draw < chunk.end; ++draw) {
      Rng rng(options.seed, RandomPurpose::permutation, options.run << 32 | draw);
      const double sum = random_sum(groups, rng);
      parts[chunk.index].up += reaches(sum, observed, scale) ? 1 : 0;
      parts[chunk.index].either += reaches(std::abs(sum), std::abs(observed), scale) ? 1 : 0;
    }
  });
  Reached reached;
  for (const Reached& part : parts) {
    reached.up += part.up;
    reached.either += part.either;
  }
  return reached;
}

}  // namespace

PairedTest sign_flip_test(std::span<const double> differences, const PairedTestOptions& options) {
  PairedTest test;
  test.n = static_cast<std::int64_t>(differences.size());
  const std::vector<double> sizes = sizes_of(differences);
  if (sizes.empty()) {
    test.method = "sign_flip_exact";
    test.status = differences.empty() ? Status::insufficient : Status::no_variation;
    test.note = differences.empty() ? "no item can be compared" : "no item differs";
    return test;
  }
  const double observed = sum_of(differences);
  double scale = 0;
  for (const double size : sizes) scale += size;
  const bool exact = sizes.size() <= exact_max;
  const Reached reached =
      exact ? count_all(sizes, observed, scale) : count_drawn(groups_of(sizes), observed, scale, options);
  test.method = exact ? "sign_flip_exact" : "sign_flip_random";
  test.arrangements = exact ? std::int64_t{1} << sizes.size() : drawn_arrangements;
  const double itself = exact ? 0 : 1;  // what was observed is one of the arrangements
  const double all = static_cast<double>(test.arrangements) + itself;
  test.p_up = (static_cast<double>(reached.up) + itself) / all;
  test.p_two_sided = (static_cast<double>(reached.either) + itself) / all;
  return test;
}

}  // namespace assay::stats
