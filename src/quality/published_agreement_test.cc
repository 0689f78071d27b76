// Agreement as an inspection reports it, against the figures that the papers print: tests/golden/agreement.

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>

#include "base/file.h"
#include "base/json_text.h"
#include "quality/inspect.h"

namespace assay::quality {
namespace {

using nlohmann::json;

const char* const folder = ASSAY_SOURCE_DIR "/tests/golden/agreement";

json published(const std::string& name) {
  return json_from<json>(FileBytes::open(std::string(folder) + "/" + name + ".json").value().bytes());
}

void add(labels::Table& table, std::size_t item, const std::string& annotator, const std::string& label) {
  const std::string name = "item " + std::to_string(item);
  labels::Row row;
  row.item = name;
  row.annotator = annotator;
  row.label = label;
  table.add(row);
}

std::string text_of(const json& value) {
  return value.is_string() ? value.get<std::string>() : std::to_string(value.get<int>());
}

// by_annotator: a row per annotator, a column per item, null where there is no label.
void add_by_annotator(labels::Table& table, const json& rows) {
  for (std::size_t j = 0; j < rows.size(); ++j) {
    for (std::size_t i = 0; i < rows[j].size(); ++i) {
      if (!rows[j][i].is_null()) add(table, i, "annotator " + std::to_string(j), text_of(rows[j][i]));
    }
  }
}

// counts: a row per item, how many annotators chose each category; who chose what was not published.
void add_counts(labels::Table& table, const json& rows) {
  for (std::size_t i = 0; i < rows.size(); ++i) {
    int annotator = 0;
    for (std::size_t k = 0; k < rows[i].size(); ++k) {
      for (int n = 0; n < rows[i][k].get<int>(); ++n) {
        add(table, i, "annotator " + std::to_string(annotator++), "category " + std::to_string(k));
      }
    }
  }
}

// contingency: items by the category of the first annotator (row) and of the second (column).
void add_contingency(labels::Table& table, const json& rows) {
  std::size_t item = 0;
  for (std::size_t a = 0; a < rows.size(); ++a) {
    for (std::size_t b = 0; b < rows[a].size(); ++b) {
      for (int n = 0; n < rows[a][b].get<int>(); ++n, ++item) {
        add(table, item, "first", "category " + std::to_string(a));
        add(table, item, "second", "category " + std::to_string(b));
      }
    }
  }
}

labels::Table table_of(const json& golden) {
  labels::Table table;
  if (golden.contains("by_annotator")) add_by_annotator(table, golden["by_annotator"]);
  if (golden.contains("counts")) add_counts(table, golden["counts"]);
  if (golden.contains("contingency")) add_contingency(table, golden["contingency"]);
  return table;
}

std::vector<AgreementRow> rows_of(const json& golden) {
  const labels::Table table = table_of(golden);
  InspectOptions options;
  options.question.kind = labels::kind_from_name(golden["kind"].get<std::string>());
  options.replicates = 50;
  return inspect_table(table, options, {}).value().front().agreement;
}

void expect_published(const std::string& name) {
  const json golden = published(name);
  const std::vector<AgreementRow> rows = rows_of(golden);
  for (const json& expected : golden["expected"]) {
    SCOPED_TRACE(name + ": " + expected.dump());
    const auto row = std::find_if(rows.begin(), rows.end(), [&](const AgreementRow& candidate) {
      return candidate.metric == expected["metric"] && candidate.weights == expected["weights"];
    });
    ASSERT_NE(row, rows.end());
    ASSERT_TRUE(row->estimate.value.has_value()) << row->estimate.note;
    EXPECT_NEAR(*row->estimate.value, expected["value"].get<double>(), expected["tolerance"].get<double>());
  }
}

TEST(published_agreement, equals_the_figure_in_every_paper) {
  int papers = 0;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (entry.path().extension() != ".json") continue;
    expect_published(entry.path().stem());
    ++papers;
  }
  EXPECT_EQ(papers, 15);
}

TEST(published_agreement, names_its_source) {
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (entry.path().extension() != ".json") continue;
    EXPECT_GT(published(entry.path().stem())["citation"].get<std::string>().size(), 20U) << entry.path();
  }
}

}  // namespace
}  // namespace assay::quality
