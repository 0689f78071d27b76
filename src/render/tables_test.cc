#include "render/tables.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "render/csv.h"

namespace assay::render {
namespace {

quality::Inspection two_annotators() {
  quality::QuestionInspection question;
  question.question = "=SUM(A1)";
  quality::AnnotatorRow first, second;
  first.annotator = "@x";
  first.annotations = 100'000;
  first.accuracy.value = 0.25;
  first.accuracy.interval = Interval{0.1, 0.5, 0.95, "wilson"};
  first.accuracy.n = 12;
  first.attributes = {{"team", "day"}};
  second.annotator = "y";
  second.largest_confusion = quality::ConfusionPair{"a", "b", 3, {}};
  question.annotators = {first, second};
  quality::Inspection inspection;
  inspection.questions = {question};
  return inspection;
}

const ReportTable& table_of(const std::vector<ReportTable>& tables, const std::string& name) {
  const auto found = std::find_if(tables.begin(), tables.end(),
                                  [&](const ReportTable& table) { return table.name == name; });
  EXPECT_NE(found, tables.end()) << name;
  return *found;
}

Cell cell(const ReportTable& table, std::size_t row, const std::string& column) {
  const auto found = std::find(table.columns.begin(), table.columns.end(), column);
  EXPECT_NE(found, table.columns.end()) << column;
  return table.rows[row][static_cast<std::size_t>(found - table.columns.begin())];
}

TEST(tables, keep_numbers_as_numbers_and_intervals_in_columns) {
  const std::vector<ReportTable> tables = inspection_tables(two_annotators());
  const ReportTable& table = table_of(tables, "annotators");
  ASSERT_EQ(table.rows.size(), 2U);
  EXPECT_EQ(cell(table, 0, "annotations"), Cell(std::int64_t{100'000}));
  EXPECT_EQ(cell(table, 0, "accuracy"), Cell(0.25));
  EXPECT_EQ(cell(table, 0, "accuracy_lower"), Cell(0.1));
  EXPECT_EQ(cell(table, 0, "accuracy_upper"), Cell(0.5));
  EXPECT_EQ(cell(table, 0, "accuracy_n"), Cell(std::int64_t{12}));
  EXPECT_EQ(cell(table, 1, "accuracy"), Cell(std::monostate{}));
  EXPECT_EQ(cell(table, 0, "question"), Cell(std::string("=SUM(A1)")));
}

TEST(tables, join_rows_of_different_parts) {
  const std::vector<ReportTable> tables = inspection_tables(two_annotators());
  const ReportTable& table = table_of(tables, "annotators");
  for (const auto& row : table.rows) EXPECT_EQ(row.size(), table.columns.size());
  EXPECT_EQ(cell(table, 0, "attributes_team"), Cell(std::string("day")));
  EXPECT_EQ(cell(table, 1, "attributes_team"), Cell(std::monostate{}));
  EXPECT_EQ(cell(table, 0, "largest_confusion_from"), Cell(std::monostate{}));
  EXPECT_EQ(cell(table, 1, "largest_confusion_from"), Cell(std::string("a")));
  EXPECT_EQ(std::count(table.columns.begin(), table.columns.end(), "largest_confusion"), 0);
}

TEST(tables, have_names_that_a_spreadsheet_takes) {
  for (const ReportTable& table : inspection_tables(two_annotators())) EXPECT_LE(table.name.size(), 31U);
}

TEST(tables, as_csv_keep_whole_numbers_whole_and_formulas_guarded) {
  for (const auto& [name, text] : inspection_csv(two_annotators())) {
    if (name != "annotators.csv") continue;
    EXPECT_NE(text.find(",100000,"), std::string::npos);
    EXPECT_NE(text.find("\"'=SUM(A1)\",\"'@x\","), std::string::npos) << text;
    return;
  }
  FAIL() << "no table of annotators";
}

}  // namespace
}  // namespace assay::render
