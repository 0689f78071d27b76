#include "stats/slices/slice_line.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <functional>
#include <numeric>

#include "base/parallel.h"
#include "base/rng.h"

namespace assay::stats {
namespace {

struct SliceData {
  std::vector<std::vector<std::uint32_t>> columns;
  std::vector<float> error;
  std::vector<double> weight;

  SliceRows rows() const {
    SliceRows view;
    for (const auto& column : columns) view.features.emplace_back(column);
    view.error = error;
    view.weight = weight;
    return view;
  }
};

SliceData day_and_night() {
  SliceData data;
  data.columns.resize(3);
  for (const int i : {4, 11, 22, 23, 35, 47}) {
    data.error.resize(48);
    data.error[i] = 1;
  }
  for (std::uint32_t i = 0; i < 48; ++i) {
    data.columns[0].push_back(1 + i % 2);
    data.columns[1].push_back(1 + i / 2 % 3);
    data.columns[2].push_back(1 + i / 6 % 2);
  }
  return data;
}

TEST(slice_line, equals_the_published_definition_on_the_worked_example) {
  const SliceData data = day_and_night();
  const SliceSearch found = slice_line(data.rows(), {.top = 6, .size_min = 4});
  const struct {
    std::vector<SlicePredicate> predicates;
    double size, error, score;
  } wanted[] = {{{{0, 2}, {1, 3}, {2, 2}}, 4, 4, 6.1},
                {{{1, 3}, {2, 2}}, 8, 5, 3.55},
                {{{0, 2}, {1, 3}}, 8, 4, 2.6},
                {{{1, 3}}, 16, 6, 1.8},
                {{{0, 2}, {2, 2}}, 12, 4, 1.43333333333},
                {{{0, 1}, {1, 3}}, 8, 2, 0.7}};
  ASSERT_EQ(found.slices.size(), 6u);
  for (std::size_t i = 0; i < 6; ++i) {
    EXPECT_EQ(found.slices[i].predicates, wanted[i].predicates) << i;
    EXPECT_EQ(found.slices[i].size, wanted[i].size);
    EXPECT_EQ(found.slices[i].error, wanted[i].error);
    EXPECT_NEAR(found.slices[i].score, wanted[i].score, 1e-9);
  }
  EXPECT_EQ(found.end, SliceSearchEnd::exact);
}

TEST(slice_line, says_when_there_is_nothing_to_concentrate) {
  SliceData data = day_and_night();
  std::fill(data.error.begin(), data.error.end(), 0.0F);
  EXPECT_EQ(slice_line(data.rows()).end, SliceSearchEnd::no_errors);
  std::fill(data.error.begin(), data.error.end(), 1.0F);
  const SliceSearch all = slice_line(data.rows(), {.size_min = 1});
  EXPECT_EQ(all.end, SliceSearchEnd::exact);
  EXPECT_TRUE(all.slices.empty());
  EXPECT_EQ(slice_line(SliceRows{}).end, SliceSearchEnd::no_rows);
}

TEST(slice_line, stops_at_its_budget_and_says_so) {
  const SliceData data = day_and_night();
  const SliceSearch found = slice_line(data.rows(), {.size_min = 1, .evaluation_max = 8});
  EXPECT_EQ(found.end, SliceSearchEnd::partial);
  EXPECT_EQ(found.exact_depth, 1u);
  EXPECT_FALSE(found.slices.empty());
}

SliceData random_data(Rng& rng, int kind) {
  SliceData data;
  const std::size_t rows = 20 + rng.below(150);
  const std::size_t features = 1 + rng.below(5);
  for (std::size_t f = 0; f < features; ++f) {
    const std::uint64_t values = 2 + rng.below(4);
    auto& column = data.columns.emplace_back();
    for (std::size_t row = 0; row < rows; ++row)
      column.push_back(static_cast<std::uint32_t>(rng.below(values + 1)));
  }
  if (features > 1 && rng.below(3) == 0) data.columns[1] = data.columns[0];  // ties everywhere
  const double base = 0.05 + 0.4 * rng.uniform();
  for (std::size_t row = 0; row < rows; ++row) {
    const bool planted = data.columns[0][row] == 1 && data.columns.back()[row] == 2;
    const bool wrong = rng.uniform() < (planted ? 0.8 : base);
    const double amount = kind == 1 ? 0.125 * static_cast<double>(1 + rng.below(8)) : 1;
    data.error.push_back(wrong ? static_cast<float>(amount) : 0.0F);
    if (kind == 2) data.weight.push_back(0.25 * static_cast<double>(1 + rng.below(12)));
  }
  return data;
}

// Every conjunction, scored by reading the rows.
std::vector<FoundSlice> brute_force(const SliceData& data, const SliceLineOptions& options) {
  const SliceRows rows = data.rows();
  const SliceScoring scoring = slice_scoring(rows, options);
  std::vector<FoundSlice> all;
  std::vector<SlicePredicate> predicates;
  const std::function<void(std::uint32_t)> extend = [&](std::uint32_t from) {
    if (!predicates.empty()) {
      FoundSlice slice{predicates, 0, 0, 0, 0};
      for (std::size_t row = 0; row < rows.row_count(); ++row) {
        if (!in_slice(rows, predicates, row)) continue;
        slice.rows += 1;
        slice.size += rows.weight_of(row);
        slice.error += rows.weight_of(row) * static_cast<double>(rows.error[row]);
      }
      const bool enough = rows.weight.empty() || slice.rows >= options.rows_min;
      if (slice.size >= options.size_min && slice.error > 0 && enough) {
        slice.score = slice_score(scoring, slice.size, slice.error);
        if (slice.score > 0) all.push_back(slice);
      }
    }
    if (predicates.size() == options.depth_max) return;
    for (std::uint32_t f = from; f < rows.features.size(); ++f) {
      for (std::uint32_t code = 1; code <= 6; ++code) {
        predicates.push_back({f, code});
        extend(f + 1);
        predicates.pop_back();
      }
    }
  };
  extend(0);
  std::sort(all.begin(), all.end(), better_slice);
  if (all.size() > options.top) all.resize(options.top);
  return all;
}

TEST(slice_line, equals_brute_force_at_every_depth_with_ties_weights_and_shares) {
  int slices_seen = 0;
  for (std::uint64_t seed = 0; seed < 600; ++seed) {
    Rng rng(seed, RandomPurpose::simulation, 3);
    const int kind = static_cast<int>(seed % 3);
    const SliceData data = random_data(rng, kind);
    SliceLineOptions options{.top = 1 + rng.below(12), .depth_max = 1 + rng.below(3)};
    options.size_min = static_cast<double>(1 + rng.below(8));
    options.alpha = 0.7 + 0.3 * rng.uniform();
    options.rows_min = 3;
    const auto wanted = brute_force(data, options);
    const SliceSearch found = slice_line(data.rows(), options);
    ASSERT_EQ(found.slices.size(), wanted.size()) << "seed " << seed;
    for (std::size_t i = 0; i < wanted.size(); ++i) {
      ASSERT_EQ(found.slices[i].predicates, wanted[i].predicates) << "seed " << seed << " rank " << i;
      ASSERT_EQ(found.slices[i].score, wanted[i].score);
      ASSERT_EQ(found.slices[i].rows, wanted[i].rows);
    }
    slices_seen += static_cast<int>(wanted.size());
  }
  EXPECT_GT(slices_seen, 1000);
}

TEST(slice_line, bound_is_never_below_a_child) {
  for (std::uint64_t seed = 0; seed < 2000; ++seed) {
    Rng rng(seed, RandomPurpose::simulation, 4);
    SliceScoring scoring{
        .total = 1000, .mean_error = 0.02 + 0.5 * rng.uniform(), .alpha = 0.6 + 0.4 * rng.uniform()};
    scoring.size_min = static_cast<double>(1 + rng.below(50));
    const double size = scoring.size_min + static_cast<double>(rng.below(900));
    const double error = size * rng.uniform();
    const double bound = slice_bound(scoring, size, error);
    for (int child = 0; child < 20; ++child) {
      const double child_size = scoring.size_min + (size - scoring.size_min) * rng.uniform();
      const double child_error = std::min(child_size, error) * rng.uniform();
      ASSERT_LE(slice_score(scoring, child_size, child_error), bound + 1e-9) << "seed " << seed;
    }
  }
}

TEST(slice_line, is_the_same_on_one_and_on_two_threads) {
  Rng rng(9, RandomPurpose::simulation, 5);
  SliceData data;
  data.columns.resize(6);
  for (int row = 0; row < 20000; ++row) {
    for (auto& column : data.columns) column.push_back(1 + static_cast<std::uint32_t>(rng.below(12)));
    const bool planted = data.columns[2].back() == 3 && data.columns[4].back() == 5;
    data.error.push_back(rng.uniform() < (planted ? 0.4 : 0.05) ? 1.0F : 0.0F);
  }
  set_thread_count(1);
  const SliceSearch one = slice_line(data.rows());
  set_thread_count(2);
  const SliceSearch two = slice_line(data.rows());
  set_thread_count(0);
  EXPECT_EQ(one.evaluations, two.evaluations);
  ASSERT_EQ(one.slices.size(), two.slices.size());
  for (std::size_t i = 0; i < one.slices.size(); ++i) {
    EXPECT_EQ(one.slices[i].predicates, two.slices[i].predicates);
    EXPECT_EQ(one.slices[i].score, two.slices[i].score);
  }
  const std::vector<SlicePredicate> planted = {{2, 3}, {4, 5}};
  EXPECT_EQ(one.slices[0].predicates, planted);
}

TEST(without_redundant, keeps_the_best_of_those_that_hold_the_same_rows) {
  SliceData data = day_and_night();
  data.columns.push_back(data.columns[1]);  // the same attribute twice
  const SliceSearch found = slice_line(data.rows(), {.top = 30, .size_min = 4});
  const auto kept = without_redundant(data.rows(), found.slices);
  EXPECT_LT(kept.size(), found.slices.size());
  EXPECT_EQ(kept[0].predicates, found.slices[0].predicates);
  const auto doubled = [](const FoundSlice& slice) {
    return std::count_if(slice.predicates.begin(), slice.predicates.end(),
                         [](const SlicePredicate& p) { return p.feature == 3; });
  };
  EXPECT_EQ(std::count_if(kept.begin(), kept.end(), [&](const FoundSlice& s) { return doubled(s) > 0; }), 0);
}

}  // namespace
}  // namespace assay::stats
