#include "domain/label_history.h"

#include <gtest/gtest.h>

namespace assay::domain {
namespace {

LabelHistory history() {
  return LabelHistory(
      {{1, 0, 0, {}},
       {2, 10, 3, {{"mood", "renamed", {"good"}, {"positive"}}}},
       {3,
        20,
        3,
        {{"mood", "merged", {"positive", "fine"}, {"well"}}, {"mood", "split", {"bad"}, {"sad", "angry"}}}}});
}

TEST(label_history, says_under_which_version_something_came) {
  const LabelHistory steps = history();
  EXPECT_EQ(steps.version(steps.step_of_annotation(1)), 1);
  EXPECT_EQ(steps.version(steps.step_of_annotation(10)), 1);
  EXPECT_EQ(steps.version(steps.step_of_annotation(11)), 2);
  EXPECT_EQ(steps.version(steps.step_of_annotation(20)), 2);
  EXPECT_EQ(steps.version(steps.step_of_annotation(21)), 3);
  EXPECT_EQ(steps.version(steps.step_of_gold(3)), 1);
  EXPECT_EQ(steps.version(steps.step_of_gold(4)), 3);
}

TEST(label_history, follows_a_label_through_all_versions) {
  const LabelHistory steps = history();
  EXPECT_EQ(steps.now(0, "mood", "good"), "well");
  EXPECT_EQ(steps.now(1, "mood", "positive"), "well");
  EXPECT_EQ(steps.now(0, "mood", "fine"), "well");
  EXPECT_EQ(steps.now(2, "mood", "well"), "well");
  EXPECT_EQ(steps.now(0, "colour", "good"), "good");
}

TEST(label_history, has_no_answer_where_a_category_was_split) {
  const LabelHistory steps = history();
  EXPECT_EQ(steps.now(0, "mood", "bad"), std::nullopt);
  EXPECT_EQ(steps.now(2, "mood", "sad"), "sad");
}

// A name that was given away and is used anew means the new thing only under the version that knows it.
TEST(label_history, tells_a_name_used_anew_from_the_old_one) {
  const LabelHistory steps({{1, 0, 0, {}}, {2, 5, 0, {{"q", "renamed", {"a"}, {"b"}}}}, {3, 9, 0, {}}});
  EXPECT_EQ(steps.now(steps.step_of_annotation(3), "q", "a"), "b");
  EXPECT_EQ(steps.now(steps.step_of_annotation(12), "q", "a"), "a");
}

TEST(label_history, maps_nothing_when_there_is_one_version) {
  EXPECT_EQ(LabelHistory().now(0, "q", "a"), "a");
  EXPECT_EQ(LabelHistory().latest(), 0U);
}

}  // namespace
}  // namespace assay::domain
