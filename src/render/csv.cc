#include "render/csv.h"

#include <nlohmann/json.hpp>

#include "base/csv.h"
#include "render/json_sections.h"

namespace assay::render {
namespace {

void append_cell(std::string& line, const Json& value) {
  if (value.is_null()) return;
  if (value.is_number_float()) {
    append_csv_number(line, value.get<double>());
  } else if (value.is_string()) {
    append_csv_text(line, value.get_ref<const std::string&>());
  } else {
    append_csv_text(line, value.dump(-1, ' ', false, Json::error_handler_t::replace));
  }
}

bool is_estimate(const Json& value) {
  return value.is_object() && value.contains("value") && value.contains("status");
}

// One row flattened: an estimate becomes NAME, NAME_lower, NAME_upper, NAME_n, NAME_status.
constexpr const char* estimate_fields[] = {"value", "lower", "upper", "n", "method", "status"};

void append_header(std::string& line, const std::string& key, const Json& value) {
  if (!is_estimate(value)) {
    append_csv_text(line, key);
    return;
  }
  bool first = true;
  for (const char* field : estimate_fields) {
    if (!first) line.push_back(',');
    first = false;
    append_csv_text(line, std::string_view(field) == "value" ? key : key + "_" + field);
  }
}

void append_value(std::string& line, const Json& value) {
  if (!is_estimate(value)) {
    append_cell(line, value);
    return;
  }
  bool first = true;
  for (const char* field : estimate_fields) {
    if (!first) line.push_back(',');
    first = false;
    append_cell(line, value.at(field));
  }
}

void append_rows(std::string& table, const Json& rows) {
  for (const Json& row : rows) {
    std::string header, line;
    for (const auto& [key, value] : row.items()) {
      if (!header.empty() || !line.empty()) line.push_back(',');
      if (!header.empty()) header.push_back(',');
      append_header(header, key, value);
      append_value(line, value);
    }
    if (table.empty()) table = header + "\n";
    table += line + "\n";
  }
}

}  // namespace

std::vector<std::pair<std::string, std::string>> inspection_csv(const quality::Inspection& inspection) {
  constexpr const char* tables[] = {"agreement",    "agreement_unanchored", "categories",
                                    "consensus",    "annotators",           "error_slices",
                                    "label_errors", "disagreement",         "warnings"};
  std::vector<std::pair<std::string, std::string>> files;
  for (const char* name : tables) files.emplace_back(std::string(name) + ".csv", "");
  std::string by, confusion;
  for (const auto& question : inspection.questions) {
    const Json section = question_section(question);
    for (std::size_t i = 0; i < files.size(); ++i) append_rows(files[i].second, section.at(tables[i]));
    for (const auto& [attribute, rows] : section.at("agreement_by").items()) append_rows(by, rows);
    if (section.at("accuracy").is_object()) append_rows(confusion, section.at("accuracy").at("pairs"));
  }
  files.emplace_back("agreement_by.csv", by);
  files.emplace_back("confusion_pairs.csv", confusion);
  std::erase_if(files, [](const auto& file) { return file.second.empty(); });
  return files;
}

}  // namespace assay::render
