#include "render/tables.h"

#include <algorithm>
#include <map>

#include "base/json_text.h"
#include "render/json_sections.h"

namespace assay::render {
namespace {

constexpr const char* estimate_fields[] = {"value", "lower", "upper", "n", "method", "status"};

// Lists that stand in a section themselves, and those inside one of its parts.
constexpr const char* lists[] = {
    "agreement", "agreement_unanchored", "categories",   "consensus",    "annotators", "sources",
    "repeats",   "error_slices",         "label_errors", "disagreement", "warnings",   "next"};
struct Inner {
  const char* part;
  const char* list;
  const char* table;
};
constexpr Inner inner_lists[] = {{"accuracy", "pairs", "confusion_pairs"},
                                 {"gold", "contradicted", "gold_contradicted"},
                                 {"plural", "groups", "plural_groups"},
                                 {"hints", "pairs", "confused_pairs"},
                                 {"hints", "raised", "raised"},
                                 {"hints", "unseen", "unseen_issues"},
                                 {"people", "people", "people"},
                                 {"people", "pairs", "shared_mistakes"},
                                 {"people", "charts", "control_charts"},
                                 {"people", "fatigue", "fatigue"}};

bool is_estimate(const Json& value) {
  return value.is_object() && value.contains("value") && value.contains("status");
}

Cell cell_of(const Json& value) {
  if (value.is_null()) return std::monostate{};
  if (value.is_number_float()) return value.get<double>();
  if (value.is_number_integer()) return value.get<std::int64_t>();
  if (value.is_string()) return value.get<std::string>();
  return json_text(value);
}

class TableMaker {
 public:
  explicit TableMaker(std::string name) { table_.name = std::move(name); }

  void add(const Json& row) {
    table_.rows.emplace_back();
    for (const auto& [key, value] : row.items()) put(key, value);
  }

  // Rows know only the columns that were there when they were made; and a part that one row lacks and another
  // has is no column of its own.
  ReportTable finished() {
    for (auto& row : table_.rows) row.resize(table_.columns.size());
    for (std::size_t at = table_.columns.size(); at-- > 0;) {
      if (stands_for_part(at)) erase(at);
    }
    return std::move(table_);
  }

 private:
  void put(const std::string& name, const Json& value) {
    if (is_estimate(value)) {
      for (const char* field : estimate_fields)
        set(std::string_view(field) == "value" ? name : name + "_" + field, cell_of(value.at(field)));
    } else if (value.is_object()) {
      for (const auto& [key, part] : value.items()) put(name + "_" + key, part);
    } else {
      set(name, cell_of(value));
    }
  }

  void set(const std::string& column, Cell cell) {
    const auto [found, added] = place_.try_emplace(column, table_.columns.size());
    if (added) table_.columns.push_back(column);
    auto& row = table_.rows.back();
    if (row.size() <= found->second) row.resize(found->second + 1);
    row[found->second] = std::move(cell);
  }

  bool stands_for_part(std::size_t at) const {
    const std::string prefix = table_.columns[at] + "_";
    return std::any_of(table_.columns.begin(), table_.columns.end(),
                       [&](const std::string& other) { return other.starts_with(prefix); }) &&
           std::all_of(table_.rows.begin(), table_.rows.end(), [at](const std::vector<Cell>& row) {
             return std::holds_alternative<std::monostate>(row[at]);
           });
  }

  void erase(std::size_t at) {
    const auto place = static_cast<std::ptrdiff_t>(at);
    table_.columns.erase(table_.columns.begin() + place);
    for (auto& row : table_.rows) row.erase(row.begin() + place);
  }

  ReportTable table_;
  std::map<std::string, std::size_t> place_;
};

void add_all(TableMaker& table, const Json& rows, const Json& section) {
  for (const Json& row : rows) {
    Json whole = {{"question", section.at("question")}};
    whole.update(row);
    table.add(whole);
  }
}

}  // namespace

std::vector<ReportTable> inspection_tables(const quality::Inspection& inspection) {
  std::vector<TableMaker> makers;
  for (const char* name : lists) makers.emplace_back(name);
  for (const Inner& inner : inner_lists) makers.emplace_back(inner.table);
  makers.emplace_back("agreement_by");
  for (const auto& question : inspection.questions) {
    const Json section = question_section(question);
    auto maker = makers.begin();
    for (const char* name : lists) add_all(*maker++, section.at(name), section);
    for (const Inner& inner : inner_lists) {
      const Json& part = section.at(inner.part);
      if (part.is_object()) add_all(*maker, part.at(inner.list), section);
      ++maker;
    }
    for (const auto& [attribute, rows] : section.at("agreement_by").items()) add_all(*maker, rows, section);
  }
  std::vector<ReportTable> tables;
  for (TableMaker& maker : makers) tables.push_back(maker.finished());
  std::erase_if(tables, [](const ReportTable& table) { return table.rows.empty(); });
  return tables;
}

}  // namespace assay::render
