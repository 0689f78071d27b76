#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "base/rng.h"
#include "stats/people/copying.h"
#include "stats/people/error_rise.h"
#include "stats/people/fatigue.h"
#include "stats/people/pace.h"
#include "stats/people/spammer.h"
#include "stats/people/straight_lining.h"
#include "stats/people/work_time.h"

namespace assay::stats {
namespace {

TEST(robust_z, has_the_published_values) {  // methods 6.3, of logarithms of seconds
  const std::vector<double> seconds = {12, 15, 11, 14, 13, 2, 16, 12, 90, 13};
  std::vector<double> logs;
  for (const double s : seconds) logs.push_back(std::log(s));
  const std::vector<double> z = robust_z(logs);
  EXPECT_NEAR(z[5], -11.3157, 5e-5);
  EXPECT_NEAR(z[8], 11.6969, 5e-5);
  EXPECT_TRUE(robust_z(std::vector<double>{1.0}).empty());
  EXPECT_EQ(robust_z(std::vector<double>{1.0, 1.0}), (std::vector<double>{0, 0}));
}

TEST(gap_variation, tells_clockwork_from_people) {
  std::vector<std::int64_t> even, uneven;
  Rng rng(1, RandomPurpose::simulation, 3);
  std::int64_t at = 0;
  for (int i = 0; i < 100; ++i) {
    even.push_back(i * 10'000'000LL + static_cast<std::int64_t>(rng.below(500'000)));
    at += static_cast<std::int64_t>(rng.gamma(2) * 5e6);
    uneven.push_back(at);
  }
  EXPECT_LT(*gap_variation(even), scripted_below);
  EXPECT_GT(*gap_variation(uneven), 0.4);
  EXPECT_FALSE(gap_variation(std::vector<std::int64_t>(10, 0)));
  EXPECT_FALSE(gap_variation(std::vector<std::int64_t>(50, 7)));
}

TEST(run_probability, is_that_of_all_sequences) {
  // Every sequence of eight answers of three categories, counted.
  const std::vector<double> shares = {0.5, 0.3, 0.2};
  for (int length = 1; length <= 8; ++length) {
    double expected = 0;
    for (int code = 0; code < 6561; ++code) {
      int rest = code, last = -1, here = 0, longest = 0;
      double probability = 1;
      for (int at = 0; at < 8; ++at, rest /= 3) {
        here = rest % 3 == last ? here + 1 : 1;
        last = rest % 3;
        longest = std::max(longest, here);
        probability *= shares[static_cast<std::size_t>(last)];
      }
      if (longest >= length) expected += probability;
    }
    EXPECT_NEAR(run_probability(length, 8, shares), expected, 1e-12);
  }
  EXPECT_EQ(run_probability(9, 8, shares), 0);
  EXPECT_EQ(run_probability(8, 8, std::vector<double>{0, 1}), 1);
}

TEST(longest_run, is_improbable_only_when_answers_stand_together) {
  std::vector<std::uint32_t> mixed, sorted;
  for (std::uint32_t i = 0; i < 100; ++i) mixed.push_back(i * 37 % 100 % 4);
  sorted = mixed;
  std::sort(sorted.begin(), sorted.end());
  EXPECT_GT(longest_run(mixed, 4).p, 0.2);
  const LongestRun straight = longest_run(sorted, 4);
  EXPECT_EQ(straight.length, 25);
  EXPECT_LT(straight.p, 1e-10);
  EXPECT_EQ(longest_run(std::vector<std::uint32_t>(50, 2), 4).p, 1);  // nothing else was answered
  EXPECT_EQ(longest_run(std::vector<std::uint32_t>{}, 4).p, 1);
}

TEST(spammer_score, is_one_for_perfect_and_nought_for_empty_answers) {
  const std::vector<double> prior(9, 1e-3);
  const std::vector<double> perfect = {1e6, 0, 0, 0, 1e6, 0, 0, 0, 1e6};
  const std::vector<double> same = {6e5, 3e5, 1e5, 6e5, 3e5, 1e5, 6e5, 3e5, 1e5};
  EXPECT_NEAR(*spammer_score(perfect, prior, 3, {}).score.value, 1, 1e-4);
  EXPECT_NEAR(*spammer_score(same, prior, 3, {}).score.value, 0, 1e-4);
  EXPECT_EQ(spammer_score(same, prior, 3, {}).probability_low, 1);
  // Two categories: (sensitivity + specificity - 1)^2, Raykar and Yu 2012.
  const std::vector<double> binary = {9e7, 1e7, 3e7, 7e7}, flat(4, 1e-3);
  EXPECT_NEAR(*spammer_score(binary, flat, 2, {}).score.value, 0.36, 1e-3);
  EXPECT_FALSE(spammer_score(std::vector<double>{5, 5, 5, 5}, flat, 2, {}).score.value);
}

// The closed form against draws from the rows' Dirichlet distributions.
TEST(spammer_score, has_the_moments_of_draws) {
  for (const std::vector<double>& counts : {std::vector<double>{30, 5, 5, 8, 20, 4, 2, 6, 25},
                                            std::vector<double>{14, 8, 6, 12, 9, 5, 13, 7, 6}}) {
    const std::vector<double> prior(9, 0.5);
    Rng rng(8, RandomPurpose::simulation, 0);
    std::vector<double> scores;
    for (int draw = 0; draw < 20'000; ++draw) {
      double row[3][3], score = 0;
      for (std::size_t k = 0; k < 3; ++k) {
        double sum = 0;
        for (std::size_t l = 0; l < 3; ++l)
          sum += row[k][l] = rng.gamma(counts[k * 3 + l] + prior[k * 3 + l]);
        for (std::size_t l = 0; l < 3; ++l) row[k][l] /= sum;
      }
      for (std::size_t a = 0; a < 3; ++a) {
        for (std::size_t b = a + 1; b < 3; ++b) {
          for (std::size_t l = 0; l < 3; ++l) score += (row[a][l] - row[b][l]) * (row[a][l] - row[b][l]) / 6;
        }
      }
      scores.push_back(score);
    }
    std::sort(scores.begin(), scores.end());
    double mean = 0;
    for (const double score : scores) mean += score / static_cast<double>(scores.size());
    const SpammerScore made = spammer_score(counts, prior, 3, {});
    EXPECT_NEAR(*made.score.value, mean, 0.003);
    EXPECT_NEAR(made.score.interval->lower, scores[500], 0.015);
    EXPECT_NEAR(made.score.interval->upper, scores[19'499], 0.015);
  }
}

TEST(own_rates, sum_to_the_errors_and_keep_the_order_of_items) {
  const std::vector<double> expected = {0.01, 0.1, 0.3, 0.05, 0.2};
  const std::vector<double> own = own_rates(expected, 2);
  double sum = 0;
  for (const double q : own) sum += q;
  EXPECT_NEAR(sum, 2, 1e-9);
  EXPECT_LT(own[0], own[3]);
  EXPECT_LT(own[3], own[1]);
  EXPECT_LT(own[4], own[2]);
}

std::vector<std::uint8_t> errors_of(const std::vector<double>& rates, std::uint64_t index) {
  Rng rng(11, RandomPurpose::simulation, index);
  std::vector<std::uint8_t> errors;
  for (const double rate : rates) errors.push_back(rng.uniform() < rate ? 1 : 0);
  return errors;
}

TEST(error_rise, is_rarely_seen_where_only_items_differ) {
  std::vector<double> rates;
  for (int i = 0; i < 300; ++i) rates.push_back(i < 150 ? 0.05 : 0.25);  // the items become harder
  int found = 0;
  for (std::uint64_t run = 0; run < 200; ++run) {
    const ErrorRise rise = error_rise(errors_of(rates, run), rates, {.person = run});
    found += rise.p <= 0.05 ? 1 : 0;
  }
  EXPECT_LE(found, 20);  // 5 % of 200 and three standard deviations
}

// The tail: one in a hundred histories without a change has p at most .01, long ones and short ones.
TEST(error_rise, has_a_tail_that_can_be_trusted) {
  for (const std::size_t answers : {60U, 400U, 3'000U}) {
    const std::vector<double> rates(answers, 0.12);
    int below_1 = 0, below_10 = 0;
    for (std::uint64_t run = 0; run < 600; ++run) {
      const double p = error_rise(errors_of(rates, 9'000 + run), rates, {.person = run}).p;
      below_1 += p <= 0.01 ? 1 : 0;
      below_10 += p <= 0.1 ? 1 : 0;
    }
    EXPECT_LE(below_1, 16) << answers;   // 6 and four standard deviations
    EXPECT_LE(below_10, 90) << answers;  // 60 and four
  }
}

TEST(error_rise, is_found_where_somebody_became_careless) {
  std::vector<double> rates(300, 0.05), expected(300, 0.1);
  std::fill(rates.begin() + 200, rates.end(), 0.3);
  int found = 0;
  for (std::uint64_t run = 0; run < 50; ++run) {
    const ErrorRise rise = error_rise(errors_of(rates, 500 + run), expected, {.person = run});
    if (rise.p > 0.05) continue;
    ++found;
    EXPECT_GT(*rise.alarm, *rise.begin);
  }
  EXPECT_GE(found, 45);
}

TEST(error_rise, needs_answers_and_errors) {
  const RiseOptions options;
  EXPECT_EQ(error_rise(std::vector<std::uint8_t>(20, 1), std::vector<double>(20, 0.1), options).status,
            Status::insufficient);
  EXPECT_EQ(error_rise(std::vector<std::uint8_t>(90, 0), std::vector<double>(90, 0.1), options).status,
            Status::insufficient);
}

// Logarithms of times whose neighbours are alike: a first-order process with this correlation.
std::vector<double> times_in_stretches(std::size_t n, double alike, std::uint64_t run) {
  Rng rng(21, RandomPurpose::simulation, run);
  std::vector<double> out(n);
  double last = rng.normal();
  for (double& time : out) {
    last = alike * last + std::sqrt(1 - alike * alike) * rng.normal();
    time = 2.5 + 0.6 * last;
  }
  return out;
}

TEST(pace_move, is_rarely_seen_where_people_only_work_in_stretches) {
  for (const double alike : {0.0, 0.3, 0.6}) {
    int found = 0, sure = 0;
    for (std::uint64_t run = 0; run < 1'000; ++run) {
      const double p = pace_move(times_in_stretches(300, alike, run)).p;
      found += p <= 0.05 ? 1 : 0;
      sure += p <= 0.005 ? 1 : 0;
    }
    EXPECT_LE(found, 78) << alike;  // 50 and four standard deviations
    EXPECT_LE(sure, 14) << alike;   // 5 and four
  }
}

TEST(pace_move, is_found_where_somebody_begins_to_rush) {
  int found = 0;
  double ratio = 0, begin = 0;
  for (std::uint64_t run = 0; run < 100; ++run) {
    std::vector<double> times = times_in_stretches(400, 0.2, run);
    for (std::size_t at = 300; at < 400; ++at) times[at] -= std::log(2.5);
    const PaceMove move = pace_move(times);
    if (move.p > 0.01) continue;
    ++found;
    ratio += move.ratio;
    begin += static_cast<double>(move.begin);
  }
  EXPECT_GE(found, 90);
  EXPECT_NEAR(ratio / found, 0.4, 0.08);
  EXPECT_NEAR(begin / found, 300, 12);
}

TEST(pace_move, is_not_made_by_a_few_long_breaks_and_needs_answers) {
  std::vector<double> times = times_in_stretches(200, 0, 7);
  const double p = pace_move(times).p;
  const auto longest = std::max_element(times.begin(), times.end());
  *longest = 1e6;
  EXPECT_EQ(pace_move(times).p, p);  // ranks
  EXPECT_EQ(pace_move(std::vector<double>(59, 1.0)).status, Status::insufficient);
  EXPECT_EQ(pace_move(std::vector<double>(90, 1.0)).status, Status::no_variation);
}

TEST(fatigue, counts_minutes_from_the_last_long_pause) {
  const std::int64_t minute = 60'000'000;
  const std::vector<std::int64_t> times = {0, 10 * minute, 35 * minute, 70 * minute, 75 * minute};
  EXPECT_EQ(minutes_in_sitting(times), (std::vector<double>{0, 10, 35, 0, 5}));
  EXPECT_TRUE(minutes_in_sitting({}).empty());
}

// Ten people, errors 10 % in the first half hour and 20 % after an hour.
TEST(fatigue, shows_the_ratio_of_later_bands_to_the_first) {
  int covered = 0;
  for (std::uint64_t run = 0; run < 100; ++run) {
    Rng rng(5, RandomPurpose::simulation, run);
    std::vector<SittingAnswer> answers;
    for (std::uint32_t person = 0; person < 20; ++person) {
      for (int i = 0; i < 200; ++i) {
        const double minutes = i % 2 == 0 ? 10 : 70;
        answers.push_back({person, minutes, rng.uniform() < (i % 2 == 0 ? 0.1 : 0.2), 0.15});
      }
    }
    const std::vector<FatigueBand> bands = fatigue_bands(answers, 0.95);
    ASSERT_EQ(bands.size(), 2U);
    EXPECT_EQ(*bands[0].ratio.value, 1);
    covered += bands[1].ratio.interval->lower <= 2 && 2 <= bands[1].ratio.interval->upper ? 1 : 0;
  }
  EXPECT_GE(covered, 88);  // 95 of 100 less three standard deviations
}

TEST(fatigue, says_nothing_of_few_people) {
  std::vector<SittingAnswer> answers(100, {0, 10, true, 0.5});
  answers.insert(answers.end(), 100, {0, 70, true, 0.5});
  EXPECT_EQ(fatigue_bands(answers, 0.95)[1].ratio.status, Status::insufficient);
}

// Ten people of accuracy .8 in four categories, five labels an item; person 1 copies person 0 where both are.
struct Population {
  std::vector<std::uint64_t> begin{0};
  std::vector<std::uint32_t> annotator, category;
  Votes votes() const { return {begin, annotator, category, 10, 4}; }
};

Population population(double copied, std::uint64_t index) {
  Rng rng(3, RandomPurpose::simulation, index);
  Population out;
  for (int item = 0; item < 600; ++item) {
    const auto truth = static_cast<std::uint32_t>(rng.below(4));
    std::uint32_t of_first = 4;
    for (std::uint32_t j = 0; j < 10; ++j) {
      if (j > 1 && rng.uniform() > 0.375) continue;  // three others on average
      std::uint32_t given =
          rng.uniform() < 0.8 ? truth : (truth + 1 + static_cast<std::uint32_t>(rng.below(3))) % 4;
      if (j == 0) of_first = given;
      if (j == 1 && rng.uniform() < copied) given = of_first;
      out.annotator.push_back(j);
      out.category.push_back(given);
    }
    out.begin.push_back(out.annotator.size());
  }
  return out;
}

CopyingEvidence evidence_of(const Population& population) {
  const Votes votes = population.votes();
  return copying_evidence(votes, hierarchical_fit(votes, {}));
}

TEST(copying, is_seen_between_the_two_who_do_it) {
  const CopyingEvidence evidence = evidence_of(population(0.6, 1));
  ASSERT_FALSE(evidence.pairs.empty());
  EXPECT_EQ(evidence.pairs.front().a, 0U);
  EXPECT_EQ(evidence.pairs.front().b, 1U);
  EXPECT_LT(evidence.pairs.front().p_adjusted, 0.01);
  EXPECT_GT(evidence.pairs[1].p_adjusted, 0.01);
}

TEST(copying, is_rarely_seen_between_honest_people) {
  int flagged = 0;
  std::int64_t tested = 0, below_5 = 0;
  for (std::uint64_t run = 10; run < 30; ++run) {
    const CopyingEvidence evidence = evidence_of(population(0, run));
    for (const CopyingPair& pair : evidence.pairs) {
      ++tested;
      below_5 += pair.p <= 0.05 ? 1 : 0;
      flagged += pair.p_adjusted <= 0.01 ? 1 : 0;
    }
  }
  EXPECT_LE(flagged, 1);
  EXPECT_LE(static_cast<double>(below_5), 0.07 * static_cast<double>(tested));
}

TEST(copying, says_why_it_cannot_tell) {
  Population few = population(0, 2);
  const Votes votes = few.votes();
  const Fit fit = hierarchical_fit(votes, {});
  EXPECT_EQ(copying_evidence(votes, fit, {.others_min = 20}).status, Status::insufficient);
  EXPECT_EQ(copying_evidence(votes, fit, {.items_min = 100'000}).status, Status::insufficient);
  EXPECT_EQ(copying_evidence(votes, Fit{}, {}).status, Status::insufficient);
}

}  // namespace
}  // namespace assay::stats
