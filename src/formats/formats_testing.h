#pragma once
// What the tests of this room share: read a text, write a table down as one line.

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <string>
#include <utility>

#include "formats/reader.h"

namespace assay::formats {

struct Read {
  bool ok = false;
  std::string error;
  ReadSummary summary;
  labels::Table table;
  Problems problems;
};

inline Read read_text(std::string_view text, ReadOptions options = {}) {
  Read read;
  if (options.file.empty()) options.file = "f";
  const Result<ReadSummary> result = read_annotations(text, options, read.table, read.problems);
  read.ok = result.ok();
  if (read.ok) {
    read.summary = result.value();
  } else {
    read.error = error_text(result.error());
  }
  return read;
}

inline std::string messages_of(const Problems& problems) {
  std::string text;
  for (const Problem& problem : problems.listed) {
    text += fmt::format("{}{} {}: {}", text.empty() ? "" : "|", problem.row, problem.column, problem.message);
  }
  return text;
}

// "item annotator label question|..." with ? for an unknown annotator and - for no label.
inline std::string rows_of(const labels::Table& table) {
  std::string text;
  for (std::size_t row = 0; row < table.row_count(); ++row) {
    const std::string_view question = table.questions.name(table.question[row]);
    text +=
        fmt::format("{}{} {} {}{}{}", row == 0 ? "" : "|", table.items.name(table.item[row]),
                    table.annotator[row] == labels::none ? "?" : table.annotators.name(table.annotator[row]),
                    table.label[row] == labels::none ? "-" : table.labels.name(table.label[row]),
                    question.empty() ? "" : " ", question);
  }
  return text;
}

// "flag/comment|..." of every row, with - for none.
inline std::string raised_of(const labels::Table& table) {
  const auto name = [](const labels::Dictionary& names, const std::vector<std::uint32_t>& codes,
                       std::size_t row) {
    return row < codes.size() && codes[row] != labels::none ? std::string(names.name(codes[row]))
                                                            : std::string("-");
  };
  std::string text;
  for (std::size_t row = 0; row < table.row_count(); ++row)
    text += (row == 0 ? "" : "|") + name(table.flags, table.flag, row) + "/" +
            name(table.comments, table.comment, row);
  return text;
}

// "item annotator category question shape 1,2,3|..." of the regions, with ! after what is gold.
inline std::string regions_of(const labels::Table& table) {
  std::string text;
  for (const labels::Region& region : table.regions.rows) {
    text += fmt::format("{}{} {} {} {} {} {}{}", text.empty() ? "" : "|", table.items.name(region.item),
                        region.annotator == labels::none ? "?" : table.annotators.name(region.annotator),
                        region.label == labels::none ? "-" : table.labels.name(region.label),
                        table.questions.name(region.question), labels::shape_name(region.shape),
                        fmt::join(table.regions.geometry(region), ","), region.is_gold ? "!" : "");
  }
  return text;
}

// "item label question|..." of the gold.
inline std::string gold_of(const labels::Table& table) {
  std::string text;
  for (const labels::GoldRow& gold : table.gold) {
    const std::string_view question = table.questions.name(gold.question);
    text += fmt::format("{}{} {}{}{}", text.empty() ? "" : "|", table.items.name(gold.item),
                        table.labels.name(gold.label), question.empty() ? "" : " ", question);
  }
  return text;
}

}  // namespace assay::formats
