#include "stats/agreement/agreement.h"

#include <gtest/gtest.h>

#include <cmath>
#include <map>

#include "base/parallel.h"
#include "base/rng.h"

namespace assay::stats {
namespace {

// Owns what a Patterns view points to.
struct Tally {
  std::vector<std::uint64_t> begin{0};
  std::vector<std::uint32_t> category, count;
  std::vector<std::int64_t> items;
  std::uint32_t categories = 0;
  Patterns view() const { return {begin, category, count, items, categories}; }
};

// items[i] = labels of item i.
Tally tally_of(const std::vector<std::vector<std::uint32_t>>& items, std::uint32_t categories) {
  std::map<std::vector<std::pair<std::uint32_t, std::uint32_t>>, std::int64_t> patterns;
  for (const auto& labels : items) {
    std::map<std::uint32_t, std::uint32_t> counts;
    for (const std::uint32_t label : labels) ++counts[label];
    if (!counts.empty()) ++patterns[{counts.begin(), counts.end()}];
  }
  Tally tally;
  tally.categories = categories;
  for (const auto& [cells, times] : patterns) {
    for (const auto& [category, count] : cells) {
      tally.category.push_back(category);
      tally.count.push_back(count);
    }
    tally.begin.push_back(tally.category.size());
    tally.items.push_back(times);
  }
  return tally;
}

// Krippendorff 2011, the four-observer data with gaps ('.'), categories 1..5.
Tally k12() {
  const std::string observers[4] = {"123321412...", "1233224125.3", ".3332342251.", "12332441251."};
  std::vector<std::vector<std::uint32_t>> items(12);
  for (const std::string& observer : observers) {
    for (std::size_t i = 0; i < 12; ++i) {
      if (observer[i] != '.') items[i].push_back(static_cast<std::uint32_t>(observer[i] - '1'));
    }
  }
  return tally_of(items, 5);
}

const std::vector<double> one_to_five = {1, 2, 3, 4, 5};

AgreementResult run(const Tally& tally, const AgreementPlan& plan) {
  AgreementOptions options;
  options.bootstrap.replicates = 500;
  return agreement(tally.view(), {one_to_five, {}}, plan, options);
}

Estimate find(const AgreementResult& result, const std::string& metric, const std::string& weights) {
  for (const auto& row : result.rows) {
    if (row.metric == metric && row.weights == weights) return row.estimate;
  }
  ADD_FAILURE() << metric << " " << weights;
  return {};
}

// Krippendorff 2011, section C and D; methods 1.1.
TEST(krippendorff, equals_the_published_values_of_every_metric) {
  AgreementPlan plan;
  plan.alpha = {Scale::nominal, Scale::ordinal, Scale::interval, Scale::ratio};
  const AgreementResult result = run(k12(), plan);
  EXPECT_NEAR(*find(result, "krippendorff_alpha", "nominal").value, 0.743421, 1e-6);
  EXPECT_NEAR(*find(result, "krippendorff_alpha", "ordinal").value, 0.815388, 1e-6);
  EXPECT_NEAR(*find(result, "krippendorff_alpha", "interval").value, 0.849107, 1e-6);
  EXPECT_NEAR(*find(result, "krippendorff_alpha", "ratio").value, 0.797403, 1e-6);
  EXPECT_NEAR(*find(result, "krippendorff_alpha", "nominal").standard_error, 0.14557, 1e-5);
}

// Gwet 2014 by irrCAC; methods 1.2: values and standard errors on the same data.
TEST(gwet, family_equals_the_published_values_and_standard_errors) {
  AgreementPlan plan;
  plan.weights = {Scale::nominal, Scale::quadratic, Scale::ordinal, Scale::linear};
  const AgreementResult result = run(k12(), plan);
  const struct {
    const char* weights;
    double ac, ac_error, fleiss, fleiss_error, bp, bp_error;
  } rows[] = {{"nominal", .77544, .14295, .76117, .15302, .77273, .14472},
              {"quadratic", .91400, .10396, .86494, .14603, .90152, .11089},
              {"ordinal", .89894, .10690, .85021, .14704, .88636, .11391},
              {"linear", .85874, .11733, .81794, .14850, .84848, .12336}};
  for (const auto& row : rows) {
    const Estimate ac =
        find(result, std::string(row.weights) == "nominal" ? "gwet_ac1" : "gwet_ac2", row.weights);
    EXPECT_NEAR(*ac.value, row.ac, 1e-5);
    EXPECT_NEAR(*ac.standard_error, row.ac_error, 1e-5);
    const Estimate fleiss = find(result, "fleiss_kappa", row.weights);
    EXPECT_NEAR(*fleiss.value, row.fleiss, 1e-5);
    EXPECT_NEAR(*fleiss.standard_error, row.fleiss_error, 1e-5);
    const Estimate bp = find(result, "brennan_prediger", row.weights);
    EXPECT_NEAR(*bp.value, row.bp, 1e-5);
    EXPECT_NEAR(*bp.standard_error, row.bp_error, 1e-5);
  }
  EXPECT_NEAR(*find(result, "percent_agreement", "nominal").value, 0.81818, 1e-5);
}

Tally two_by_two(int a, int b, int c, int d) {
  std::vector<std::vector<std::uint32_t>> items;
  for (int i = 0; i < a; ++i) items.push_back({0, 0});
  for (int i = 0; i < b; ++i) items.push_back({0, 1});
  for (int i = 0; i < c; ++i) items.push_back({1, 0});
  for (int i = 0; i < d; ++i) items.push_back({1, 1});
  return tally_of(items, 2);
}

// Methods 1.3, the kappa paradox.
TEST(agreement, shows_the_paradox_of_skewed_categories) {
  AgreementPlan plan;
  plan.scott = true;
  const AgreementResult result = run(two_by_two(118, 5, 2, 0), plan);
  EXPECT_NEAR(*find(result, "percent_agreement", "nominal").value, 0.944, 1e-3);
  EXPECT_NEAR(*find(result, "scott_pi", "nominal").value, -0.02881, 1e-5);
  EXPECT_NEAR(*find(result, "krippendorff_alpha", "nominal").value, -0.02469, 1e-5);
  EXPECT_NEAR(*find(result, "gwet_ac1", "nominal").value, 0.94078, 1e-5);
  EXPECT_NEAR(*find(result, "gwet_ac1", "nominal").standard_error, 0.02306, 1e-5);
}

TEST(agreement, of_one_category_is_no_variation_and_never_a_number) {
  const AgreementResult result = run(two_by_two(20, 0, 0, 0), {});
  for (const auto& row : result.rows) {
    if (row.metric == "percent_agreement") {
      EXPECT_NEAR(*row.estimate.value, 1, 1e-12);
      EXPECT_NEAR(row.estimate.interval->lower, 1 - 0.139108, 1e-6);
    } else {
      EXPECT_EQ(row.estimate.status, Status::no_variation) << row.metric;
      EXPECT_FALSE(row.estimate.value.has_value());
      EXPECT_FALSE(row.estimate.note.empty());
    }
  }
}

TEST(agreement, without_any_disagreement_has_a_lower_limit_by_the_number_of_items) {
  const AgreementResult result = run(two_by_two(10, 0, 0, 10), {});
  const Estimate alpha = find(result, "krippendorff_alpha", "nominal");
  EXPECT_NEAR(*alpha.value, 1, 1e-12);
  EXPECT_LT(alpha.interval->lower, 0.75);
  EXPECT_EQ(alpha.interval->method, "no_disagreement_seen");
  EXPECT_FALSE(alpha.standard_error.has_value());
}

TEST(agreement, of_single_labels_is_not_enough_evidence) {
  const AgreementResult result = run(tally_of({{0}, {1}, {0, 1}}, 2), {});
  EXPECT_EQ(find(result, "krippendorff_alpha", "nominal").status, Status::insufficient);
}

// Cicchetti and Feinstein's positive and negative agreement: 2a/(2a+b+c).
TEST(specific_agreement, is_the_positive_and_negative_agreement_of_two_annotators) {
  const AgreementResult result = run(two_by_two(80, 10, 5, 5), {});
  EXPECT_NEAR(*result.categories[0].specific.value, 160.0 / 175, 1e-12);
  EXPECT_NEAR(*result.categories[1].specific.value, 10.0 / 25, 1e-12);
}

// Methods 1.1: two sets a side.
TEST(distance, of_sets_gives_the_values_of_jaccard_and_masi) {
  const std::vector<std::vector<std::uint32_t>> sets = {{0}, {0, 1}, {1, 2}, {2}, {0, 2}, {0, 1, 2}, {1}};
  const Tally tally = tally_of({{0, 0}, {1, 0}, {1, 2}, {3, 3}, {4, 5}, {6, 3}}, 7);
  AgreementPlan plan;
  plan.alpha = {Scale::jaccard, Scale::masi, Scale::nominal};
  AgreementOptions options;
  options.bootstrap.replicates = 200;
  const AgreementResult result = agreement(tally.view(), {{}, sets}, plan, options);
  EXPECT_NEAR(*find(result, "krippendorff_alpha", "jaccard").value, 0.365385, 1e-6);
  EXPECT_NEAR(*find(result, "krippendorff_alpha", "masi").value, 0.303167, 1e-6);
  EXPECT_NEAR(*find(result, "krippendorff_alpha", "nominal").value, 0.254237, 1e-6);
  EXPECT_NEAR(masi_distance(sets[1], sets[5]), 1 - 4.0 / 9, 1e-12);
}

Tally random_tally(std::uint64_t seed, std::uint32_t categories, bool relabelled,
                   std::uint64_t labels_min = 1) {
  Rng rng(seed, RandomPurpose::simulation, 0);
  std::vector<std::vector<std::uint32_t>> items;
  for (int i = 0; i < 60; ++i) {
    const auto truth = static_cast<std::uint32_t>(rng.below(categories));
    std::vector<std::uint32_t> labels;
    const std::uint64_t size = labels_min + rng.below(4);
    for (std::uint64_t j = 0; j < size; ++j) {
      const auto label = rng.uniform() < 0.7 ? truth : static_cast<std::uint32_t>(rng.below(categories));
      labels.push_back(relabelled ? categories - 1 - label : label);
    }
    items.push_back(labels);
  }
  return tally_of(items, categories);
}

TEST(agreement, keeps_values_in_bounds_inside_their_intervals_and_unmoved_by_relabelling) {
  for (std::uint64_t seed = 1; seed <= 25; ++seed) {
    const AgreementResult one = run(random_tally(seed, 4, false), {});
    const AgreementResult other = run(random_tally(seed, 4, true), {});
    for (std::size_t i = 0; i < one.rows.size(); ++i) {
      const Estimate& estimate = one.rows[i].estimate;
      ASSERT_TRUE(estimate.value && estimate.interval) << one.rows[i].metric;
      EXPECT_LE(estimate.interval->lower, *estimate.value);
      EXPECT_GE(estimate.interval->upper, *estimate.value);
      EXPECT_GE(estimate.interval->lower, -1);
      EXPECT_LE(estimate.interval->upper, 1);
      EXPECT_NEAR(*estimate.value, *other.rows[i].estimate.value, 1e-12);
    }
  }
}

// The influence of an item is what leaving it out does, to first order. (Where items have a single label
// Gwet's linearisation holds the number of items with two fixed, so this law is for items with two labels and
// more.)
TEST(statistic, influence_is_the_derivative_by_leaving_items_out) {
  const Tally tally = random_tally(3, 4, false, 2);
  const StatisticPlan plan{tally.view(), {one_to_five, {}}};
  std::vector<std::unique_ptr<Statistic>> statistics;
  statistics.push_back(alpha_statistic(plan, Scale::nominal));
  statistics.push_back(alpha_statistic(plan, Scale::interval));
  statistics.push_back(gwet_statistic(plan, Chance::gwet, Scale::nominal));
  statistics.push_back(gwet_statistic(plan, Chance::fleiss, Scale::quadratic));
  statistics.push_back(category_statistic(plan));
  std::vector<std::int64_t> times = tally.items;
  std::int64_t items = 0;
  for (std::int64_t& t : times) items += t *= 1'000'000;  // so that leaving a thousand out is a small step
  for (const auto& statistic : statistics) {
    const std::vector<Component> components = statistic->components();
    std::vector<double> all(statistic->size()), without(statistic->size());
    statistic->evaluate(times, all);
    for (std::size_t v = 0; v < times.size(); ++v) {
      times[v] -= 1000;
      statistic->evaluate(times, without);
      times[v] += 1000;
      for (std::size_t c = 0; c < components.size(); ++c) {
        const double step = (all[c] - without[c]) * static_cast<double>(items) / 1000;
        EXPECT_NEAR(step, components[c].influence[v], 0.03 + 0.02 * std::abs(step))
            << components[c].metric << v;
      }
    }
  }
}

TEST(agreement, has_the_same_bits_on_one_and_on_two_threads) {
  const Tally tally = random_tally(9, 5, false);
  set_thread_count(1);
  const AgreementResult one = run(tally, {});
  set_thread_count(2);
  const AgreementResult two = run(tally, {});
  set_thread_count(0);
  for (std::size_t i = 0; i < one.rows.size(); ++i) {
    EXPECT_EQ(one.rows[i].estimate.interval->lower, two.rows[i].estimate.interval->lower);
    EXPECT_EQ(one.rows[i].estimate.interval->upper, two.rows[i].estimate.interval->upper);
  }
}

// Krippendorff 2011: sin^2 of half the angle; differences near an end of a bipolar scale weigh more.
TEST(distance, of_circles_and_bipolar_scales_is_that_of_krippendorff) {
  const std::vector<double> hours = {0, 6, 12, 23};
  const CategoryValues clock{.number = hours, .period = 24};
  EXPECT_NEAR(distance(Scale::circular, 0, 2, clock), 1, 1e-12);
  EXPECT_NEAR(distance(Scale::circular, 0, 1, clock), 0.5, 1e-12);
  EXPECT_NEAR(distance(Scale::circular, 0, 3, clock), std::pow(std::sin(M_PI / 24), 2), 1e-12);
  const std::vector<double> scale = {-3, -2, 0, 1, 3};
  const CategoryValues bipolar{.number = scale, .low = -3, .high = 3};
  EXPECT_NEAR(distance(Scale::bipolar, 0, 1, bipolar), 1.0 / (1 * 11), 1e-12);
  EXPECT_NEAR(distance(Scale::bipolar, 2, 3, bipolar), 1.0 / (7 * 5), 1e-12);
  EXPECT_NEAR(distance(Scale::bipolar, 0, 4, bipolar), 1, 1e-12);
  EXPECT_NEAR(distance(Scale::bipolar, 3, 2, bipolar), distance(Scale::bipolar, 2, 3, bipolar), 1e-15);
}

TEST(distance, of_a_tree_grows_with_the_way_to_the_common_ancestor) {
  // animal/dog, animal/cat, animal, plant, the root itself
  const std::vector<std::vector<std::uint32_t>> paths = {{0, 1}, {0, 2}, {0}, {3}, {}};
  const CategoryValues tree{.paths = paths};
  EXPECT_NEAR(distance(Scale::tree, 0, 1, tree), 0.5, 1e-12);
  EXPECT_NEAR(distance(Scale::tree, 0, 2, tree), 1 - 2.0 / 3, 1e-12);
  EXPECT_NEAR(distance(Scale::tree, 0, 3, tree), 1, 1e-12);
  EXPECT_NEAR(distance(Scale::tree, 3, 4, tree), 1, 1e-12);
}

// The definition written out: 1 - D_o / D_e over all pairs of labels.
TEST(krippendorff, equals_its_definition_with_distances_that_a_person_chose) {
  const Tally tally = k12();
  const std::vector<std::vector<std::uint32_t>> paths = {{0, 1}, {0, 2}, {0}, {3}, {3, 4}};
  const CategoryValues values{.number = one_to_five, .period = 5, .low = 0, .high = 6, .paths = paths};
  for (const Scale scale : {Scale::circular, Scale::bipolar, Scale::tree}) {
    std::vector<double> all(5, 0);
    double observed = 0, labels = 0;
    for (std::size_t v = 0; v < tally.items.size(); ++v) {
      double m = 0;
      for (std::size_t at = tally.begin[v]; at < tally.begin[v + 1]; ++at) m += tally.count[at];
      if (m < 2) continue;
      for (std::size_t a = tally.begin[v]; a < tally.begin[v + 1]; ++a) {
        all[tally.category[a]] += static_cast<double>(tally.items[v]) * tally.count[a];
        labels += static_cast<double>(tally.items[v]) * tally.count[a];
        for (std::size_t b = tally.begin[v]; b < tally.begin[v + 1]; ++b)
          observed += static_cast<double>(tally.items[v]) * tally.count[a] * tally.count[b] *
                      distance(scale, tally.category[a], tally.category[b], values) / (m - 1);
      }
    }
    double expected = 0;
    for (std::uint32_t a = 0; a < 5; ++a)
      for (std::uint32_t b = 0; b < 5; ++b) expected += all[a] * all[b] * distance(scale, a, b, values);
    AgreementPlan plan;
    plan.alpha = {scale};
    const AgreementResult result = agreement(tally.view(), values, plan, {});
    double ours = -2;
    for (const auto& row : result.rows) {
      if (row.metric == "krippendorff_alpha") ours = *row.estimate.value;
    }
    EXPECT_NEAR(ours, 1 - observed / labels / (expected / (labels * (labels - 1))), 1e-9)
        << scale_name(scale);
  }
}

}  // namespace
}  // namespace assay::stats
