#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "base/parallel.h"
#include "base/rng.h"
#include "stats/agreement/agreement.h"
#include "stats/agreement/by_annotator.h"
#include "stats/agreement/cohen.h"
#include "stats/agreement/conger.h"
#include "stats/agreement/mean_cohen.h"
#include "stats/agreement/seriate.h"

namespace assay::stats {
namespace {

const std::vector<double> five_values = {1, 2, 3, 4, 5};

// Owns what a Votes view points to. labels[annotator][item] = category; -1: none.
struct Ballots {
  std::vector<std::uint64_t> begin{0};
  std::vector<std::uint32_t> annotator, category, rank;
  std::uint32_t categories = 0;

  Ballots(const std::vector<std::vector<int>>& labels, std::uint32_t category_count)
      : rank(labels.size()), categories(category_count) {
    std::iota(rank.begin(), rank.end(), 0U);
    for (std::size_t item = 0; item < labels.front().size(); ++item) {
      for (std::uint32_t g = 0; g < labels.size(); ++g) {
        if (labels[g][item] < 0) continue;
        annotator.push_back(g);
        category.push_back(static_cast<std::uint32_t>(labels[g][item]));
      }
      begin.push_back(annotator.size());
    }
  }
  Votes view() const {
    return {begin, annotator, category, static_cast<std::uint32_t>(rank.size()), categories};
  }
};

Conger conger(const Ballots& ballots, Scale scale) {
  return conger_kappa({ballots.view(), {five_values, {}}, ballots.rank, scale, 0.95});
}

MeanCohen mean_of_pairs(const Ballots& ballots, Scale scale, std::int64_t shared_min) {
  MeanCohenOptions options;
  options.shared_min = shared_min;
  options.rank = ballots.rank;
  return mean_cohen(ballots.view(), {five_values, {}}, std::vector<Scale>{scale}, options).front();
}

// Krippendorff's data as Gwet prints them: the single label of the last item is annotator C's.
Ballots gwet_four() {
  const std::string observers[4] = {"123321412...", "1233224125..", ".33323422513", "12332441251."};
  std::vector<std::vector<int>> labels;
  for (const std::string& observer : observers) {
    labels.emplace_back();
    for (const char c : observer) labels.back().push_back(c == '.' ? -1 : c - '1');
  }
  return Ballots(labels, 5);
}

// n00, n01, n10, n11 items of two annotators.
std::vector<std::vector<int>> table(int n00, int n01, int n10, int n11) {
  std::vector<std::vector<int>> labels(2);
  const int counts[2][2] = {{n00, n01}, {n10, n11}};
  for (int a = 0; a < 2; ++a) {
    for (int b = 0; b < 2; ++b) {
      labels[0].insert(labels[0].end(), static_cast<std::size_t>(counts[a][b]), a);
      labels[1].insert(labels[1].end(), static_cast<std::size_t>(counts[a][b]), b);
    }
  }
  return labels;
}

CohenInput pair_input(const std::vector<std::vector<int>>& labels, std::vector<std::uint32_t>& first,
                      std::vector<std::uint32_t>& second, Scale scale, std::uint32_t categories) {
  first.assign(labels[0].begin(), labels[0].end());
  second.assign(labels[1].begin(), labels[1].end());
  return {first, second, {five_values, {}}, categories, scale, 0.95};
}

Estimate cohen(const std::vector<std::vector<int>>& labels, Scale scale, std::uint32_t categories) {
  std::vector<std::uint32_t> first, second;
  return cohen_kappa(pair_input(labels, first, second, scale, categories));
}

std::vector<std::vector<int>> random_labels(std::uint64_t seed, std::size_t annotators, std::size_t items,
                                            double answered) {
  Rng rng(seed, RandomPurpose::simulation, 0);
  std::vector<std::vector<int>> labels(annotators, std::vector<int>(items, -1));
  for (std::size_t item = 0; item < items; ++item) {
    const auto truth = static_cast<int>(rng.below(4));
    for (auto& mine : labels) {
      if (rng.uniform() >= answered) continue;
      mine[item] = rng.uniform() < 0.6 ? truth : static_cast<int>(rng.below(4));
    }
  }
  return labels;
}

// Gwet 2014 by irrCAC: value and standard error on Krippendorff's data with gaps.
TEST(conger, equals_the_published_values_and_standard_errors_of_every_weight) {
  const struct {
    Scale scale;
    double value, error;
  } rows[] = {{Scale::nominal, .76282, .14917},
              {Scale::quadratic, .85771, .14367},
              {Scale::ordinal, .84366, .14410},
              {Scale::linear, .81378, .14509}};
  for (const auto& row : rows) {
    const Estimate estimate = conger(gwet_four(), row.scale).estimate;
    EXPECT_NEAR(*estimate.value, row.value, 1e-5) << scale_name(row.scale);
    EXPECT_NEAR(*estimate.standard_error, row.error, 1e-5) << scale_name(row.scale);
    EXPECT_EQ(estimate.n, 12);
    EXPECT_EQ(estimate.interval->method, "bca_bootstrap");
  }
}

// Five observers with many gaps and three complete ones, as irrCAC ships them; values by irrCAC.
TEST(conger, equals_the_values_of_other_programs_on_gaps_and_on_disagreement_worse_than_chance) {
  const auto labels_of = [](const std::vector<std::string>& rows, char lowest) {
    std::vector<std::vector<int>> labels;
    for (const std::string& row : rows) {
      labels.emplace_back();
      for (const char c : row) labels.back().push_back(c == '.' ? -1 : c - lowest);
    }
    return labels;
  };
  const Ballots observers(labels_of({"112.001122.0131", "1130000.2110231", "203000222100221",
                                     ".13....0.10022.", "2..0001.2....31"},
                                    '0'),
                          4);
  const Ballots anxiety(
      labels_of({"33345523522615221243", "36462424332333221334", "21443216111233113322"}, '1'), 6);
  const struct {
    const Ballots& ballots;
    Scale scale;
    double value, error;
  } rows[] = {{observers, Scale::nominal, 0.469274278593, 0.11666345486},
              {observers, Scale::linear, 0.624052415769, 0.1058700568},
              {observers, Scale::quadratic, 0.761788060509, 0.092504821353},
              {observers, Scale::ordinal, 0.713119042281, 0.098489098659},
              {anxiety, Scale::nominal, -0.018711018711, 0.044577262947},
              {anxiety, Scale::linear, 0.08315565032, 0.072229064421},
              {anxiety, Scale::quadratic, 0.189979123173, 0.113328849764},
              {anxiety, Scale::ordinal, 0.159915991599, 0.100842732546}};
  const std::vector<double> numbers = {1, 2, 3, 4, 5, 6};
  for (const auto& row : rows) {
    const CategoryValues values{std::span(numbers).first(row.ballots.categories), {}};
    const Conger found = conger_kappa({row.ballots.view(), values, row.ballots.rank, row.scale, 0.95});
    EXPECT_NEAR(*found.estimate.value, row.value, 1e-9) << scale_name(row.scale);
    EXPECT_NEAR(*found.estimate.standard_error, row.error, 1e-8) << scale_name(row.scale);
  }
}

TEST(conger, of_two_complete_annotators_is_cohens_kappa_with_its_variance) {
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    const auto labels = random_labels(seed, 2, 40, 1);
    for (const Scale scale : {Scale::nominal, Scale::linear, Scale::quadratic}) {
      const Estimate one = conger(Ballots(labels, 5), scale).estimate;
      const Estimate other = cohen(labels, scale, 5);
      EXPECT_NEAR(*one.value, *other.value, 1e-10);
      EXPECT_NEAR(*one.standard_error, *other.standard_error, 1e-9);
    }
  }
}

TEST(conger, leaves_annotators_out_as_if_they_had_never_been) {
  const auto labels = random_labels(5, 5, 60, 0.7);
  const Ballots all(labels, 4);
  double total = 0, squares = 0;
  for (std::size_t g = 0; g < labels.size(); ++g) {
    auto fewer = labels;
    fewer.erase(fewer.begin() + static_cast<std::ptrdiff_t>(g));
    const double without = *conger(Ballots(fewer, 4), Scale::nominal).estimate.value;
    total += without;
    squares += without * without;
    Ballots hidden(labels, 4);
    hidden.rank[g] = ignored;
    EXPECT_NEAR(*conger(hidden, Scale::nominal).estimate.value, without, 1e-12);
  }
  const double error = std::sqrt(4.0 / 5 * (squares - total * total / 5));
  EXPECT_NEAR(*conger(all, Scale::nominal).annotator_error, error, 1e-8);
}

TEST(conger, is_undefined_where_nothing_can_be_compared) {
  EXPECT_EQ(conger(Ballots({{0, 1, 0}}, 2), Scale::nominal).estimate.status, Status::insufficient);
  EXPECT_EQ(conger(Ballots({{0, 1, -1, -1}, {-1, -1, 0, 1}}, 2), Scale::nominal).estimate.status,
            Status::insufficient);
  const Estimate one_category = conger(Ballots({{0, 0, 0}, {0, 0, 0}}, 2), Scale::nominal).estimate;
  EXPECT_EQ(one_category.status, Status::no_variation);
  EXPECT_FALSE(one_category.value.has_value());
}

// The tables of methods 1.3; Feinstein and Cicchetti 1990 for the idea.
TEST(cohen, equals_the_values_of_two_by_two_tables) {
  EXPECT_NEAR(*cohen(table(118, 5, 2, 0), Scale::nominal, 2).value, -0.02339, 1e-5);
  EXPECT_NEAR(*cohen(table(80, 10, 5, 5), Scale::nominal, 2).value, 0.31818, 1e-5);
  EXPECT_NEAR(*cohen(table(40, 9, 6, 45), Scale::nominal, 2).value, 0.69952, 1e-5);
}

// Cohen 1960 and 1968, Table 1; Fleiss, Cohen and Everitt 1969; Westlund and Kurland 1953 as in Landis and
// Koch 1977. Values by statsmodels 0.13.5 and scikit-learn 1.2.1, which agree; its standard errors divide by
// n.
TEST(cohen, equals_the_published_values_and_errors_of_every_weight) {
  const struct {
    std::vector<std::vector<int>> counts;
    double nominal, nominal_error, linear, linear_error, quadratic, quadratic_error;
  } rows[] = {{{{88, 10, 2}, {14, 40, 6}, {18, 10, 12}},
               0.49152542,
               0.05100182,
               0.47368421,
               0.05443231,
               0.45454545,
               0.06645368},
              {{{106, 10, 4}, {22, 28, 10}, {2, 12, 6}},
               0.42857143,
               0.05371100,
               0.49230769,
               0.05071861,
               0.56666667,
               0.05566634},
              {{{38, 5, 0, 1}, {33, 11, 3, 0}, {10, 14, 5, 6}, {3, 7, 3, 10}},
               0.20794246,
               0.05045537,
               0.37973055,
               0.05166683,
               0.52457646,
               0.06005510}};
  for (const auto& row : rows) {
    std::vector<std::vector<int>> labels(2);
    for (std::size_t a = 0; a < row.counts.size(); ++a) {
      for (std::size_t b = 0; b < row.counts.size(); ++b) {
        labels[0].insert(labels[0].end(), row.counts[a][b], static_cast<int>(a));
        labels[1].insert(labels[1].end(), row.counts[a][b], static_cast<int>(b));
      }
    }
    const double n = static_cast<double>(labels[0].size());
    const auto expect = [&](Scale scale, double value, double error) {
      const Estimate estimate = cohen(labels, scale, static_cast<std::uint32_t>(row.counts.size()));
      EXPECT_NEAR(*estimate.value, value, 1e-8) << scale_name(scale);
      EXPECT_NEAR(*estimate.standard_error * std::sqrt((n - 1) / n), error, 1e-8) << scale_name(scale);
      EXPECT_EQ(estimate.interval->method, "fisher_t");
    };
    expect(Scale::nominal, row.nominal, row.nominal_error);
    expect(Scale::linear, row.linear, row.linear_error);
    expect(Scale::quadratic, row.quadratic, row.quadratic_error);
  }
}

TEST(cohen, names_prevalence_and_bias_of_two_categories_only) {
  std::vector<std::uint32_t> first, second;
  const auto skewed = kappa_indices(pair_input(table(80, 10, 5, 5), first, second, Scale::nominal, 2));
  EXPECT_NEAR(skewed->prevalence, 0.75, 1e-12);
  EXPECT_NEAR(skewed->bias, 0.05, 1e-12);
  EXPECT_FALSE(kappa_indices(pair_input(table(8, 1, 1, 8), first, second, Scale::nominal, 3)).has_value());
}

TEST(cohen, is_undefined_when_everyone_uses_one_category) {
  const Estimate estimate = cohen(table(30, 0, 0, 0), Scale::nominal, 2);
  EXPECT_EQ(estimate.status, Status::no_variation);
  EXPECT_FALSE(estimate.value.has_value());
  EXPECT_EQ(cohen(table(1, 0, 0, 0), Scale::nominal, 2).status, Status::insufficient);
}

TEST(cohen, without_any_disagreement_has_a_lower_limit_by_the_number_of_items) {
  const Estimate estimate = cohen(table(10, 0, 0, 10), Scale::nominal, 2);
  EXPECT_NEAR(*estimate.value, 1, 1e-12);
  EXPECT_NEAR(estimate.interval->lower, 1 - 0.139108 / 0.5, 1e-6);
  EXPECT_EQ(estimate.interval->method, "no_disagreement_seen");
}

TEST(cohen, is_symmetric_in_bounds_and_unmoved_by_renaming_categories) {
  for (std::uint64_t seed = 1; seed <= 30; ++seed) {
    auto labels = random_labels(seed, 2, 25, 1);
    const Estimate one = cohen(labels, Scale::nominal, 5);
    EXPECT_LE(one.interval->lower, *one.value);
    EXPECT_GE(one.interval->upper, *one.value);
    EXPECT_GE(one.interval->lower, -1);
    EXPECT_LE(one.interval->upper, 1);
    std::swap(labels[0], labels[1]);
    EXPECT_NEAR(*cohen(labels, Scale::nominal, 5).value, *one.value, 1e-12);
    const double linear = *cohen(labels, Scale::linear, 5).value;
    for (auto& mine : labels) {
      for (int& label : mine) label = 4 - label;
    }
    EXPECT_NEAR(*cohen(labels, Scale::nominal, 5).value, *one.value, 1e-12);
    EXPECT_NEAR(*cohen(labels, Scale::linear, 5).value, linear, 1e-12);
  }
}

// Light 1971: the plain mean of the pairs' kappas; and the jackknife by leaving items out in earnest.
TEST(mean_cohen, is_the_mean_over_pairs_and_its_error_that_of_leaving_items_out) {
  for (const Scale scale : {Scale::nominal, Scale::linear, Scale::quadratic}) {
    const auto labels = random_labels(7, 4, 30, 1);
    const MeanCohen mean = mean_of_pairs(Ballots(labels, 5), scale, 10);
    const auto mean_without = [&](std::size_t left_out) {
      double sum = 0;
      for (std::size_t a = 0; a < 4; ++a) {
        for (std::size_t b = a + 1; b < 4; ++b) {
          std::vector<std::vector<int>> pair = {labels[a], labels[b]};
          for (auto& mine : pair) {
            if (left_out < 30) mine.erase(mine.begin() + static_cast<std::ptrdiff_t>(left_out));
          }
          sum += *cohen(pair, scale, 5).value;
        }
      }
      return sum / 6;
    };
    EXPECT_EQ(mean.pairs, 6);
    EXPECT_EQ(mean.estimate.n, 30);
    EXPECT_NEAR(*mean.estimate.value, mean_without(30), 1e-12);
    double total = 0, squares = 0;
    for (std::size_t item = 0; item < 30; ++item) {
      total += mean_without(item);
      squares += mean_without(item) * mean_without(item);
    }
    EXPECT_NEAR(*mean.estimate.standard_error, std::sqrt(29.0 / 30 * (squares - total * total / 30)), 1e-8);
    EXPECT_EQ(mean.estimate.interval->method, "bca_bootstrap");
  }
}

TEST(mean_cohen, leaves_out_pairs_that_share_too_little_and_counts_those_without_variation) {
  std::vector<std::vector<int>> labels = {{0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 1, 1},
                                          {0, 1, 0, 1, 0, 1, 0, 0, 0, 1, 1, 1},
                                          {0, 1, 0, -1, -1, -1, -1, -1, -1, -1, -1, -1}};
  const MeanCohen mean = mean_of_pairs(Ballots(labels, 2), Scale::nominal, 10);
  EXPECT_EQ(mean.pairs, 1);
  EXPECT_NEAR(*mean.estimate.value, *cohen({labels[0], labels[1]}, Scale::nominal, 2).value, 1e-12);
  const MeanCohen alone = mean_of_pairs(Ballots(labels, 2), Scale::nominal, 13);
  EXPECT_EQ(alone.estimate.status, Status::insufficient);
  EXPECT_EQ(alone.estimate.n_needed, 13);
  const MeanCohen flat =
      mean_of_pairs(Ballots({std::vector<int>(12, 0), std::vector<int>(12, 0)}, 2), Scale::nominal, 10);
  EXPECT_EQ(flat.estimate.status, Status::no_variation);
  EXPECT_EQ(flat.undefined_pairs, 1);
}

TEST(mean_cohen, says_so_when_only_some_pairs_were_visited) {
  const Ballots ballots(random_labels(3, 12, 40, 0.8), 5);
  MeanCohenOptions options;
  options.rank = ballots.rank;
  options.labels_max = 2000;
  const MeanCohen some =
      mean_cohen(ballots.view(), {five_values, {}}, std::vector<Scale>{Scale::nominal}, options).front();
  EXPECT_TRUE(some.sampled);
  EXPECT_LT(some.pairs, 66);
  EXPECT_GT(some.pairs, 11);
  EXPECT_NE(some.estimate.note.find("fixed draw"), std::string::npos);
}

// Bits, not digits: annotators and items in another order, on another number of threads.
TEST(annotators, have_the_same_bits_in_any_order_and_on_any_number_of_threads) {
  const auto labels = random_labels(11, 9, 200, 0.6);
  auto shuffled = labels;
  std::reverse(shuffled.begin(), shuffled.end());
  for (auto& mine : shuffled) std::rotate(mine.begin(), mine.begin() + 77, mine.end());
  Ballots other(shuffled, 5);
  std::reverse(other.rank.begin(), other.rank.end());
  set_thread_count(1);
  const Ballots ballots(labels, 5);
  const Conger one = conger(ballots, Scale::quadratic);
  const MeanCohen mean = mean_of_pairs(ballots, Scale::linear, 10);
  set_thread_count(2);
  const Conger two = conger(other, Scale::quadratic);
  const MeanCohen mean_two = mean_of_pairs(other, Scale::linear, 10);
  set_thread_count(0);
  EXPECT_EQ(*one.estimate.value, *two.estimate.value);
  EXPECT_EQ(*one.estimate.standard_error, *two.estimate.standard_error);
  EXPECT_EQ(*one.annotator_error, *two.annotator_error);
  EXPECT_EQ(*mean.estimate.value, *mean_two.estimate.value);
  EXPECT_EQ(*mean.estimate.standard_error, *mean_two.estimate.standard_error);
}

TEST(seriate, finds_the_line_on_which_things_lie) {
  const std::vector<double> place = {5, 1, 4, 2, 6, 3, 0};
  std::vector<std::vector<double>> distance(7, std::vector<double>(7));
  for (std::size_t a = 0; a < 7; ++a) {
    for (std::size_t b = 0; b < 7; ++b) distance[a][b] = std::abs(place[a] - place[b]);
  }
  std::vector<double> found;
  for (const std::size_t at : seriate(distance)) found.push_back(place[at]);
  EXPECT_TRUE(std::is_sorted(found.begin(), found.end()) || std::is_sorted(found.rbegin(), found.rend()));
}

}  // namespace
}  // namespace assay::stats
