#include "stats/agreement/intraclass.h"

#include <gtest/gtest.h>

#include <cmath>

#include "base/rng.h"

namespace assay::stats {
namespace {

// Numbers as categories of their own: category = position in `number`.
struct Ratings {
  std::vector<std::uint64_t> begin{0};
  std::vector<std::uint32_t> annotator, category;
  std::vector<double> number;
  std::uint32_t annotators = 0;

  explicit Ratings(const std::vector<std::vector<double>>& rows) {
    for (const auto& row : rows) {
      annotators = std::max(annotators, static_cast<std::uint32_t>(row.size()));
      for (std::uint32_t j = 0; j < row.size(); ++j) {
        annotator.push_back(j);
        category.push_back(static_cast<std::uint32_t>(number.size()));
        number.push_back(row[j]);
      }
      begin.push_back(annotator.size());
    }
  }
  Votes votes() const {
    return {begin, annotator, category, annotators, static_cast<std::uint32_t>(number.size())};
  }
};

const std::vector<std::vector<double>> shrout_fleiss = {{9, 2, 5, 8}, {6, 1, 3, 2},  {8, 4, 6, 8},
                                                        {7, 1, 2, 6}, {10, 5, 6, 9}, {6, 2, 4, 7}};

// Shrout and Fleiss 1979, table 2 and text (.17 .29 .71, .44 .62 .91); further digits by an independent
// computation. The intervals of the means of four are those that R psych 2.4 and pingouin 0.5 print for these
// data, to their two digits: -0.88 .91, .07 .93, .68 .99.
TEST(intraclass, equals_the_published_table) {
  const Ratings data(shrout_fleiss);
  const std::vector<Estimate> icc = intraclass(data.votes(), data.number, 0.95);
  const double value[] = {.165742, .289764, .714841, .442797, .620051, .909316};
  const double lower[] = {-.132932, .018787, .342465, -.88, .07, .68};
  const double upper[] = {.722560, .761084, .945858, .91, .93, .99};
  ASSERT_EQ(icc.size(), 6U);
  for (std::size_t form = 0; form < 6; ++form) {
    EXPECT_NEAR(*icc[form].value, value[form], 1e-6) << icc_forms[form];
    ASSERT_TRUE(icc[form].interval) << icc_forms[form];
    const double tolerance = form < 3 ? 2e-6 : 5.1e-3;
    EXPECT_NEAR(icc[form].interval->lower, lower[form], tolerance) << icc_forms[form];
    EXPECT_NEAR(icc[form].interval->upper, upper[form], tolerance) << icc_forms[form];
  }
}

TEST(intraclass, moving_and_stretching_all_numbers_changes_nothing) {
  const Ratings data(shrout_fleiss);
  std::vector<double> moved = data.number;
  for (double& x : moved) x = 3 * x - 100;
  const auto plain = intraclass(data.votes(), data.number, 0.9), other = intraclass(data.votes(), moved, 0.9);
  for (std::size_t form = 0; form < 6; ++form) EXPECT_NEAR(*plain[form].value, *other[form].value, 1e-9);
}

TEST(intraclass, constant_differences_between_annotators_count_in_form_two_only) {
  const Ratings data({{1, 4}, {2, 5}, {3, 6}, {4, 7}, {5, 8}});
  const auto icc = intraclass(data.votes(), data.number, 0.95);
  EXPECT_NEAR(*icc[2].value, 1, 1e-12);
  EXPECT_FALSE(icc[2].interval);
  EXPECT_FALSE(icc[2].note.empty());
  EXPECT_LT(*icc[1].value, 0.5);
}

TEST(intraclass, says_what_is_missing) {
  const Ratings equal({{3, 3}, {3, 3}});
  for (const Estimate& e : intraclass(equal.votes(), equal.number, 0.95))
    EXPECT_EQ(e.status, Status::no_variation);
  const Ratings one({{3, 4}});
  for (const Estimate& e : intraclass(one.votes(), one.number, 0.95))
    EXPECT_EQ(e.status, Status::insufficient);
  const Ratings alone({{3}, {4}, {5}});
  for (const Estimate& e : intraclass(alone.votes(), alone.number, 0.95))
    EXPECT_EQ(e.status, Status::insufficient);
  const Ratings gaps({{1, 2, 3}, {4, 5}, {7, 6}, {1, 3}});
  const auto icc = intraclass(gaps.votes(), gaps.number, 0.95);
  EXPECT_TRUE(icc[0].value);
  EXPECT_EQ(icc[0].n, 3);
  EXPECT_FALSE(icc[0].note.empty());
  EXPECT_EQ(icc[1].status, Status::insufficient);
}

// Two-way random effects with variances 1 (items), .3 (annotators), .5 (rest): ICC(2,1) = 1 / 1.8,
// ICC(3,1) = 1 / 1.5. Intervals of forms 2 and 3 hold them in about 95 of 100 simulations.
TEST(intraclass, intervals_hold_the_truth_as_often_as_they_say) {
  int held_random = 0, held_fixed = 0;
  const int runs = 400;
  for (int run = 0; run < runs; ++run) {
    Rng rng(3, RandomPurpose::simulation, static_cast<std::uint64_t>(run));
    std::vector<double> bias(5);
    for (double& b : bias) b = std::sqrt(.3) * rng.normal();
    std::vector<std::vector<double>> rows(30, std::vector<double>(5));
    for (auto& row : rows) {
      const double item = rng.normal();
      for (std::size_t j = 0; j < 5; ++j) row[j] = item + bias[j] + std::sqrt(.5) * rng.normal();
    }
    const Ratings data(rows);
    const auto icc = intraclass(data.votes(), data.number, 0.95);
    held_random += icc[1].interval->lower <= 1 / 1.8 && 1 / 1.8 <= icc[1].interval->upper ? 1 : 0;
    held_fixed += icc[2].interval->lower <= 1 / 1.5 && 1 / 1.5 <= icc[2].interval->upper ? 1 : 0;
  }
  EXPECT_NEAR(held_random / static_cast<double>(runs), 0.95, 0.035);
  EXPECT_NEAR(held_fixed / static_cast<double>(runs), 0.95, 0.035);
}

}  // namespace
}  // namespace assay::stats
