#include "stats/slices/error_slices.h"

#include <gtest/gtest.h>

#include <cmath>

#include "stats/slices/confirm.h"
#include "stats/slices/effect.h"
#include "stats/slices/planted.h"

namespace assay::stats {
namespace {

TEST(balanced_alpha, favours_a_size_between_the_smallest_and_all) {
  for (const double rows : {500.0, 20'000.0, 1'000'000.0}) {
    for (const double mean : {0.01, 0.1, 0.4}) {
      SliceScoring scoring{.total = rows, .mean_error = mean};
      scoring.alpha = balanced_alpha(scoring);
      EXPECT_GT(scoring.alpha, 0.5);
      EXPECT_LT(scoring.alpha, 1);
      // The score of slices of the same evidence: 5 standard errors of the lift.
      const auto score = [&](double size) {
        return slice_score(scoring, size, size * mean + 5 * std::sqrt(size * mean * (1 - mean)));
      };
      const double best = std::sqrt(scoring.size_min * rows);
      EXPECT_GT(score(best), score(best / 2));
      EXPECT_GT(score(best), score(best * 2));
    }
  }
}

TEST(balanced_alpha, lets_a_two_hundredth_of_the_rows_be_found) {
  SliceScoring scoring{.total = 50'000, .mean_error = 0.03};
  EXPECT_LT(slice_score(scoring, 250, 0.32 * 250), 0);  // .95: two and a half standard errors below 40 %
  scoring.alpha = balanced_alpha(scoring);
  EXPECT_GT(slice_score(scoring, 250, 0.32 * 250), 4);
}

ErrorSliceReport inspected(const PlantedRows& planted) {
  ErrorSliceProblem problem;
  problem.rows = planted.data.view();
  problem.context.annotator = planted.annotator;
  return find_error_slices(problem);
}

TEST(error_slices, finds_what_is_planted_whatever_the_annotators) {
  for (const std::uint32_t annotators : {0U, 40U}) {
    for (std::uint64_t seed = 1; seed <= 3; ++seed) {
      PlantedOptions options;
      options.annotators = annotators;
      options.value_counts = {2, 4, 6, 10, 3, 8};
      const PlantedRows planted = planted_rows(options, seed);
      const ErrorSliceReport report = inspected(planted);
      ASSERT_FALSE(report.slices.empty());
      EXPECT_EQ(report.method.find("times 1"), std::string::npos);
      bool found = false;
      for (const ErrorSlice& slice : report.slices)
        found = found || (slice.significant && slice.slice.predicates == planted.planted);
      EXPECT_TRUE(found) << "annotators " << annotators << ", seed " << seed;
    }
  }
}

TEST(error_slices, says_how_many_are_too_few_to_confirm) {
  // 150 items of two rows; eight of them are the slice, and all wrong.
  RowSubset data;
  data.features.resize(1);
  std::vector<std::uint64_t> cluster;
  for (std::uint64_t item = 0; item < 150; ++item) {
    for (int row = 0; row < 2; ++row) {
      data.features[0].push_back(item < 8 ? 1 : 2);
      data.error.push_back(item < 8 || item % 29 == 0 ? 1.0F : 0.0F);
      cluster.push_back(item);
    }
  }
  EXPECT_EQ(too_few_clusters(data.view(), cluster, {{0, 1}}), 8);
  EXPECT_FALSE(too_few_clusters(data.view(), cluster, {{0, 2}}));
  ErrorSliceProblem problem;
  problem.rows = data.view();
  problem.context.cluster = cluster;
  ErrorSliceOptions options;
  options.search.size_min = 4;
  const ErrorSliceReport report = find_error_slices(problem, options);
  ASSERT_FALSE(report.slices.empty());
  EXPECT_FALSE(report.slices.front().confirmed_p);
  EXPECT_NE(report.slices.front().confirm_note.find("too few to confirm on items set aside"),
            std::string::npos)
      << report.slices.front().confirm_note;
}

// 600 rows, every third in the slice, six annotators in turn; everybody is wrong in one of 25 cases, and in
// the slice those for whom bad(annotator) holds in nine of ten.
template <class Bad>
SliceEffect effect_where(const Bad& bad) {
  std::vector<std::uint32_t> part, annotator;
  std::vector<float> error;
  for (std::uint32_t row = 0; row < 600; ++row) {
    part.push_back(row % 3 == 0 ? 1 : 2);
    annotator.push_back(row / 3 % 6);
    const bool wrong = row % 3 == 0 && bad(annotator.back()) ? row / 18 % 10 != 0 : row % 25 == 0;
    error.push_back(wrong ? 1.0F : 0.0F);
  }
  SliceRows rows;
  rows.features.emplace_back(part);
  rows.error = error;
  SliceContext context;
  context.annotator = annotator;
  return slice_effect(rows, context, {{0, 1}}, {});
}

TEST(slice_effect, names_the_annotator_who_alone_explains_it) {
  const SliceEffect one = effect_where([](std::uint32_t annotator) { return annotator == 3; });
  EXPECT_GT(one.lift.interval->lower, 1);
  EXPECT_EQ(one.explained_by, 3U);
  EXPECT_EQ(one.annotators.front().annotator, 3U);
  const SliceEffect all = effect_where([](std::uint32_t) { return true; });
  EXPECT_GT(all.lift.interval->lower, 1);
  EXPECT_FALSE(all.explained_by);
  const SliceEffect two = effect_where([](std::uint32_t annotator) { return annotator < 2; });
  EXPECT_FALSE(two.explained_by) << "without either of them the other still makes it worse";
}

}  // namespace
}  // namespace assay::stats
