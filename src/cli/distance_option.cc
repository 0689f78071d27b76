#include "cli/distance_option.h"

#include <fmt/format.h>

#include <cmath>
#include <optional>
#include <vector>

#include "base/file.h"
#include "base/text.h"
#include "formats/sheet.h"
#include "formats/values.h"

namespace assay::cli {
namespace {

using quality::ChosenDistance;

constexpr std::size_t tree_rows_max = 1'000'000;

Error refused(const std::string& message) { return Error{ErrorCode::invalid, message, "--distance"}; }

std::vector<double> numbers_of(const std::string& text) {
  std::vector<double> out;
  std::size_t begin = 0;
  while (begin <= text.size()) {
    const std::size_t end = std::min(text.find(':', begin), text.size());
    const std::optional<double> number =
        formats::number_from(std::string_view(text).substr(begin, end - begin));
    if (!number || !std::isfinite(*number)) return {};
    out.push_back(*number);
    begin = end + 1;
  }
  return out;
}

Result<ChosenDistance> circular(const std::string& rest) {
  const std::vector<double> numbers = numbers_of(rest);
  if (numbers.size() != 1 || !(numbers[0] > 0))
    return refused("circular needs the length of a full turn: circular:360, circular:24");
  ChosenDistance out;
  out.scale = stats::Scale::circular;
  out.period = numbers[0];
  return out;
}

Result<ChosenDistance> bipolar(const std::string& rest) {
  const std::vector<double> numbers = numbers_of(rest);
  if (numbers.size() != 2 || !(numbers[0] < numbers[1]))
    return refused("bipolar needs both ends of the scale: bipolar:-3:3");
  ChosenDistance out;
  out.scale = stats::Scale::bipolar;
  out.low = numbers[0];
  out.high = numbers[1];
  return out;
}

Result<ChosenDistance> tree(const std::string& path) {
  const Result<FileBytes> file = FileBytes::open(path);
  if (!file.ok()) return file.error();
  formats::ReadOptions options;
  options.file = path;
  options.columns = {{"item", "category"}};
  formats::Problems problems;
  const Result<formats::Sheet> sheet =
      formats::read_sheet(file.value().bytes(), formats::FileKind::item_attributes, options, problems);
  if (!sheet.ok()) return sheet.error();
  std::size_t parent = sheet.value().columns.size();
  for (std::size_t column = 0; column < sheet.value().columns.size(); ++column) {
    if (sheet.value().columns[column].name == "parent") parent = column;
  }
  if (parent == sheet.value().columns.size())
    return refused(
        fmt::format("{} has no column parent; a tree is a table with the columns category and "
                    "parent, parent empty below the root",
                    printable(path)));
  if (sheet.value().row_count() > tree_rows_max)
    return refused(fmt::format("a tree has at most {} rows", tree_rows_max));
  ChosenDistance out;
  out.scale = stats::Scale::tree;
  for (std::size_t row = 0; row < sheet.value().row_count(); ++row) {
    out.parent_of.emplace_back(sheet.value().cell(formats::Role::item, row), sheet.value().cell(parent, row));
  }
  return out;
}

}  // namespace

Result<ChosenDistance> distance_option(const std::string& text) {
  const std::size_t colon = text.find(':');
  const std::string name = text.substr(0, colon);
  const std::string rest = colon == std::string::npos ? "" : text.substr(colon + 1);
  if (name == "circular") return circular(rest);
  if (name == "bipolar") return bipolar(rest);
  if (name == "tree" && !rest.empty()) return tree(rest);
  return refused("the distances are circular:PERIOD, bipolar:LOW:HIGH and tree:FILE");
}

}  // namespace assay::cli
