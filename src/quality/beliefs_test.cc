// The sections that need models and gold, on small deliveries made by hand.

#include <gtest/gtest.h>

#include <algorithm>

#include "quality/advice.h"
#include "quality/agreement_testing.h"
#include "quality/judged.h"

namespace assay::quality {
namespace {

std::string name_of(const char* prefix, int number) { return prefix + std::to_string(number); }

// 60 items, five annotators each; `dora` answers at random, the others are right in 9 of 10 cases. Gold on
// every item; the first `wrong` golds are not what is true.
labels::Table delivery(int wrong_golds) {
  labels::Table table;
  Rng rng(6, RandomPurpose::simulation, 0);
  const std::vector<std::string> names = {"cat", "dog", "emu"};
  for (int item = 0; item < 60; ++item) {
    const auto truth = rng.below(3);
    for (const char* annotator : {"anna", "ben", "carl", "dora", "eve"}) {
      const double care = annotator == std::string("dora") ? 0 : 0.9;
      add_label(table, name_of("i", item), annotator, names[rng.uniform() < care ? truth : rng.below(3)]);
    }
    table.add_gold(name_of("i", item), "", names[(truth + (item < wrong_golds ? 1 : 0)) % 3]);
  }
  return table;
}

struct Judged {
  std::unique_ptr<labels::Table> table;
  std::unique_ptr<Workspace> work;
  QuestionInspection out;
};

Judged judged(labels::Table of) {
  auto table = std::make_unique<labels::Table>(std::move(of));
  auto work = workspace_of(*table);
  Judged made{std::move(table), std::move(work), {}};
  made.out = blank_of(*made.work);
  made.out.counts = made.work->question.counts;
  add_data(*made.work, made.out);
  made.work->beliefs = fit_models(*made.work);
  return made;
}

TEST(consensus_section, counts_a_tie_as_one_of_the_number_tied) {
  labels::Table table;
  for (int item = 0; item < 20; ++item) {
    add_label(table, name_of("i", item), "a", "x");
    add_label(table, name_of("i", item), "b", item < 10 ? "x" : "y");
    table.add_gold(name_of("i", item), "", "x");
  }
  Judged made = judged(table);
  add_consensus(*made.work, made.out);
  ASSERT_EQ(made.out.consensus.size(), stats::consensus_registry().size());
  const ConsensusRow& majority = made.out.consensus.front();
  EXPECT_EQ(majority.model, "majority");
  EXPECT_EQ(majority.ties, 10);
  EXPECT_DOUBLE_EQ(*majority.accuracy.value, 0.75);
  EXPECT_EQ(majority.accuracy.n, 20);
  for (const ConsensusRow& row : made.out.consensus) EXPECT_EQ(row.differs_from_majority, 0) << row.model;
}

TEST(consensus_section, without_gold_has_no_accuracy_and_says_why) {
  labels::Table table = delivery(0);
  table.gold.clear();
  Judged made = judged(table);
  add_consensus(*made.work, made.out);
  for (const ConsensusRow& row : made.out.consensus) {
    EXPECT_FALSE(row.accuracy.value);
    EXPECT_EQ(row.accuracy.status, Status::insufficient);
    EXPECT_FALSE(row.accuracy.note.empty());
    EXPECT_GT(row.mean_confidence, 0.5);
  }
}

TEST(accuracy_section, judges_by_gold_and_puts_the_worst_category_first) {
  Judged made = judged(delivery(0));
  add_accuracy(*made.work, made.out);
  ASSERT_TRUE(made.out.accuracy);
  EXPECT_EQ(made.out.accuracy->against, "gold");
  EXPECT_EQ(made.out.accuracy->overall.n, 300);
  double cells = 0, right = 0;
  for (std::size_t t = 0; t < 3; ++t) {
    for (std::size_t g = 0; g < 3; ++g) cells += made.out.accuracy->counts[t][g];
    right += made.out.accuracy->counts[t][t];
  }
  EXPECT_EQ(cells, 300);
  EXPECT_DOUBLE_EQ(*made.out.accuracy->overall.value, right / cells);
  ASSERT_EQ(made.out.category_rows.size(), 3U);
  for (const CategoryRow& row : made.out.category_rows) EXPECT_EQ(row.against, "gold");
  EXPECT_GE(*made.out.category_rows.front().error_shrunk.value,
            *made.out.category_rows.back().error_shrunk.value - 0.05);
}

TEST(accuracy_section, without_gold_judges_by_the_model_and_marks_it) {
  labels::Table table = delivery(0);
  const double by_gold = [&] {
    Judged made = judged(table);
    add_accuracy(*made.work, made.out);
    return *made.out.accuracy->overall.value;
  }();
  table.gold.clear();
  Judged made = judged(table);
  add_accuracy(*made.work, made.out);
  ASSERT_TRUE(made.out.accuracy);
  EXPECT_EQ(made.out.accuracy->against, "model_posterior");
  EXPECT_NEAR(*made.out.accuracy->overall.value, by_gold, 0.06);
}

TEST(accuracy_section, is_silent_where_one_annotator_alone_looked) {
  labels::Table table;
  for (int item = 0; item < 50; ++item) add_label(table, name_of("i", item), "a", item % 2 ? "x" : "y");
  Judged made = judged(table);
  add_accuracy(*made.work, made.out);
  add_error_slices(*made.work, made.out);
  EXPECT_FALSE(made.out.accuracy);
  EXPECT_NE(made.out.error_slices_note.find("Fewer than 20 gold items"), std::string::npos);
  for (const CategoryRow& row : made.out.category_rows) {
    EXPECT_EQ(row.error.status, Status::insufficient) << row.category;
    EXPECT_FALSE(row.error.note.empty());
  }
}

TEST(models, leave_measurements_out) {
  labels::Table table;
  for (int item = 0; item < 60; ++item) {
    add_label(table, name_of("i", item), "a", std::to_string(item * 1.5 + 0.25));
    add_label(table, name_of("i", item), "b", std::to_string(item * 1.5 + 0.5));
  }
  Judged made = judged(table);
  EXPECT_EQ(made.work->question.kind, labels::Kind::interval);
  EXPECT_FALSE(made.work->beliefs);
  add_consensus(*made.work, made.out);
  add_accuracy(*made.work, made.out);
  add_annotators(*made.work, made.out);
  add_advice(made.out);
  EXPECT_TRUE(made.out.consensus.empty());
  EXPECT_EQ(made.out.annotators.size(), 2U);
  EXPECT_TRUE(std::any_of(made.out.warnings.begin(), made.out.warnings.end(),
                          [](const Warning& w) { return w.code == "measurements"; }));
}

TEST(annotators_section, puts_the_worst_first_and_says_what_it_knows) {
  labels::Table table = delivery(0);
  add_label(table, "i0", "zoe", "cat");
  Judged made = judged(table);
  add_annotators(*made.work, made.out);
  ASSERT_EQ(made.out.annotators.size(), 6U);
  const AnnotatorRow& worst = made.out.annotators.front();
  EXPECT_EQ(worst.annotator, "dora");
  EXPECT_EQ(worst.annotations, 60);
  EXPECT_EQ(worst.accuracy.n, 60);
  EXPECT_LT(worst.ability.interval->upper, *made.out.annotators[2].ability.value);
  EXPECT_TRUE(worst.largest_confusion);
  ASSERT_TRUE(worst.expected_agreement);
  EXPECT_NEAR(*worst.expected_agreement, *worst.agreement.value, 0.12);
  const AnnotatorRow& unknown = made.out.annotators.back();
  EXPECT_EQ(unknown.annotator, "zoe");
  EXPECT_EQ(unknown.status, Status::insufficient);
  EXPECT_FALSE(unknown.note.empty());
}

TEST(annotators_section, counts_agreeing_pairs) {
  labels::Table table;
  for (int item = 0; item < 20; ++item) {
    add_label(table, name_of("i", item), "a", "x");
    add_label(table, name_of("i", item), "b", item < 5 ? "y" : "x");
    add_label(table, name_of("i", item), "c", "x");
  }
  Judged made = judged(table);
  add_annotators(*made.work, made.out);
  for (const AnnotatorRow& row : made.out.annotators) {
    EXPECT_EQ(row.agreement.n, 40);
    EXPECT_DOUBLE_EQ(*row.agreement.value, row.annotator == "b" ? 0.75 : 0.875) << row.annotator;
  }
}

TEST(gold_section, finds_golds_that_able_annotators_contradict) {
  Judged made = judged(delivery(4));
  add_gold(*made.work, made.out);
  ASSERT_TRUE(made.out.gold);
  EXPECT_EQ(made.out.gold->items, 60);
  std::vector<std::string> suspects;
  for (const ContradictedGold& row : made.out.gold->contradicted) {
    suspects.push_back(row.item);
    EXPECT_NE(row.gold, row.consensus);
    EXPECT_LT(row.posterior_gold, 0.1);
    EXPECT_GE(row.votes_against, 2);
    EXPECT_EQ(static_cast<std::int64_t>(row.annotators.size()), row.votes_against);
  }
  std::sort(suspects.begin(), suspects.end());
  for (const std::string& suspect : suspects) EXPECT_TRUE(suspect <= "i3" && suspect.size() == 2) << suspect;
  EXPECT_GE(suspects.size(), 3U);
  ASSERT_FALSE(made.out.label_errors.empty());
  EXPECT_GE(made.out.label_errors.front().probability, made.out.label_errors.back().probability);
}

TEST(advice, does_not_hold_the_work_of_one_whom_gold_clears) {
  QuestionInspection q;
  q.counts.gold_items = q.counts.gold_on_annotated = 100;
  for (const char* name : {"a", "b", "c", "d"}) {
    AnnotatorRow row;
    row.annotator = name;
    const bool weak = name == std::string("d");
    row.ability.value = weak ? 0.5 : 0.9;
    row.ability.interval = Interval{weak ? 0.45 : 0.85, weak ? 0.55 : 0.95, 0.95, "beta_moments"};
    row.accuracy.value = weak ? 0.95 : 0.9;
    q.annotators.push_back(row);
  }
  add_advice(q);
  EXPECT_TRUE(q.next.empty());
  q.annotators.back().accuracy.value = 0.6;
  add_advice(q);
  ASSERT_EQ(q.next.size(), 1U);
  EXPECT_NE(q.next.front().text.find("with d"), std::string::npos);
}

// Two attributes of items; where site = C and device = old, labels are wrong in 4 of 10 cases, else in 5 of
// 100.
TEST(error_slices_section, names_the_kind_of_item_where_errors_gather) {
  labels::Table table;
  Rng rng(8, RandomPurpose::simulation, 0);
  labels::Attribute site{"site", labels::Attribute::Type::text, {}, {}, {}};
  labels::Attribute device{"device", labels::Attribute::Type::text, {}, {}, {}};
  for (int item = 0; item < 400; ++item) {
    const auto where = rng.below(3), what = rng.below(2);
    const auto truth = rng.below(2);
    const double error = where == 2 && what == 1 ? 0.4 : 0.05;
    for (int j = 0; j < 3; ++j)
      add_label(table, name_of("i", item), name_of("a", (item + j) % 12),
                (rng.uniform() < error) != (truth == 1) ? "yes" : "no");
    table.add_gold(name_of("i", item), "", truth == 1 ? "yes" : "no");
    site.code.push_back(site.values.code(std::string(1, static_cast<char>('A' + where))));
    device.code.push_back(device.values.code(what == 1 ? "old" : "new"));
  }
  Judged bare = judged(table);
  add_error_slices(*bare.work, bare.out);
  EXPECT_TRUE(bare.out.error_slices.empty());
  EXPECT_NE(bare.out.error_slices_note.find("--items"), std::string::npos);
  table.item_attributes = {site, device};
  Judged made = judged(table);
  add_error_slices(*made.work, made.out);
  ASSERT_FALSE(made.out.error_slices.empty());
  const ErrorSlice& slice = made.out.error_slices.front();
  EXPECT_EQ(slice.text, "site is C and device is old");
  EXPECT_EQ(slice.subject, "annotations");
  EXPECT_TRUE(slice.significant);
  EXPECT_LE(*slice.p_adjusted, 0.05);
  EXPECT_GT(*slice.lift.value, 4);
  EXPECT_FALSE(slice.one_annotator_explains);
  EXPECT_FALSE(slice.examples.empty());
  EXPECT_FALSE(slice.advice.empty());
  for (std::size_t i = 1; i < made.out.error_slices.size(); ++i)
    EXPECT_FALSE(made.out.error_slices[i].text == slice.text && !made.out.error_slices[i].within);
}

// 500 items of three sites, one in four a "yes", three of six annotators each; error(site, yes, annotator).
template <class Error>
labels::Table delivery_of_sites(const Error& error) {
  labels::Table table;
  Rng rng(9, RandomPurpose::simulation, 0);
  labels::Attribute site{"site", labels::Attribute::Type::text, {}, {}, {}};
  for (int item = 0; item < 500; ++item) {
    const auto where = static_cast<int>(rng.below(3));
    const bool yes = rng.below(4) == 0;
    for (int j = 0; j < 3; ++j) {
      const int annotator = (item + 2 * j) % 6;
      add_label(table, name_of("i", item), name_of("a", annotator),
                (rng.uniform() < error(where, yes, annotator)) != yes ? "yes" : "no");
    }
    table.add_gold(name_of("i", item), "", yes ? "yes" : "no");
    site.code.push_back(site.values.code(std::string(1, static_cast<char>('A' + where))));
  }
  table.item_attributes = {std::move(site)};
  return table;
}

// "Yes" is missed on site C alone, and over both categories site C is as good as the others.
TEST(error_slices_section, finds_what_only_shows_inside_a_category) {
  Judged made = judged(delivery_of_sites([](int site, bool yes, int) {
    if (yes) return site == 2 ? 0.5 : 0.04;
    return site == 2 ? 0.02 : 0.14;
  }));
  add_error_slices(*made.work, made.out);
  const auto found = std::find_if(made.out.error_slices.begin(), made.out.error_slices.end(),
                                  [](const ErrorSlice& s) { return s.text == "site is C"; });
  ASSERT_NE(found, made.out.error_slices.end());
  EXPECT_EQ(found->within, "yes");
  EXPECT_TRUE(found->significant);
  ASSERT_TRUE(found->largest_confusion);
  EXPECT_EQ(found->largest_confusion->from, "yes");
}

}  // namespace
}  // namespace assay::quality
