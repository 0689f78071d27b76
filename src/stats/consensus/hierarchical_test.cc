#include <gtest/gtest.h>

#include <algorithm>
#include <vector>

#include "base/rng.h"
#include "stats/consensus/consensus.h"

namespace assay::stats {
namespace {

struct Crowd {
  std::vector<std::uint64_t> begin{0};
  std::vector<std::uint32_t> annotator, category, truth;

  Votes votes() const { return {begin, annotator, category, 30, 2}; }
};

// Nine of thirty annotators always answer the same; the others are right four times in five.
Crowd with_constant_annotators(std::uint64_t seed) {
  Rng rng(seed, RandomPurpose::simulation, 77);
  Crowd crowd;
  std::vector<std::uint32_t> favourite;
  for (int j = 0; j < 9; ++j) favourite.push_back(static_cast<std::uint32_t>(rng.below(2)));
  for (int item = 0; item < 300; ++item) {
    crowd.truth.push_back(static_cast<std::uint32_t>(rng.below(2)));
    std::vector<std::uint32_t> three;
    while (three.size() < 3) {
      const auto j = static_cast<std::uint32_t>(rng.below(30));
      if (std::find(three.begin(), three.end(), j) == three.end()) three.push_back(j);
    }
    std::sort(three.begin(), three.end());
    for (const std::uint32_t j : three) {
      crowd.annotator.push_back(j);
      const std::uint32_t honest = rng.uniform() < 0.8 ? crowd.truth.back() : 1 - crowd.truth.back();
      crowd.category.push_back(j < 9 ? favourite[j] : honest);
    }
    crowd.begin.push_back(crowd.annotator.size());
  }
  return crowd;
}

double right(const Crowd& crowd, const Fit& fit) {
  double sum = 0;
  for (std::size_t item = 0; item < crowd.truth.size(); ++item)
    sum += fit.posterior.of(item, crowd.truth[item]) > 0.5 ? 1 : 0;
  return sum / static_cast<double>(crowd.truth.size());
}

TEST(hierarchical, is_not_taken_in_by_annotators_who_always_answer_the_same) {
  double gained = 0, gained_by_default = 0;
  for (std::uint64_t seed = 1; seed <= 10; ++seed) {
    const Crowd crowd = with_constant_annotators(seed);
    const double majority = right(crowd, majority_fit(crowd.votes(), {}));
    gained += right(crowd, hierarchical_fit(crowd.votes(), {})) - majority;
    gained_by_default += right(crowd, auto_fit(crowd.votes(), {})) - majority;
  }
  EXPECT_GT(gained / 10, -0.02);
  EXPECT_GT(gained_by_default / 10, -0.02);
}

}  // namespace
}  // namespace assay::stats
