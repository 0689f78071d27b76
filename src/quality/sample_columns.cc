#include "quality/sample_columns.h"

#include <fmt/format.h>

#include <charconv>
#include <cmath>

#include "base/text.h"

namespace assay::quality {
namespace {

using labels::Attribute;

Result<const Attribute*> find_column(const labels::Table& table, const std::string& name) {
  std::vector<std::string> names;
  for (const Attribute& column : table.item_attributes) {
    if (column.name == name) return &column;
    names.push_back(printable(column.name));
  }
  return Error{
      ErrorCode::invalid,
      fmt::format("the sample has no column \"{}\"; it has {}", printable(name), fmt::join(names, ", ")), ""};
}

Error bad_cell(const labels::Table& table, std::size_t item, const std::string& column,
               const std::string& what) {
  return {ErrorCode::invalid, what,
          fmt::format("item {}, column {}", printable(table.items.name(static_cast<std::uint32_t>(item))),
                      printable(column))};
}

std::string_view cell(const Attribute& column, std::size_t item) {
  if (item >= column.code.size() || column.code[item] == labels::none) return {};
  return column.values.name(column.code[item]);
}

std::optional<bool> truth_of(std::string_view text) {
  for (const std::string_view yes : {"1", "true", "yes", "wrong", "TRUE", "True"}) {
    if (text == yes) return true;
  }
  for (const std::string_view no : {"0", "false", "no", "right", "FALSE", "False"}) {
    if (text == no) return false;
  }
  return {};
}

}  // namespace

Result<std::vector<std::optional<bool>>> truth_column(const labels::Table& table, const std::string& name) {
  const auto column = find_column(table, name);
  if (!column.ok()) return column.error();
  std::vector<std::optional<bool>> out(table.items.size());
  for (std::size_t item = 0; item < out.size(); ++item) {
    const std::string_view text = cell(*column.value(), item);
    if (text.empty()) continue;
    out[item] = truth_of(text);
    if (!out[item]) {
      return bad_cell(table, item, name,
                      fmt::format("\"{}\" is neither 1 (wrong) nor 0 (right)", printable(text)));
    }
  }
  return out;
}

Result<std::vector<std::optional<double>>> number_column(const labels::Table& table,
                                                         const std::string& name) {
  const auto column = find_column(table, name);
  if (!column.ok()) return column.error();
  std::vector<std::optional<double>> out(table.items.size());
  for (std::size_t item = 0; item < out.size(); ++item) {
    if (column.value()->type == Attribute::Type::number) {
      const auto& numbers = column.value()->number;
      if (item < numbers.size() && std::isfinite(numbers[item])) out[item] = numbers[item];
      continue;
    }
    const std::string_view text = cell(*column.value(), item);
    if (text.empty()) continue;
    double value = 0;
    const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (code != std::errc() || end != text.data() + text.size() || !std::isfinite(value)) {
      return bad_cell(table, item, name, fmt::format("\"{}\" is not a number", printable(text)));
    }
    out[item] = value;
  }
  return out;
}

Result<std::vector<std::string>> text_column(const labels::Table& table, const std::string& name) {
  const auto column = find_column(table, name);
  if (!column.ok()) return column.error();
  std::vector<std::string> out(table.items.size());
  for (std::size_t item = 0; item < out.size(); ++item) {
    if (column.value()->type == Attribute::Type::number) {
      if (item < column.value()->number.size() && std::isfinite(column.value()->number[item])) {
        out[item] = fmt::format("{}", column.value()->number[item]);
      }
    } else {
      out[item] = std::string(cell(*column.value(), item));
    }
  }
  return out;
}

}  // namespace assay::quality
