#include "formats/annotation_batch.h"

#include <gtest/gtest.h>

#include <string>

namespace assay::formats {
namespace {

TEST(annotation_batch, reads_labels_of_every_kind) {
  const auto rows = read_annotation_batch(R"({"annotations": [
    {"item": "a", "annotator": "x", "label": "spam", "question": "kind",
     "submitted_at": "2026-01-05T12:30:15Z", "active_ms": 1500, "confidence": 0.5, "flag": "unsure",
     "rules": ["3", "4"]},
    {"item": "a", "annotator": "y", "label": ["b", "a"]},
    {"item": "a", "annotator": "z", "label": 3},
    {"item": "a", "annotator": "z", "label": 3.5},
    {"item": "a", "annotator": "w", "label": null, "origin": "prediction_changed"}]})");
  ASSERT_TRUE(rows.ok()) << error_text(rows.error());
  ASSERT_EQ(rows.value().size(), 5u);
  EXPECT_EQ(rows.value()[0].label, "spam");
  EXPECT_EQ(rows.value()[0].submitted_at, 1'767'616'215'000'000);
  EXPECT_EQ(rows.value()[0].rules_cited, "3,4");
  EXPECT_EQ(rows.value()[0].flag, domain::Flag::unsure);
  EXPECT_EQ(rows.value()[1].label, R"(["a","b"])");
  EXPECT_EQ(rows.value()[2].label, "3");
  EXPECT_EQ(rows.value()[3].label, "3.5");
  EXPECT_FALSE(rows.value()[4].label.has_value());
}

TEST(annotation_batch, names_the_row_and_field_that_is_wrong) {
  struct Case {
    const char* json;
    const char* where;
  };
  for (const Case& wrong :
       {Case{"", "body"}, Case{"[]", "body"}, Case{"{\"annotations\": 1}", "body"},
        Case{R"({"annotations": [], "x": 1})", "body"}, Case{R"({"annotations": []})", "annotations"},
        Case{R"({"annotations": [1]})", "annotations[0]."},
        Case{R"({"annotations": [{"annotator": "x", "label": "y"}]})", "annotations[0].item"},
        Case{R"({"annotations": [{"item": "x", "label": "y"}]})", "annotations[0].annotator"},
        Case{R"({"annotations": [{"item": "x", "annotator": "y"}]})", "annotations[0].label"},
        Case{R"({"annotations": [{"item": "x", "annotator": "y", "label": {}}]})", "annotations[0].label"},
        Case{R"({"annotations": [{"item": "x", "annotator": "y", "label": [1]}]})", "annotations[0].label"},
        Case{R"({"annotations": [{"item": "x", "annotator": "y", "label": "z", "flag": "no"}]})",
             "annotations[0].flag"},
        Case{R"({"annotations": [{"item": 3}]})", "annotations[0].item"},
        Case{R"({"annotations": [{"itm": "x"}]})", "annotations[0].itm"},
        Case{R"({"annotations": [{"item": "x", "confidence": 2}]})", "annotations[0].confidence"}}) {
    const auto rows = read_annotation_batch(wrong.json);
    ASSERT_FALSE(rows.ok()) << wrong.json;
    EXPECT_EQ(rows.error().where, wrong.where) << wrong.json;
  }
}

TEST(annotation_batch, refuses_depth_and_too_many_rows) {
  EXPECT_FALSE(read_annotation_batch(std::string(100'000, '[')).ok());
  std::string many = R"({"annotations": [)";
  for (int i = 0; i <= 10'000; ++i) many += "{},";
  many.back() = ']';
  const auto rows = read_annotation_batch(many + "}");
  ASSERT_FALSE(rows.ok());
  EXPECT_EQ(rows.error().where, "annotations");
}

}  // namespace
}  // namespace assay::formats
