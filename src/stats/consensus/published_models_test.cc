#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <nlohmann/json.hpp>
#include <numeric>

#include "base/parallel.h"
#include "base/rng.h"
#include "stats/consensus/consensus.h"
#include "stats/consensus/glad.h"
#include "stats/consensus/mace.h"

namespace assay::stats {
namespace {

using nlohmann::json;

struct PublishedData {
  std::vector<std::uint64_t> begin{0};
  std::vector<std::uint32_t> annotator, category, truth;
  std::uint32_t annotators = 0, categories = 0;
  Votes view() const { return {begin, annotator, category, annotators, categories}; }
};

// One label: (annotator, category).
using Label = std::pair<std::uint32_t, std::uint32_t>;

void add_item(PublishedData& data, std::vector<Label> labels) {
  std::sort(labels.begin(), labels.end());
  for (const auto& [annotator, category] : labels) {
    data.annotator.push_back(annotator);
    data.category.push_back(category);
  }
  data.begin.push_back(data.annotator.size());
}

PublishedData simulated_crowd(std::uint64_t seed, std::uint32_t categories, std::uint32_t items) {
  PublishedData data;
  data.annotators = 12;
  data.categories = categories;
  Rng rng(seed, RandomPurpose::simulation, 5);
  for (std::uint32_t i = 0; i < items; ++i) {
    data.truth.push_back(static_cast<std::uint32_t>(rng.below(categories)));
    const auto first = static_cast<std::uint32_t>(rng.below(data.annotators));
    std::vector<Label> labels;
    for (std::uint32_t v = 0; v < 5; ++v) {
      const std::uint32_t j = (first + v * 5) % data.annotators;
      const double accuracy = j < 3 ? 0.55 : 0.85;
      labels.push_back({j, rng.uniform() < accuracy ? data.truth.back()
                                                    : static_cast<std::uint32_t>(rng.below(categories))});
    }
    add_item(data, labels);
  }
  return data;
}

// The trusted categories that gold_majority needs; the other models are asked without.
ConsensusOptions options_for(const ConsensusModel& model, const std::vector<std::uint32_t>& trusted) {
  ConsensusOptions options;
  if (std::string(model.name) == "gold_majority") options.trusted = trusted;
  return options;
}

std::vector<std::uint32_t> some_trusted(const PublishedData& data) {
  std::vector<std::uint32_t> out(data.truth.size(), no_category);
  for (std::size_t item = 0; item < out.size(); item += 7) out[item] = data.truth[item];
  return out;
}

struct PublishedGoldenFile {
  PublishedData data;
  json expected;
};

PublishedGoldenFile golden_file(const std::string& name) {
  std::ifstream file(ASSAY_SOURCE_DIR "/tests/golden/consensus/" + name + ".json");
  const json document = json::parse(file);
  PublishedGoldenFile out;
  out.expected = document["expected"];
  out.data.annotators = document["annotators"];
  out.data.categories = document["categories"];
  for (std::size_t at = 0; at < document["item"].size(); ++at) {
    while (out.data.begin.size() <= document["item"][at]) out.data.begin.push_back(at);
    out.data.annotator.push_back(document["annotator"][at]);
    out.data.category.push_back(document["category"][at]);
  }
  out.data.begin.push_back(out.data.annotator.size());
  return out;
}

void expect_near(const std::vector<double>& ours, const json& theirs, double tolerance, const char* what) {
  ASSERT_EQ(ours.size(), theirs.size()) << what;
  for (std::size_t at = 0; at < ours.size(); ++at)
    EXPECT_NEAR(ours[at], theirs[at].get<double>(), tolerance) << what << " " << at;
}

void expect_posterior(const Posterior& ours, const json& theirs, double tolerance) {
  for (std::size_t item = 0; item < theirs.size(); ++item) {
    for (std::uint32_t k = 0; k < theirs[item].size(); ++k)
      ASSERT_NEAR(ours.of(item, k), theirs[item][k].get<double>(), tolerance) << item;
  }
}

void expect_labels(const Fit& fit, const json& theirs) {
  for (std::size_t item = 0; item < theirs.size(); ++item) {
    const auto row = fit.posterior.of(item);
    const auto best = std::max_element(row.begin(), row.end()) - row.begin();
    EXPECT_EQ(best, theirs[item].get<long>()) << fit.model << " " << item;
  }
}

// crowd-kit 1.4.2 and numpy, tools/reference/consensus_golden.py.
class PublishedGolden : public testing::TestWithParam<const char*> {};

TEST_P(PublishedGolden, zero_based_skill_has_the_skills_of_crowd_kit) {
  const PublishedGoldenFile g = golden_file(GetParam());
  const Fit fit = zero_based_skill_fit(g.data.view(), {});
  expect_near(fit.skill, g.expected["zero_based_skill"]["skill"], 1e-9, "skill");
}

TEST_P(PublishedGolden, mace_has_the_fixed_point_of_crowd_kit) {
  const PublishedGoldenFile g = golden_file(GetParam());
  ConsensusOptions options;
  options.tolerance = 1e-14;
  MacePlan plan;
  plan.rounds = 5000;
  const Fit fit = mace_with(g.data.view(), options, plan);
  expect_near(fit.skill, g.expected["mace"]["skill"], 2e-4, "competence");
  expect_posterior(fit.posterior, g.expected["mace"]["posterior"], 2e-4);
}

TEST_P(PublishedGolden, glad_is_the_most_likely_point) {
  const PublishedGoldenFile g = golden_file(GetParam());
  ConsensusOptions options;
  options.tolerance = 1e-14;
  GladPlan plan;
  plan.rounds = 20'000;
  const Glad glad = glad_with(g.data.view(), options, plan);
  const double constant = g.expected["glad"]["objective"].get<double>();
  EXPECT_NEAR(glad.fit.objective, constant, 1e-4);
  expect_near(glad.ability, g.expected["glad"]["ability"], 2e-3, "ability");
  expect_near(glad.log_sharpness, g.expected["glad"]["log_sharpness"], 2e-3, "sharpness");
  expect_posterior(glad.fit.posterior, g.expected["glad"]["posterior"], 1e-3);
}

TEST_P(PublishedGolden, fast_dawid_skene_has_the_labels_of_its_authors) {
  const PublishedGoldenFile g = golden_file(GetParam());
  expect_labels(fast_dawid_skene_fit(g.data.view(), {}), g.expected["fast_dawid_skene"]["label"]);
}

INSTANTIATE_TEST_SUITE_P(sets, PublishedGolden, testing::Values("two_categories", "three_categories"));

TEST(kos, has_the_labels_of_crowd_kit) {
  const PublishedGoldenFile g = golden_file("two_categories");
  expect_labels(kos_fit(g.data.view(), {}), g.expected["kos"]["label"]);
}

// Trimmed means have several fixed points near each other; which one is reached depends on the start, and
// theirs is random.
TEST(m_msr, has_the_skills_of_crowd_kit) {
  const PublishedGoldenFile g = golden_file("three_categories");
  const Fit fit = m_msr_fit(g.data.view(), {});
  expect_near(fit.skill, g.expected["m_msr"]["skill"], 5e-4, "probability of being right");
  expect_labels(fit, g.expected["m_msr"]["label"]);
}

TEST(kos, refuses_more_than_two_categories) {
  const PublishedData data = simulated_crowd(1, 3, 20);
  EXPECT_NE(kos_refusal(data.view(), {}).find("two categories"), std::string::npos);
  EXPECT_THROW(kos_fit(data.view(), {}), std::exception);
  EXPECT_EQ(kos_refusal(simulated_crowd(1, 2, 20).view(), {}), "");
}

TEST(gold_majority, refuses_without_gold_and_weighs_by_it) {
  const PublishedData data = simulated_crowd(2, 3, 300);
  EXPECT_FALSE(gold_majority_refusal(data.view(), {}).empty());
  std::vector<std::uint32_t> trusted = some_trusted(data);
  ConsensusOptions options;
  options.trusted = trusted;
  const Fit fit = gold_majority_fit(data.view(), options);
  std::vector<double> right(12, 0), seen(12, 0);
  for (std::size_t item = 0; item < trusted.size(); item += 7) {
    for (std::uint64_t v = data.begin[item]; v < data.begin[item + 1]; ++v) {
      seen[data.annotator[v]] += 1;
      right[data.annotator[v]] += data.category[v] == data.truth[item] ? 1 : 0;
    }
  }
  for (std::size_t j = 0; j < 12; ++j) EXPECT_DOUBLE_EQ(fit.skill[j], right[j] / seen[j]);
}

TEST(published, every_model_finds_the_truth_of_easy_annotations) {
  for (const std::uint32_t categories : {2U, 4U}) {
    const PublishedData data = simulated_crowd(3, categories, 400);
    const auto trusted = some_trusted(data);
    for (const auto& model : published_models()) {
      const ConsensusOptions options = options_for(model, trusted);
      if (!model.refuses(data.view(), options).empty()) continue;
      const Fit fit = model.fit(data.view(), options);
      double right = 0;
      for (std::size_t item = 0; item < 400; ++item)
        right += fit.posterior.of(item, data.truth[item]) > 0.5 ? 1 : 0;
      EXPECT_GT(right / 400, 0.85) << model.name << " " << categories;
      ASSERT_EQ(fit.skill.empty() && fit.confusion.empty(), false) << model.name;
    }
  }
}

TEST(published, probabilities_sum_to_one_and_trusted_items_are_held) {
  for (const std::uint32_t categories : {1U, 2U, 3U, 40U}) {
    const PublishedData data = simulated_crowd(4, categories, 60);
    const auto trusted = some_trusted(data);
    ConsensusOptions options;
    options.trusted = trusted;
    for (const auto& model : published_models()) {
      if (!model.refuses(data.view(), options).empty()) continue;
      const Fit fit = model.fit(data.view(), options);
      for (std::size_t item = 0; item < 60; ++item) {
        double sum = 0;
        for (const float share : fit.posterior.of(item)) sum += static_cast<double>(share);
        const bool nobody_said_it = trusted[item] != no_category && sum == 0;  // sparse: cannot be held
        if (nobody_said_it) continue;
        ASSERT_NEAR(sum, 1, 1e-5) << model.name << " " << categories << " " << item;
        if (trusted[item] == no_category) continue;
        EXPECT_NEAR(fit.posterior.of(item, trusted[item]), 1, 1e-6) << model.name;
      }
    }
  }
}

// The same labels under other codes of annotators and categories.
PublishedData recoded(const PublishedData& data, bool annotators, bool categories) {
  PublishedData out = data;
  out.begin = {0};
  out.annotator.clear();
  out.category.clear();
  for (std::size_t item = 0; item + 1 < data.begin.size(); ++item) {
    std::vector<Label> labels;
    for (std::uint64_t v = data.begin[item]; v < data.begin[item + 1]; ++v) {
      const std::uint32_t j = data.annotator[v], k = data.category[v];
      labels.push_back(
          {annotators ? (j * 5 + 3) % data.annotators : j, categories ? data.categories - 1 - k : k});
    }
    add_item(out, labels);
  }
  return out;
}

TEST(published, names_of_annotators_and_categories_change_nothing) {
  for (const std::uint32_t categories : {2U, 3U}) {
    const PublishedData data = simulated_crowd(6, categories, 300);
    const auto trusted = some_trusted(data);
    for (const auto& model : published_models()) {
      if (std::string(model.name) == "gold_majority") continue;  // its gold would have to be recoded too
      if (!model.refuses(data.view(), {}).empty()) continue;
      const Fit plain = model.fit(data.view(), {});
      const Fit people = model.fit(recoded(data, true, false).view(), {});
      const Fit labels = model.fit(recoded(data, false, true).view(), {});
      const double tolerance = std::string(model.name) == "mace" ? 2e-2 : 2e-3;  // 50 rounds from a start
      for (std::size_t item = 0; item < 300; ++item) {
        for (std::uint32_t k = 0; k < categories; ++k) {
          ASSERT_NEAR(plain.posterior.of(item, k), people.posterior.of(item, k), tolerance) << model.name;
          ASSERT_NEAR(plain.posterior.of(item, k), labels.posterior.of(item, categories - 1 - k), tolerance)
              << model.name;
        }
      }
    }
  }
}

TEST(published, same_bits_on_one_and_two_threads_and_for_a_seed) {
  const PublishedData data = simulated_crowd(8, 2, 70'000);
  const auto trusted = some_trusted(data);
  for (const auto& model : published_models()) {
    ConsensusOptions options = options_for(model, trusted);
    options.iterations_max = 5;
    options.tolerance = 1e-4;
    set_thread_count(1);
    const Fit one = model.fit(data.view(), options);
    set_thread_count(2);
    const Fit two = model.fit(data.view(), options);
    set_thread_count(0);
    EXPECT_EQ(one.posterior.probability, two.posterior.probability) << model.name;
    EXPECT_EQ(one.skill, two.skill) << model.name;
  }
}

// One annotator; a single item; items nobody labelled; everybody agrees; every item tied.
std::vector<PublishedData> edges() {
  std::vector<PublishedData> out(5);
  for (PublishedData& data : out) data.annotators = 2, data.categories = 2;
  for (std::uint32_t i = 0; i < 6; ++i) {
    add_item(out[0], {{0, i % 2}});
    if (i == 0) add_item(out[1], {{0, 1}, {1, 1}});
    add_item(out[2], i % 2 == 0 ? std::vector<Label>{} : std::vector<Label>{{0, 0}, {1, 1}});
    add_item(out[3], {{0, i % 2}, {1, i % 2}});
    add_item(out[4], {{0, 0}, {1, 1}});
  }
  return out;
}

TEST(published, edges_are_answered) {
  const std::vector<PublishedData> all = edges();
  for (std::size_t which = 0; which < all.size(); ++which) {
    const PublishedData& data = all[which];
    std::vector<std::uint32_t> trusted(data.begin.size() - 1, no_category);
    for (const auto& model : published_models()) {
      const ConsensusOptions options = options_for(model, trusted);
      if (!model.refuses(data.view(), options).empty()) continue;
      const Fit fit = model.fit(data.view(), options);
      for (std::size_t item = 0; item + 1 < data.begin.size(); ++item) {
        for (const float share : fit.posterior.of(item)) ASSERT_TRUE(share >= 0 && share <= 1.00001F);
        const bool labelled = data.begin[item] != data.begin[item + 1];
        if (which == 3 && labelled) {
          EXPECT_GT(fit.posterior.of(item, data.category[data.begin[item]]), 0.5) << model.name;
        }
        if (which == 4 && std::string(model.name) != "kos") {  // kos starts from random messages
          EXPECT_NEAR(fit.posterior.of(item, 0), 0.5, 1e-5) << model.name;
        }
      }
    }
  }
}

TEST(m_msr, counts_an_adversary_against) {
  PublishedData data;
  data.annotators = 8;
  data.categories = 2;
  Rng rng(5, RandomPurpose::simulation, 6);
  for (int item = 0; item < 400; ++item) {
    const auto truth = static_cast<std::uint32_t>(rng.below(2));
    std::vector<Label> labels;
    for (std::uint32_t j = 0; j < 8; ++j)
      labels.push_back({j, rng.uniform() < (j < 2 ? 0.1 : 0.8) ? truth : 1 - truth});
    add_item(data, labels);
  }
  const Fit fit = m_msr_fit(data.view(), {});
  for (std::size_t j = 0; j < 8; ++j) EXPECT_NEAR(fit.skill[j], j < 2 ? 0.1 : 0.8, 0.06) << j;
}

TEST(glad, an_item_that_divides_annotators_is_more_difficult) {
  const PublishedData data = simulated_crowd(9, 2, 300);
  const Fit fit = glad_fit(data.view(), {});
  double unanimous = 0, split = 0, unanimous_items = 0, split_items = 0;
  for (std::size_t item = 0; item < 300; ++item) {
    double first = 0;
    for (std::uint64_t v = data.begin[item]; v < data.begin[item + 1]; ++v) first += data.category[v];
    if (first == 0 || first == 5) unanimous += fit.difficulty[item], ++unanimous_items;
    if (first == 2 || first == 3) split += fit.difficulty[item], ++split_items;
  }
  EXPECT_LT(unanimous / unanimous_items, 0.7 * split / split_items);
}

}  // namespace
}  // namespace assay::stats
