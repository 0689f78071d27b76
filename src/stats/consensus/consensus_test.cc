#include "stats/consensus/consensus.h"

#include <gtest/gtest.h>

#include <cmath>

#include "base/parallel.h"
#include "base/rng.h"
#include "stats/consensus/dawid_skene.h"
#include "stats/consensus/one_coin.h"
#include "stats/consensus/vector_math.h"

namespace assay::stats {
namespace {

// Owns what a Votes view points to.
struct Data {
  std::vector<std::uint64_t> begin{0};
  std::vector<std::uint32_t> annotator, category;
  std::uint32_t annotators = 0, categories = 0;
  Votes view() const { return {begin, annotator, category, annotators, categories}; }
};

// Dawid and Skene 1979, table 1: 45 patients, observer 1 three times, observers 2 to 5 once; grades 1..4.
Data anaesthetists() {
  const char* rows[] = {
      "1111111", "3334334", "1122122", "2223121", "2223222", "2223322", "1122111", "3333433", "2222223",
      "2322223", "4444444", "2223343", "1111111", "2223212", "1211111", "1112111", "1111111", "1111111",
      "2222221", "2221322", "2222222", "2222221", "2223222", "2212222", "1111111", "1111111", "2322222",
      "1111111", "1111111", "1121121", "1111111", "3333233", "1111111", "2222222", "2223232", "4334343",
      "2212232", "2323233", "3333432", "1111111", "1111111", "1212111", "2322222", "1211111", "2222222"};
  Data data;
  data.annotators = 5;
  data.categories = 4;
  for (const char* row : rows) {
    for (int at = 0; at < 7; ++at) {
      data.annotator.push_back(at < 3 ? 0 : static_cast<std::uint32_t>(at - 2));
      data.category.push_back(static_cast<std::uint32_t>(row[at] - '1'));
    }
    data.begin.push_back(data.annotator.size());
  }
  return data;
}

Data simulated(std::uint64_t seed, std::uint32_t categories, std::uint32_t items) {
  Data data;
  data.annotators = 12;
  data.categories = categories;
  Rng rng(seed, RandomPurpose::simulation, 1);
  for (std::uint32_t i = 0; i < items; ++i) {
    const auto truth = static_cast<std::uint32_t>(rng.below(categories));
    const auto first = static_cast<std::uint32_t>(rng.below(data.annotators));
    for (std::uint32_t v = 0; v < 4; ++v) {
      const std::uint32_t j = (first + v) % data.annotators;
      const double accuracy = j < 3 ? 0.4 : 0.85;
      data.annotator.push_back(j);
      data.category.push_back(rng.uniform() < accuracy ? truth
                                                       : static_cast<std::uint32_t>(rng.below(categories)));
    }
    data.begin.push_back(data.annotator.size());
  }
  return data;
}

std::uint64_t plain_key(std::size_t item, std::uint32_t category) { return item * 1000 + category; }

TEST(vector_math, exp_is_exp) {
  for (float x = 0; x > -80; x -= 0.37F) EXPECT_NEAR(exp_negative(x) / std::exp(x), 1, 5e-7);
  EXPECT_EQ(exp_negative(0), 1);
  EXPECT_EQ(exp_negative(-1e30F), 0);
}

TEST(majority, shares_votes_and_breaks_ties_by_key_alone) {
  Data data;
  data.annotators = 2;
  data.categories = 2;
  data.annotator = {0, 1};
  data.category = {0, 1};
  data.begin = {0, 2, 2};
  const Fit fit = majority_fit(data.view(), {});
  const Choice choice =
      choose(fit, data.view(), [](std::size_t, std::uint32_t k) { return std::uint64_t{9} - k; });
  EXPECT_EQ(choice.label[0], 1U);
  EXPECT_EQ(choice.tied[0], 2U);
  EXPECT_EQ(choice.ties, 1);
  EXPECT_EQ(choice.label[1], no_category) << "an item without labels gets none";
}

// Methods 2.2: the product form on the anaesthetists (checked there by an independent computation).
TEST(dawid_skene, equals_the_published_form_on_the_anaesthetists) {
  const Data data = anaesthetists();
  ConsensusOptions options;
  options.iterations_max = 2000;
  options.fixed_iterations = true;  // to convergence
  const Fit fit = dawid_skene_with(data.view(), options, default_plan(4));
  const double prior[] = {.395942, .438973, .123820, .041265};
  for (int k = 0; k < 4; ++k) EXPECT_NEAR(fit.prior[static_cast<std::size_t>(k)], prior[k], 2e-5);
  EXPECT_NEAR(fit.log_likelihood, -213.172426, 2e-3);
  EXPECT_NEAR(fit.objective, -415.334964, 2e-3);
  const Choice choice = choose(fit, data.view(), plain_key);
  EXPECT_EQ(choice.label[1], 2U) << "patient 2 is of grade 3";
  EXPECT_NEAR(choice.confidence[2], .599305, 1e-4) << "patient 3 is the least certain";
}

// Dawid and Skene 1979, table 2: the shares of the four grades by maximum likelihood; the log-likelihood and
// the least certain patient by an independent computation.
TEST(dawid_skene_ml, equals_the_published_maximum_likelihood_on_the_anaesthetists) {
  const Data data = anaesthetists();
  ConsensusOptions options;
  options.iterations_max = 2000;
  options.fixed_iterations = true;
  const Fit fit = dawid_skene_ml_fit(data.view(), options);
  const double prior[] = {.399969, .421576, .111788, .066667};
  for (int k = 0; k < 4; ++k) EXPECT_NEAR(fit.prior[static_cast<std::size_t>(k)], prior[k], 2e-5);
  EXPECT_NEAR(fit.log_likelihood, -190.7310, 2e-3);
  const Choice choice = choose(fit, data.view(), plain_key);
  EXPECT_EQ(choice.label[1], 3U) << "patient 2 is of grade 4 here";
  EXPECT_NEAR(choice.confidence[34], .9482, 1e-3) << "patient 35 is the least certain";
}

// Methods 2.3, pseudo-counts (4, 1.5), shares of categories free.
TEST(one_coin, equals_the_published_values_on_the_anaesthetists) {
  const Data data = anaesthetists();
  ConsensusOptions options;
  options.iterations_max = 500;
  OneCoinPlan plan;
  plan.free_prior = true;
  const Fit fit = one_coin_with(data.view(), options, plan);
  const double skill[] = {.885946, .702363, .803559, .840484, .800991};
  for (int j = 0; j < 5; ++j) EXPECT_NEAR(fit.skill[static_cast<std::size_t>(j)], skill[j], 2e-5);
  EXPECT_NEAR(fit.log_likelihood, -239.745911, 2e-3);
  plan.right = plan.wrong = plan.prior_count = 0;
  const Fit likelihood = one_coin_with(data.view(), options, plan);
  const double most_likely[] = {.892770, .698484, .813492, .853604, .809368};
  for (int j = 0; j < 5; ++j)
    EXPECT_NEAR(likelihood.skill[static_cast<std::size_t>(j)], most_likely[j], 5e-5);
}

TEST(dawid_skene, keeps_trusted_items_and_learns_from_them) {
  const Data data = simulated(5, 3, 200);
  std::vector<std::uint32_t> trusted(200, no_category);
  trusted[7] = 2;
  ConsensusOptions options;
  options.trusted = trusted;
  for (const auto& model : consensus_registry()) {
    const Fit fit = model.fit(data.view(), options);
    EXPECT_NEAR(fit.posterior.of(7, 2), 1, 1e-6) << model.name;
  }
}

TEST(consensus, fitting_every_model_at_once_equals_fitting_each) {
  for (const std::uint32_t categories : {3U, 40U}) {
    const Data data = simulated(9, categories, 200);
    const std::vector<Fit> fits = fit_every_model(data.view(), {});
    ASSERT_EQ(fits.size(), consensus_registry().size());
    for (std::size_t m = 0; m < fits.size(); ++m) {
      const Fit alone = consensus_registry()[m].fit(data.view(), {});
      EXPECT_EQ(fits[m].model, consensus_registry()[m].name);
      EXPECT_EQ(fits[m].posterior.probability, alone.posterior.probability) << fits[m].model;
      EXPECT_EQ(fits[m].confusion, alone.confusion) << fits[m].model;
    }
  }
}

TEST(consensus, a_choice_lists_the_labels_that_are_tied) {
  Data data;
  data.annotators = 3;
  data.categories = 3;
  data.annotator = {0, 1, 0, 1, 2};
  data.category = {2, 0, 1, 1, 0};
  data.begin = {0, 2, 5};
  const Choice choice = choose(majority_fit(data.view(), {}), data.view(), plain_key);
  ASSERT_EQ(choice.tied_labels.size(), 2U);
  EXPECT_EQ(choice.tied_labels[0].item, 0U);
  EXPECT_EQ(choice.tied_labels[0].category, 0U);
  EXPECT_EQ(choice.tied_labels[1].category, 2U);
  EXPECT_EQ(choice.ties, 1);
}

TEST(consensus, auto_counts_annotators_only_where_somebody_else_looked) {
  Data data = simulated(9, 3, 200);
  for (int item = 0; item < 40; ++item) {
    data.annotator.push_back(12);
    data.category.push_back(0);
    data.begin.push_back(data.annotator.size());
  }
  data.annotators = 13;
  const Fit fit = auto_fit(data.view(), {});
  for (std::size_t at = 12 * 9; at < 13 * 9; ++at) EXPECT_EQ(fit.confusion[at], 0);
}

TEST(consensus, probabilities_of_every_model_sum_to_one) {
  for (const std::uint32_t categories : {2U, 5U, 40U}) {
    const Data data = simulated(3, categories, 150);
    for (const auto& model : consensus_registry()) {
      const Fit fit = model.fit(data.view(), {});
      for (std::size_t item = 0; item < 150; ++item) {
        double sum = 0;
        for (const float share : fit.posterior.of(item)) sum += static_cast<double>(share);
        ASSERT_NEAR(sum, 1, 1e-5) << model.name << " " << categories;
      }
    }
  }
}

TEST(consensus, models_of_annotators_beat_the_majority_where_annotators_differ) {
  double majority_right = 0, auto_right = 0, full_right = 0;
  for (std::uint64_t seed = 1; seed <= 6; ++seed) {
    Data data = simulated(seed, 3, 400);
    Rng rng(seed, RandomPurpose::simulation, 1);
    std::vector<std::uint32_t> truth;
    for (std::size_t i = 0; i < 400; ++i) {  // the same draws as in simulated()
      truth.push_back(static_cast<std::uint32_t>(rng.below(3)));
      (void)rng.below(12);
      for (std::uint64_t v = data.begin[i]; v < data.begin[i + 1]; ++v) {
        const double accuracy = data.annotator[v] < 3 ? 0.4 : 0.85;
        if (rng.uniform() >= accuracy) (void)rng.below(3);
      }
    }
    const auto right = [&](const Fit& fit) {
      const Choice choice = choose(fit, data.view(), plain_key);
      double count = 0;
      for (std::size_t i = 0; i < truth.size(); ++i) count += choice.label[i] == truth[i] ? 1 : 0;
      return count;
    };
    majority_right += right(majority_fit(data.view(), {}));
    auto_right += right(auto_fit(data.view(), {}));
    full_right += right(hierarchical_fit(data.view(), {}));
  }
  EXPECT_GT(auto_right, majority_right);
  EXPECT_GT(full_right, majority_right);
}

TEST(consensus, has_the_same_bits_on_one_and_on_two_threads) {
  const Data data = simulated(8, 4, 40'000);
  for (const auto& model : consensus_registry()) {
    set_thread_count(1);
    const Fit one = model.fit(data.view(), {});
    set_thread_count(2);
    const Fit two = model.fit(data.view(), {});
    set_thread_count(0);
    EXPECT_EQ(one.posterior.probability, two.posterior.probability) << model.name;
  }
}

TEST(consensus, says_when_full_matrices_cannot_be_told) {
  Data data;
  data.annotators = 4;
  data.categories = 2;
  for (std::uint32_t i = 0; i < 50; ++i) {
    data.annotator.insert(data.annotator.end(), {i % 4, (i + 1) % 4});
    data.category.insert(data.category.end(), {i % 2, i % 3 == 0 ? 1 - i % 2 : i % 2});
    data.begin.push_back(data.annotator.size());
  }
  EXPECT_EQ(dawid_skene_fit(data.view(), {}).status, Status::not_identifiable);
  EXPECT_FALSE(dawid_skene_fit(data.view(), {}).note.empty());
}

}  // namespace
}  // namespace assay::stats
