#include "formats/attributes.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "formats/sheet.h"
#include "formats/values.h"

namespace assay::formats {
namespace {

using labels::Attribute;
using labels::none;

constexpr double missing = std::numeric_limits<double>::quiet_NaN();

void make_number(Attribute& attribute) {
  std::vector<double> value_of;
  std::vector<double> different;
  for (std::uint32_t code = 0; code < attribute.values.size(); ++code) {
    const std::optional<double> number = number_from(attribute.values.name(code));
    if (!number) return;
    value_of.push_back(*number);
  }
  different = value_of;
  std::sort(different.begin(), different.end());
  different.erase(std::unique(different.begin(), different.end()), different.end());
  if (different.size() < number_values_min) return;
  attribute.type = Attribute::Type::number;
  for (const std::uint32_t code : attribute.code) {
    attribute.number.push_back(code == none ? missing : value_of[code]);
  }
  attribute.code.clear();
  attribute.values = {};
}

void make_text(Attribute& attribute) {
  if (attribute.type == Attribute::Type::text) return;
  attribute.type = Attribute::Type::text;
  for (const double number : attribute.number) {
    attribute.code.push_back(std::isnan(number) ? none : attribute.values.code(fmt::format("{}", number)));
  }
  attribute.number.clear();
}

// Fills what `earlier` lacks from `later` (both text). Returns how many values differ.
std::int64_t merge_text(Attribute& earlier, const Attribute& later) {
  std::int64_t conflicts = 0;
  earlier.code.resize(std::max(earlier.code.size(), later.code.size()), none);
  for (std::size_t at = 0; at < later.code.size(); ++at) {
    if (later.code[at] == none) continue;
    const std::string_view value = later.values.name(later.code[at]);
    if (earlier.code[at] == none) {
      earlier.code[at] = earlier.values.code(value);
    } else if (earlier.values.name(earlier.code[at]) != value) {
      ++conflicts;
    }
  }
  return conflicts;
}

const labels::Dictionary& names_of(AttributeOf subject, const labels::Table& table) {
  return subject == AttributeOf::item ? table.items : table.annotators;
}

// Rows of the sheet that stand: the first of each item or annotator. Their codes in the dictionary.
std::vector<std::uint32_t> subject_codes(const Sheet& sheet, AttributeOf subject, const ReadOptions& options,
                                         labels::Table& table, Problems& problems) {
  const Role role = subject == AttributeOf::item ? Role::item : Role::annotator;
  labels::Dictionary& names = subject == AttributeOf::item ? table.items : table.annotators;
  std::vector<std::uint32_t> codes(sheet.row_count(), none);
  std::vector<bool> seen;
  for (std::size_t row = 0; row < sheet.row_count(); ++row) {
    const std::string_view name = sheet.cell(role, row);
    const auto problem = [&](std::string message) {
      problems.add({.file = options.file,
                    .row = sheet.line[row],
                    .column = sheet.columns[sheet.roles[role]].name,
                    .message = std::move(message)});
    };
    if (name.empty()) {
      problem(fmt::format("no {}: the row is left out", role_name(role)));
      continue;
    }
    const std::uint32_t code = names.code(name);
    if (code >= seen.size()) seen.resize(std::size_t{code} * 2 + 1, false);
    if (seen[code]) {
      problem(fmt::format("{} \"{}\" stands in an earlier row: the first row is kept", role_name(role),
                          name.substr(0, 60)));
      continue;
    }
    seen[code] = true;
    codes[row] = code;
  }
  return codes;
}

}  // namespace

void read_as_numbers(Attribute& attribute) {
  std::vector<double> value_of;
  for (std::uint32_t code = 0; code < attribute.values.size(); ++code)
    value_of.push_back(number_from(attribute.values.name(code)).value_or(missing));
  attribute.type = Attribute::Type::number;
  for (const std::uint32_t code : attribute.code)
    attribute.number.push_back(code == none ? missing : value_of[code]);
  attribute.code.clear();
  attribute.values = {};
}

void add_attributes(std::vector<Attribute> fresh, AttributeOf subject, const std::string& file,
                    labels::Table& table, Problems& problems) {
  std::vector<Attribute>& all =
      subject == AttributeOf::item ? table.item_attributes : table.annotator_attributes;
  for (Attribute& attribute : fresh) {
    const auto same = std::find_if(all.begin(), all.end(),
                                   [&](const Attribute& other) { return other.name == attribute.name; });
    if (same == all.end()) {
      make_number(attribute);
      all.push_back(std::move(attribute));
      continue;
    }
    make_text(*same);
    const std::int64_t conflicts = merge_text(*same, attribute);
    make_number(*same);
    if (conflicts == 0) continue;
    problems.add({.file = file,
                  .column = attribute.name,
                  .message = fmt::format("{} values differ from an earlier file: the earlier ones are kept",
                                         conflicts)});
  }
  labels::align_attributes(all, names_of(subject, table).size());
}

Result<ReadSummary> read_attributes(std::string_view bytes, AttributeOf subject, const ReadOptions& options,
                                    labels::Table& table, Problems& problems) {
  const bool of_items = subject == AttributeOf::item;
  Result<Sheet> read = read_sheet(
      bytes, of_items ? FileKind::item_attributes : FileKind::annotator_attributes, options, problems);
  if (!read.ok()) return read.error();
  Sheet& sheet = read.value();
  const std::size_t key = sheet.roles[of_items ? Role::item : Role::annotator];
  const std::vector<std::uint32_t> codes = subject_codes(sheet, subject, options, table, problems);
  ReadSummary summary{.format = sheet.format};
  summary.understood = fmt::format("{}: {}={}; attributes: ", sheet.understood,
                                   of_items ? "item" : "annotator", sheet.columns[key].name);
  std::vector<Attribute> fresh;
  for (std::size_t at = 0; at < sheet.columns.size(); ++at) {
    if (at == key || sheet.columns[at].name.empty()) continue;
    Attribute attribute{.name = sheet.columns[at].name};
    attribute.code.assign(names_of(subject, table).size(), none);
    // The texts are coded anew, so that a value that only a left-out row has is no value of the attribute.
    for (std::size_t row = 0; row < codes.size(); ++row) {
      const std::string_view text = codes[row] == none ? std::string_view() : sheet.cell(at, row);
      if (!text.empty()) attribute.code[codes[row]] = attribute.values.code(text);
    }
    summary.understood += (fresh.empty() ? "" : ", ") + attribute.name;
    fresh.push_back(std::move(attribute));
    sheet.columns[at].values = {};
  }
  summary.rows = std::count_if(codes.begin(), codes.end(), [](std::uint32_t code) { return code != none; });
  if (fresh.empty())
    problems.add({.file = options.file, .row = 1, .message = "the file has no attribute columns"});
  if (summary.rows == 0)
    problems.add({.file = options.file, .message = "no row of the file gives attributes"});
  add_attributes(std::move(fresh), subject, options.file, table, problems);
  return summary;
}

}  // namespace assay::formats
