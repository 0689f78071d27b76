#include <gtest/gtest.h>

#include "quality/agreement_testing.h"

namespace assay::quality {
namespace {

// Three careful annotators and one who says what comes to mind; `zoe` has three items only.
labels::Table four_and_zoe() {
  labels::Table table;
  Rng rng(4, RandomPurpose::simulation, 0);
  const std::vector<std::string> names = {"cat", "dog", "emu"};
  for (int item = 0; item < 60; ++item) {
    const auto truth = rng.below(3);
    for (const char* annotator : {"anna", "ben", "carl", "dora"}) {
      const double care = annotator == std::string("dora") ? 0 : 0.8;
      const std::string label = names[rng.uniform() < care ? truth : rng.below(3)];
      add_label(table, "i" + std::to_string(item), annotator, label);
    }
    if (item < 3) add_label(table, "i" + std::to_string(item), "zoe", names[truth]);
  }
  return table;
}

TEST(agreement_section, of_names_has_every_coefficient_of_names_with_its_interval) {
  const labels::Table table = four_and_zoe();
  const auto work = workspace_of(table);
  QuestionInspection out = blank_of(*work);
  add_agreement(*work, out);
  for (const char* metric : {"percent_agreement", "krippendorff_alpha", "gwet_ac1", "fleiss_kappa",
                             "brennan_prediger", "conger_kappa", "cohen_kappa"}) {
    const AgreementRow* row = row_of(out, metric, "nominal");
    ASSERT_NE(row, nullptr) << metric;
    ASSERT_TRUE(row->estimate.value && row->estimate.interval) << metric;
    EXPECT_EQ(row->estimate.n, 60) << metric;
  }
  EXPECT_EQ(row_of(out, "scott_pi", "nominal"), nullptr);
  EXPECT_EQ(out.agreement.size(), 7U);
}

TEST(agreement_section, counts_every_category_over_all_items) {
  labels::Table table = four_and_zoe();
  add_label(table, "alone", "anna", "emu");
  const auto work = workspace_of(table);
  QuestionInspection out = blank_of(*work);
  add_agreement(*work, out);
  ASSERT_EQ(out.category_rows.size(), 3U);
  std::int64_t all = 0;
  double shares = 0;
  for (const CategoryRow& row : out.category_rows) {
    all += row.labels;
    shares += row.share;
    EXPECT_TRUE(row.specific_agreement.value && row.alpha.value);
  }
  EXPECT_EQ(all, 60 * 4 + 3 + 1);
  EXPECT_NEAR(shares, 1, 1e-12);
}

TEST(agreement_section, of_ranks_puts_the_ordinal_alpha_first_and_has_every_weight) {
  const labels::Table table = four_and_zoe();
  InspectOptions options;
  options.question.kind = labels::Kind::ordinal;
  options.question.order = {"cat", "dog", "emu"};
  const auto work = workspace_of(table, options);
  QuestionInspection out = blank_of(*work);
  add_agreement(*work, out);
  EXPECT_EQ(out.agreement[1].metric, "krippendorff_alpha");
  EXPECT_EQ(out.agreement[1].weights, "ordinal");
  for (const char* weights : {"linear", "quadratic"}) {
    EXPECT_NE(row_of(out, "gwet_ac2", weights), nullptr);
    EXPECT_NE(row_of(out, "conger_kappa", weights), nullptr);
    EXPECT_NE(row_of(out, "cohen_kappa", weights), nullptr);
  }
}

TEST(agreement_section, says_nothing_of_annotators_when_only_tallies_may_speak) {
  const labels::Table table = four_and_zoe();
  InspectOptions options;
  options.agreement_only = true;
  const auto work = workspace_of(table, options);
  QuestionInspection out = blank_of(*work);
  add_agreement(*work, out);
  EXPECT_EQ(row_of(out, "conger_kappa", "nominal"), nullptr);
  EXPECT_EQ(row_of(out, "cohen_kappa", "nominal"), nullptr);
  EXPECT_NE(row_of(out, "krippendorff_alpha", "nominal"), nullptr);
}

// Brennan and Prediger's chance is one in as many categories as could have been chosen.
TEST(agreement_section, counts_names_that_only_gold_has_as_categories_but_not_numbers) {
  for (const labels::Kind kind : {labels::Kind::nominal, labels::Kind::interval}) {
    labels::Table table;
    for (int item = 0; item < 40; ++item) {
      add_label(table, "i" + std::to_string(item), "anna", item % 2 == 0 ? "1" : "2");
      add_label(table, "i" + std::to_string(item), "ben", item % 5 == 0 ? "1" : "2");
    }
    table.add_gold("i0", "", "7");
    InspectOptions options;
    options.question.kind = kind;
    const auto work = workspace_of(table, options);
    QuestionInspection out = blank_of(*work);
    add_agreement(*work, out);
    const double agreeing = *row_of(out, "percent_agreement", "nominal")->estimate.value;
    const double q = kind == labels::Kind::nominal ? 3 : 2;
    EXPECT_NEAR(*row_of(out, "brennan_prediger", "nominal")->estimate.value, (agreeing - 1 / q) / (1 - 1 / q),
                1e-12);
    ASSERT_EQ(out.category_rows.size(), 3U);
    EXPECT_EQ(out.category_rows[2].specific_agreement.status, Status::insufficient);
    EXPECT_TRUE(out.category_rows[1].specific_agreement.value.has_value());
  }
}

TEST(agreement_section, of_two_labels_an_item_has_scotts_pi) {
  labels::Table table;
  for (int item = 0; item < 30; ++item) {
    add_label(table, "i" + std::to_string(item), "anna", item % 2 == 0 ? "yes" : "no");
    add_label(table, "i" + std::to_string(item), "ben", item % 3 == 0 ? "yes" : "no");
  }
  const auto work = workspace_of(table);
  QuestionInspection out = blank_of(*work);
  add_agreement(*work, out);
  ASSERT_NE(row_of(out, "scott_pi", "nominal"), nullptr);
  EXPECT_EQ(*row_of(out, "scott_pi", "nominal")->estimate.value,
            *row_of(out, "fleiss_kappa", "nominal")->estimate.value);
}

TEST(pairs_section, compares_the_busiest_and_leaves_out_what_is_not_shared) {
  const labels::Table table = four_and_zoe();
  const auto work = workspace_of(table);
  QuestionInspection out = blank_of(*work);
  add_pairs(*work, out);
  ASSERT_TRUE(out.pairs.has_value());
  const PairMatrix& pairs = *out.pairs;
  ASSERT_EQ(pairs.annotators.size(), 5U);
  for (std::size_t a = 0; a < 5; ++a) {
    EXPECT_EQ(pairs.n[a][a], pairs.annotators[a] == "zoe" ? 3 : 60);
    for (std::size_t b = 0; b < 5; ++b) {
      EXPECT_EQ(pairs.n[a][b], pairs.n[b][a]);
      EXPECT_EQ(pairs.kappa[a][b], pairs.kappa[b][a]);
      const bool shares_enough = a != b && pairs.annotators[a] != "zoe" && pairs.annotators[b] != "zoe";
      EXPECT_EQ(pairs.agreement[a][b].has_value(), shares_enough);
    }
  }
}

// The three who agree stand together: the one who does not is at an end of them.
TEST(pairs_section, puts_similar_annotators_side_by_side) {
  const labels::Table table = four_and_zoe();
  const auto work = workspace_of(table);
  QuestionInspection out = blank_of(*work);
  add_pairs(*work, out);
  std::string order;
  for (const std::string& name : out.pairs->annotators) order += name[0];
  EXPECT_TRUE(order.find("dz") != std::string::npos || order.find("zd") != std::string::npos ||
              order.front() == 'd' || order.back() == 'd')
      << order;
}

TEST(pairs_section, keeps_the_forty_busiest_and_ignores_those_nobody_named) {
  labels::Table table;
  for (int item = 0; item < 3; ++item) {
    for (int annotator = 0; annotator < 50; ++annotator) {
      if (item == 2 && annotator < 10) continue;
      add_label(table, "i" + std::to_string(item), "a" + std::to_string(100 + annotator), "yes");
    }
    for (int unknown = 0; unknown < 9; ++unknown) add_label(table, "i" + std::to_string(item), "", "no");
  }
  const auto work = workspace_of(table);
  QuestionInspection out = blank_of(*work);
  add_pairs(*work, out);
  ASSERT_EQ(out.pairs->annotators.size(), 40U);
  for (const std::string& name : out.pairs->annotators) EXPECT_GE(name, "a110");
}

// Two people who answer by themselves and disagree on half of the items, and two who were shown the same
// prediction and kept it.
labels::Table two_free_and_two_anchored() {
  labels::Table table;
  for (int item = 0; item < 40; ++item) {
    const std::string name = "i" + std::to_string(item);
    const std::string truth = item % 2 == 0 ? "cat" : "dog";
    table.add({.item = name, .annotator = "anna", .label = truth});
    table.add({.item = name,
               .annotator = "ben",
               .label = item % 4 < 2    ? truth
                        : item % 2 == 0 ? "dog"
                                        : "cat"});
    for (const char* annotator : {"carl", "dora"}) {
      table.add({.item = name, .annotator = annotator, .label = truth, .state = labels::row_anchored});
    }
  }
  return table;
}

TEST(agreement_section, says_what_agreement_is_without_answers_that_began_as_predictions) {
  const labels::Table table = two_free_and_two_anchored();
  const auto work = workspace_of(table);
  QuestionInspection out = blank_of(*work);
  add_agreement(*work, out);
  labels::Table free;
  for (std::size_t row = 0; row < table.row_count(); ++row) {
    if (table.state[row] != 0) continue;
    free.add({.item = table.items.name(table.item[row]),
              .annotator = table.annotators.name(table.annotator[row]),
              .label = table.labels.name(table.label[row])});
  }
  const auto free_work = workspace_of(free);
  QuestionInspection expected = blank_of(*free_work);
  add_agreement(*free_work, expected);
  ASSERT_FALSE(out.agreement_unanchored.empty());
  EXPECT_EQ(out.agreement_unanchored.front().metric, "percent_agreement");
  EXPECT_NEAR(*out.agreement_unanchored.front().estimate.value, 0.5, 1e-12);
  EXPECT_GT(*row_of(out, "krippendorff_alpha", "nominal")->estimate.value, 0.4);
  for (const AgreementRow& row : out.agreement_unanchored) {
    const AgreementRow* same = row_of(expected, row.metric, row.weights);
    if (same == nullptr) continue;  // two annotators have Scott's pi where four have Fleiss' kappa
    ASSERT_EQ(row.estimate.value.has_value(), same->estimate.value.has_value()) << row.metric;
    EXPECT_NEAR(row.estimate.value.value_or(0), same->estimate.value.value_or(0), 1e-12) << row.metric;
  }
  EXPECT_TRUE(expected.agreement_unanchored.empty()) << "nothing began as a prediction there";
}

TEST(agreement_section, warns_with_alpha_with_and_without_predictions) {
  InspectOptions options;
  options.replicates = 200;
  options.agreement_only = true;
  const auto inspected = inspect_table(two_free_and_two_anchored(), options, {});
  ASSERT_TRUE(inspected.ok());
  std::string text;
  for (const Warning& warning : inspected.value().front().warnings) {
    if (warning.code == "anchored") text = warning.text;
  }
  EXPECT_NE(text.find("80 annotations started from a prediction"), std::string::npos) << text;
  EXPECT_NE(text.find("with them and 0.01"), std::string::npos) << text;
}

}  // namespace
}  // namespace assay::quality
