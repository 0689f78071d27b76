#include <gtest/gtest.h>

#include <algorithm>

#include "quality/agreement_testing.h"
#include "quality/chosen_distance.h"

namespace assay::quality {
namespace {

labels::Table repeated_table() {
  labels::Table table;
  for (int item = 0; item < 40; ++item) {
    const std::string name = "i" + std::to_string(item), label = item % 2 == 0 ? "a" : "b";
    for (const char* annotator : {"x", "y", "z"})
      add_label(table, name, annotator, annotator[0] == 'z' && item % 4 == 0 ? "b" : label);
    add_label(table, name, "x", item % 10 == 0 ? "c" : label);  // x again, one of ten otherwise
  }
  return table;
}

// On the heap: g++ 12 takes the empty optional of a local for uninitialised memory.
std::unique_ptr<InspectOptions> options_with(stats::Scale scale) {
  auto options = std::make_unique<InspectOptions>();
  options->distance.emplace().scale = scale;
  return options;
}

const SourceRow* source_of(const QuestionInspection& out, const std::string& name) {
  for (const SourceRow& row : out.sources) {
    if (row.source == name) return &row;
  }
  return nullptr;
}

TEST(repeats_section, counts_how_often_people_repeat_themselves) {
  const labels::Table table = repeated_table();
  const auto work = workspace_of(table);
  QuestionInspection out = blank_of(*work);
  add_repeats(*work, out);
  ASSERT_EQ(out.repeats.size(), 1U);
  EXPECT_EQ(out.repeats[0].annotator, "x");
  EXPECT_EQ(out.repeats[0].consistency.n, 40);
  EXPECT_NEAR(*out.repeats[0].consistency.value, .9, 1e-12);
  ASSERT_NE(source_of(out, "slip"), nullptr);
  EXPECT_TRUE(source_of(out, "slip")->share.interval);
  EXPECT_NEAR(*source_of(out, "slip")->share.value + *source_of(out, "stable_difference")->share.value, 1,
              1e-12);
}

bool warns_of(const labels::Table& table, const std::string& code) {
  InspectOptions options;
  options.replicates = 100;
  const auto inspected = inspect_table(table, options, {});
  EXPECT_TRUE(inspected.ok());
  if (!inspected.ok()) return false;
  const auto& warnings = inspected.value().front().warnings;
  return std::any_of(warnings.begin(), warnings.end(),
                     [&](const Warning& warning) { return warning.code == code; });
}

TEST(repeats_section, takes_rows_that_never_say_the_same_again_for_labels_of_one_answer) {
  labels::Table members;
  for (int item = 0; item < 40; ++item) {
    for (const char* annotator : {"x", "y"}) {
      add_label(members, std::to_string(item), annotator, "a");
      if (item % 2 == 0) add_label(members, std::to_string(item), annotator, "b");
    }
  }
  EXPECT_TRUE(warns_of(members, "repeats_never_agree"));
  EXPECT_TRUE(warns_of(repeated_table(), "repeated_rows"));
  EXPECT_FALSE(warns_of(repeated_table(), "repeats_never_agree"));
}

TEST(repeats_section, says_nothing_without_repeats_or_causes) {
  labels::Table table;
  for (int item = 0; item < 10; ++item) {
    add_label(table, std::to_string(item), "x", item % 2 == 0 ? "a" : "b");
    add_label(table, std::to_string(item), "y", "a");
  }
  const auto work = workspace_of(table);
  QuestionInspection out = blank_of(*work);
  add_repeats(*work, out);
  EXPECT_TRUE(out.sources.empty());
  EXPECT_TRUE(out.repeats.empty());
}

TEST(repeats_section, counts_the_causes_of_items_that_divide_annotators) {
  labels::Table table;
  for (int item = 0; item < 20; ++item) {
    add_label(table, std::to_string(item), "x", "a");
    add_label(table, std::to_string(item), "y", item < 10 ? "b" : "a");
  }
  labels::Attribute cause;
  cause.name = "cause";
  for (std::uint32_t item = 0; item < table.items.size(); ++item) {
    const bool silent = item % 2 == 0;
    cause.code.push_back(cause.values.code(silent ? "guideline_silent" : "annotator_error"));
  }
  table.item_attributes.push_back(std::move(cause));
  const auto work = workspace_of(table);
  QuestionInspection out = blank_of(*work);
  add_repeats(*work, out);
  ASSERT_NE(source_of(out, "guideline_silent"), nullptr);
  EXPECT_EQ(source_of(out, "guideline_silent")->family, "guideline");
  EXPECT_EQ(source_of(out, "guideline_silent")->share.n, 10);
  EXPECT_NEAR(*source_of(out, "guideline_silent")->share.value, .5, 1e-12);
}

TEST(plural_section, shows_how_answers_spread_and_groups_agree) {
  labels::Table table;
  for (int item = 0; item < 30; ++item) {
    const std::string name = std::to_string(item);
    add_label(table, name, "x", item % 2 == 0 ? "a" : "b");
    add_label(table, name, "y", item % 2 == 0 ? "a" : "b");
    add_label(table, name, "u", item % 3 == 0 ? "a" : "b");
    add_label(table, name, "v", item % 3 == 0 ? "a" : "b");
  }
  labels::Attribute group;
  group.name = "age";
  for (std::uint32_t j = 0; j < table.annotators.size(); ++j) {
    const bool young = table.annotators.name(j) == "x" || table.annotators.name(j) == "y";
    group.code.push_back(group.values.code(young ? "young" : "old"));
  }
  table.annotator_attributes.push_back(std::move(group));
  InspectOptions options;
  const auto silent = workspace_of(table, options);
  QuestionInspection none = blank_of(*silent);
  add_plural(*silent, none);
  EXPECT_FALSE(none.plural);
  options.truth = Truth::plural;
  const auto work = workspace_of(table, options);
  QuestionInspection out = blank_of(*work);
  add_plural(*work, out);
  ASSERT_TRUE(out.plural);
  EXPECT_EQ(out.plural->items, 30);
  ASSERT_EQ(out.plural->groups.size(), 2U);
  for (const auto& row : out.plural->groups) {
    EXPECT_EQ(row.annotators, 2);
    EXPECT_NEAR(*row.within.value, 1, 1e-9) << row.group;
  }
  EXPECT_LT(out.plural->mean_largest_share, 1);
  EXPECT_GT(out.plural->mean_entropy, 0);
}

TEST(plural_section, leaves_judgement_out_of_an_inspection) {
  const labels::Table table = repeated_table();
  InspectOptions options;
  options.truth = Truth::plural;
  options.replicates = 100;
  const auto result = inspect_table(table, options, {});
  ASSERT_TRUE(result.ok());
  const QuestionInspection& out = result.value().front();
  EXPECT_TRUE(out.plural);
  EXPECT_TRUE(out.consensus.empty());
  EXPECT_FALSE(out.accuracy);
  EXPECT_FALSE(out.repeats.empty());
  for (const auto& advice : out.next) EXPECT_EQ(advice.text.find("--gold"), std::string::npos);
}

TEST(chosen_distance, of_a_tree_makes_near_categories_agree_more) {
  labels::Table table;
  for (int item = 0; item < 40; ++item) {
    const bool animal = item % 2 == 0;
    add_label(table, std::to_string(item), "x", animal ? "dog" : "oak");
    add_label(table, std::to_string(item), "y", animal ? (item % 4 == 0 ? "cat" : "dog") : "oak");
  }
  const auto options = options_with(stats::Scale::tree);
  options->distance->parent_of = {{"dog", "animal"}, {"cat", "animal"}, {"animal", ""}, {"oak", "plant"}};
  const auto work = workspace_of(table, *options);
  ASSERT_TRUE(prepare_distance(*work).ok());
  QuestionInspection out = blank_of(*work);
  add_agreement(*work, out);
  ASSERT_NE(row_of(out, "krippendorff_alpha", "tree"), nullptr);
  EXPECT_GT(*row_of(out, "krippendorff_alpha", "tree")->estimate.value,
            *row_of(out, "krippendorff_alpha", "nominal")->estimate.value);
  const auto first = std::find_if(out.agreement.begin(), out.agreement.end(),
                                  [](const auto& row) { return row.metric == "krippendorff_alpha"; });
  EXPECT_EQ(first->weights, "tree");
}

TEST(chosen_distance, refuses_what_it_cannot_measure) {
  labels::Table table;
  add_label(table, "1", "x", "dog");
  add_label(table, "1", "y", "oak");
  for (const stats::Scale scale : {stats::Scale::circular, stats::Scale::bipolar, stats::Scale::tree}) {
    const auto work = workspace_of(table, *options_with(scale));
    EXPECT_FALSE(prepare_distance(*work).ok()) << stats::scale_name(scale);
  }
  const auto options = options_with(stats::Scale::tree);
  options->distance->parent_of = {{"dog", "oak"}, {"oak", "dog"}};
  const auto work = workspace_of(table, *options);
  const auto circle = prepare_distance(*work);
  ASSERT_FALSE(circle.ok());
  EXPECT_NE(circle.error().message.find("circle"), std::string::npos);
}

TEST(agreement_section, gives_intraclass_correlations_for_numbers) {
  labels::Table table;
  const double ratings[6][4] = {{9, 2, 5, 8}, {6, 1, 3, 2},  {8, 4, 6, 8},
                                {7, 1, 2, 6}, {10, 5, 6, 9}, {6, 2, 4, 7}};
  for (int item = 0; item < 6; ++item) {
    for (int j = 0; j < 4; ++j)
      add_label(table, "i" + std::to_string(item), "r" + std::to_string(j),
                std::to_string(static_cast<int>(ratings[item][j])));
  }
  InspectOptions options;
  options.question.kind = labels::Kind::interval;
  const auto work = workspace_of(table, options);
  QuestionInspection out = blank_of(*work);
  add_agreement(*work, out);
  ASSERT_NE(row_of(out, "icc", "2,1"), nullptr);
  EXPECT_NEAR(*row_of(out, "icc", "2,1")->estimate.value, .289764, 1e-6);
  EXPECT_NEAR(*row_of(out, "icc", "3,k")->estimate.value, .909316, 1e-6);
}

}  // namespace
}  // namespace assay::quality
