#include <gtest/gtest.h>

#include <cmath>
#include <map>
#include <vector>

#include "base/rng.h"
#include "stats/guideline/confused_pair.h"
#include "stats/guideline/unseen_issues.h"

namespace assay::stats {
namespace {

struct Answers {
  std::vector<std::uint64_t> begin{0};
  std::vector<std::uint32_t> annotator, category;
  Votes votes(std::uint32_t annotators, std::uint32_t categories) const {
    return {begin, annotator, category, annotators, categories};
  }
};

// 400 items of two categories, five of ten annotators each. `says_first(item, annotator)`: how probable.
template <class Rule>
Answers answers(std::uint64_t index, const Rule& says_first) {
  Rng rng(21, RandomPurpose::simulation, index);
  Answers out;
  for (int item = 0; item < 400; ++item) {
    const auto start = static_cast<std::uint32_t>(rng.below(10));
    for (std::uint32_t at = 0; at < 5; ++at) {
      const std::uint32_t annotator = (start + at * 3) % 10;
      out.annotator.push_back(annotator);
      out.category.push_back(rng.uniform() < says_first(item, annotator) ? 0 : 1);
    }
    out.begin.push_back(out.annotator.size());
  }
  return out;
}

ConfusedPair pair_of(const Answers& made) {
  const Votes votes = made.votes(10, 2);
  return confused_pair(votes, most_confused(votes, 1).front(), {});
}

TEST(confused_pair, tells_a_missing_rule_from_definitions_that_overlap) {
  // A fifth of the items is a toss-up, the others are clear.
  const ConfusedPair region = pair_of(answers(1, [](int item, std::uint32_t) {
    return item % 5 == 0 ? 0.5 : item % 2 == 0 ? 0.97 : 0.03;
  }));
  EXPECT_GT(region.agreement.interval->lower, 0.5);
  const ConfusedPair overlap =
      pair_of(answers(2, [](int item, std::uint32_t) { return item % 2 == 0 ? 0.6 : 0.4; }));
  EXPECT_LT(overlap.agreement.interval->upper, 0.3);
  EXPECT_GT(overlap.split_items, region.split_items);
}

TEST(confused_pair, sees_two_readings_and_who_has_them) {
  // Half of the people call every fourth item the first category, the others the second.
  const ConfusedPair camps = pair_of(answers(3, [](int item, std::uint32_t annotator) {
    if (item % 4 == 0) return annotator < 5 ? 0.9 : 0.1;
    return item % 2 == 0 ? 0.97 : 0.03;
  }));
  EXPECT_LE(camps.people_p, 0.01);
  ASSERT_GE(camps.leaning.size(), 6U);
  for (const Leaning& leaning : camps.leaning) EXPECT_EQ(leaning.z > 0, leaning.annotator < 5);
}

TEST(confused_pair, seldom_sees_people_differ_where_they_do_not) {
  int found = 0;
  for (std::uint64_t run = 0; run < 60; ++run) {
    const ConfusedPair pair =
        pair_of(answers(100 + run, [](int item, std::uint32_t) { return item % 2 == 0 ? 0.8 : 0.2; }));
    found += pair.people_p <= 0.05 ? 1 : 0;
  }
  EXPECT_LE(found, 8);  // 3 and three standard deviations
}

// Alpha of two categories, methods 1.1: two annotators A = 0100000010, B = 1110010000 give 0.095238.
TEST(confused_pair, has_the_published_alpha) {
  Answers made;
  const char* a = "0100000010";
  const char* b = "1110010000";
  for (int item = 0; item < 10; ++item) {
    made.annotator.insert(made.annotator.end(), {0, 1});
    made.category.push_back(static_cast<std::uint32_t>(a[item] - '0'));
    made.category.push_back(static_cast<std::uint32_t>(b[item] - '0'));
    made.begin.push_back(made.annotator.size());
  }
  EXPECT_NEAR(*pair_of(made).agreement.value, 0.095238, 5e-7);
}

TEST(confused_pair, needs_items) {
  const Answers none = answers(1, [](int, std::uint32_t) { return 1.0; });
  EXPECT_TRUE(most_confused(none.votes(10, 2), 5).empty());
  Answers one;
  one.begin = {0, 2};
  one.annotator = {0, 1};
  one.category = {0, 1};
  EXPECT_EQ(pair_of(one).agreement.status, Status::insufficient);
}

TEST(most_confused, counts_pairs_of_labels) {
  Answers made;
  made.begin = {0, 4, 6};
  made.annotator = {0, 1, 2, 3, 0, 1};
  made.category = {0, 0, 1, 2, 1, 2};
  const auto pairs = most_confused(made.votes(4, 3), 9);
  ASSERT_EQ(pairs.size(), 3U);
  EXPECT_NEAR(pairs[0].disagreements, 1.0 / 3 + 1, 1e-12);  // 1 and 2
  EXPECT_NEAR(pairs[1].disagreements, 2.0 / 3, 1e-12);
}

TEST(unseen_issues, follows_good_and_turing) {
  const std::vector<std::int64_t> kinds = {1, 1, 1, 2, 5};
  const UnseenIssues unseen = unseen_issues(kinds, 200, 0.95);
  EXPECT_NEAR(*unseen.next_is_new.value, 3.0 / 200, 1e-12);
  EXPECT_NEAR(unseen.kinds_expected, 5 + 3 * 2 / 4.0, 1e-12);
  EXPECT_NEAR(unseen.next_is_new.interval->upper, 0.015 + 1.959963985 * std::sqrt(3 * (1 - 0.015) + 2) / 200,
              1e-9);
  EXPECT_EQ(unseen_issues(kinds, 99, 0.95).next_is_new.status, Status::insufficient);
  EXPECT_NEAR(unseen_issues({}, 100, 0.95).next_is_new.interval->upper, 1 - std::pow(0.05, 0.01), 1e-12);
}

// f1, f2, n and the number of kinds, with interval and Chao's estimate "of reference" (methods 9.3).
TEST(unseen_issues, equals_the_reference) {
  const struct {
    std::vector<std::int64_t> kinds;
    std::int64_t n;
    double lower, value, upper, expected;
  } golden[] = {{{1, 1, 1, 2, 3, 3, 4, 5, 6}, 200, 0, 0.015, 0.03681463270376102, 10.5},
                {{3, 3, 4, 5, 6}, 200, 0, 0, 0.014867039231272083, 5},
                {{1, 3, 4, 5}, 400, 0, 0.0025, 0.0074613555287995625, 4}};
  for (const auto& g : golden) {
    const UnseenIssues unseen = unseen_issues(g.kinds, g.n, 0.95);
    EXPECT_NEAR(*unseen.next_is_new.value, g.value, 1e-9);
    EXPECT_NEAR(unseen.next_is_new.interval->lower, g.lower, 1e-9);
    EXPECT_NEAR(unseen.next_is_new.interval->upper, g.upper, 1e-6);  // the reference takes 1.96
    EXPECT_NEAR(unseen.kinds_expected, g.expected, 1e-9);
  }
}

// Issues with Zipf frequencies: the upper limit holds the true chance of a new one.
TEST(unseen_issues, covers_the_chance_of_a_new_issue) {
  std::vector<double> share(200);
  for (std::size_t kind = 0; kind < share.size(); ++kind) share[kind] = 0.1 / static_cast<double>(kind + 1);
  int above = 0;
  for (std::uint64_t run = 0; run < 300; ++run) {
    Rng rng(4, RandomPurpose::simulation, run);
    std::map<std::size_t, std::int64_t> seen;
    for (int item = 0; item < 300; ++item) {
      double place = rng.uniform();
      for (std::size_t kind = 0; kind < share.size(); ++kind) {
        if ((place -= share[kind]) < 0) {
          ++seen[kind];
          break;
        }
      }
    }
    std::vector<std::int64_t> counts;
    double unseen = 0;
    for (std::size_t kind = 0; kind < share.size(); ++kind) {
      if (seen.contains(kind)) {
        counts.push_back(seen[kind]);
      } else {
        unseen += share[kind];
      }
    }
    above += unseen > unseen_issues(counts, 300, 0.95).next_is_new.interval->upper ? 1 : 0;
  }
  EXPECT_LE(above, 22);  // 5 % of 300 and two standard deviations
}

}  // namespace
}  // namespace assay::stats
