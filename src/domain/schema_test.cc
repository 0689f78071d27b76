#include "domain/schema.h"

#include <gtest/gtest.h>

#include <functional>

namespace assay::domain {
namespace {

Question finding() {
  Question question;
  question.name = "finding";
  question.categories = {{.name = "none"}, {.name = "lesion"}, {.name = "mass"}};
  return question;
}

Question side() {
  Question question;
  question.name = "side";
  question.categories = {{.name = "left"}, {.name = "right"}};
  question.condition = Condition{"finding", "lesion"};
  return question;
}

std::string wrong(const std::vector<Question>& questions) {
  const auto checked = check_schema(questions);
  return checked.ok() ? "nothing" : checked.error().where + ": " + checked.error().message;
}

std::string wrong_with(const std::function<void(Question&)>& change) {
  Question question = finding();
  change(question);
  return wrong({question});
}

Schema version_with(const std::vector<Question>& questions) {
  Schema schema;
  schema.questions = questions;
  return schema;
}

TEST(schema, takes_every_kind_and_truth_and_no_other) {
  for (const std::string kind : {"nominal", "ordinal", "interval", "ratio", "set"})
    EXPECT_EQ(wrong_with([&](Question& of) { of.kind = kind; }), "nothing") << kind;
  EXPECT_EQ(wrong_with([](Question& of) { of.kind = "colour"; }),
            "question finding: a kind is nominal, ordinal, interval, ratio or set");
  EXPECT_EQ(wrong_with([](Question& of) { of.truth = "plural"; }), "nothing");
  EXPECT_EQ(wrong_with([](Question& of) { of.truth = "many"; }),
            "question finding: truth is single or plural");
}

TEST(schema, names_the_category_that_is_wrong) {
  const auto second = [](const std::function<void(Category&)>& change) {
    return wrong_with([&](Question& of) { change(of.categories[1]); });
  };
  EXPECT_EQ(second([](Category& of) { of.colour = "#0072B2"; }), "nothing");
  EXPECT_EQ(second([](Category& of) { of.colour = "blue"; }),
            "question finding, category lesion: a colour is #rrggbb");
  EXPECT_EQ(second([](Category& of) { of.weight = 2.5; }), "nothing");
  EXPECT_EQ(second([](Category& of) { of.weight = -1; }),
            "question finding, category lesion: a weight is 0 to 1e9");
  EXPECT_EQ(second([](Category& of) { of.name = "mass"; }),
            "question finding, category mass: two categories have this name");
}

TEST(schema, lets_parents_lead_to_a_root) {
  EXPECT_EQ(wrong_with([](Question& of) { of.categories[2].parent = "lesion"; }), "nothing");
  EXPECT_EQ(wrong_with([](Question& of) { of.categories[2].parent = "tumour"; }),
            "question finding, category mass: there is no category \"tumour\"");
  EXPECT_EQ(wrong_with([](Question& of) {
              of.categories[1].parent = "mass";
              of.categories[2].parent = "lesion";
            }),
            "question finding, category lesion: its parents go round in a circle");
}

TEST(schema, lets_a_condition_name_an_answer_to_an_earlier_question) {
  EXPECT_EQ(wrong({finding(), side()}), "nothing");
  EXPECT_EQ(wrong({side(), finding()}),
            "question side: the condition names \"finding\", which is no earlier question");
  Question other = side();
  other.condition->answer = "fracture";
  EXPECT_EQ(wrong({finding(), other}), "question side: \"fracture\" is no category of \"finding\"");
  EXPECT_EQ(wrong({finding(), finding()}), "question finding: two questions have this name");
}

TEST(schema, comes_back_from_its_text) {
  Question first = finding();
  first.truth = "plural";
  first.kind = "set";
  first.categories[1] = {"lesion", "a change of tissue", "#D55E00", "none", true, 2.5};
  const auto read = questions_from_json(questions_json({first, side()}));
  ASSERT_TRUE(read.ok());
  ASSERT_EQ(read.value().size(), 2U);
  EXPECT_EQ(questions_json(read.value()), questions_json({first, side()}));
  const Question& again = read.value()[0];
  EXPECT_EQ(again.kind, "set");
  EXPECT_EQ(again.truth, "plural");
  EXPECT_EQ(again.categories[1].description, "a change of tissue");
  EXPECT_EQ(again.categories[1].colour, "#D55E00");
  EXPECT_EQ(again.categories[1].parent, "none");
  EXPECT_TRUE(again.categories[1].critical);
  EXPECT_DOUBLE_EQ(again.categories[1].weight, 2.5);
  ASSERT_TRUE(read.value()[1].condition.has_value());
  EXPECT_EQ(read.value()[1].condition->answer, "lesion");
}

TEST(schema, asks_what_became_of_a_category_that_is_gone) {
  Question now = finding();
  now.categories.pop_back();
  const Schema before = version_with({finding()});
  const auto missing = check_mapping(before, {now}, {});
  ASSERT_FALSE(missing.ok());
  EXPECT_EQ(missing.error().where, "question finding");
  for (const std::string kind : {"same", "renamed", "merged", "split"})
    EXPECT_TRUE(check_mapping(before, {now}, {{"finding", kind, {"mass"}, {"lesion"}}}).ok()) << kind;
  EXPECT_FALSE(check_mapping(before, {now}, {{"finding", "lost", {"mass"}, {"lesion"}}}).ok());
  EXPECT_FALSE(check_mapping(before, {now}, {{"finding", "merged", {"tumour", "mass"}, {"lesion"}}}).ok());
  EXPECT_FALSE(check_mapping(before, {now}, {{"finding", "merged", {"mass"}, {"tumour"}}}).ok());
  EXPECT_FALSE(check_mapping(before, {now}, {{"place", "merged", {"mass"}, {"lesion"}}}).ok());
}

}  // namespace
}  // namespace assay::domain
