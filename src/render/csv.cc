#include "render/csv.h"

#include "base/csv.h"
#include "render/tables.h"

namespace assay::render {
namespace {

void append_cell(std::string& text, const Cell& cell) {
  if (const auto* whole = std::get_if<std::int64_t>(&cell)) {
    text += std::to_string(*whole);
  } else if (const auto* number = std::get_if<double>(&cell)) {
    append_csv_number(text, *number);
  } else if (const auto* words = std::get_if<std::string>(&cell)) {
    append_csv_text(text, *words);
  }
}

std::string csv_of(const ReportTable& table) {
  std::string text;
  for (const std::string& column : table.columns) {
    append_csv_text(text, column);
    text.push_back(',');
  }
  text.back() = '\n';
  for (const auto& row : table.rows) {
    for (const Cell& cell : row) {
      append_cell(text, cell);
      text.push_back(',');
    }
    text.back() = '\n';
  }
  return text;
}

}  // namespace

std::vector<std::pair<std::string, std::string>> inspection_csv(const quality::Inspection& inspection) {
  std::vector<std::pair<std::string, std::string>> files;
  for (const ReportTable& table : inspection_tables(inspection))
    files.emplace_back(table.name + ".csv", csv_of(table));
  return files;
}

}  // namespace assay::render
