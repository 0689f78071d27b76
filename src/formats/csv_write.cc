#include "formats/csv_write.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <span>
#include <vector>

#include "base/clock.h"
#include "base/csv.h"
#include "formats/values.h"

namespace assay::formats {
namespace {

using labels::none;
using labels::Table;

// Whether one of the questions has a name: a table may know names that no row of it has, of regions or gold.
bool has_named(const labels::Dictionary& names, std::span<const std::uint16_t> questions) {
  const std::optional<std::uint32_t> unnamed = names.find("");
  return std::any_of(questions.begin(), questions.end(),
                     [&](std::uint16_t question) { return question != unnamed; });
}

bool has_state(const Table& table, labels::RowState bit) {
  return std::any_of(table.state.begin(), table.state.end(),
                     [bit](std::uint8_t state) { return (state & bit) != 0; });
}

void append_name(std::string& text, const labels::Dictionary& names, std::uint32_t code) {
  if (code != none) append_csv_text(text, names.name(code));
}

// Optional columns may end before the last row that has nothing in them.
template <class T>
T at(const std::vector<T>& column, std::size_t row, T absent) {
  return row < column.size() ? column[row] : absent;
}

void append_time(std::string& text, std::int64_t time) {
  if (time != labels::no_time) text += utc_text_short(time);
}

void append_duration(std::string& text, float seconds) {
  if (seconds >= 0) fmt::format_to(std::back_inserter(text), "{}", seconds);
}

void append_optional_name(std::string& text, const std::vector<std::uint32_t>& column,
                          const labels::Dictionary& names, std::size_t row) {
  if (!column.empty()) append_name(text += ',', names, at(column, row, none));
}

void append_state(std::string& text, const Table& table, std::size_t row, labels::RowState bit) {
  if ((at<std::uint8_t>(table.state, row, 0) & bit) != 0) text += "yes";
}

}  // namespace

AnnotationsCsv::AnnotationsCsv(const Table& table)
    : table_(table),
      question_(has_named(table.questions, table.question)),
      anchored_(has_state(table, labels::row_anchored)),
      reviewed_(has_state(table, labels::row_reviewed)) {}

std::string AnnotationsCsv::header() const {
  std::string text = "item,annotator,label";
  if (question_) text += ",question";
  if (!table_.time_us.empty()) text += ",time";
  if (!table_.duration_s.empty()) text += ",duration";
  if (!table_.guideline_version.empty()) text += ",guideline_version";
  if (!table_.batch.empty()) text += ",batch";
  if (!table_.provider.empty()) text += ",provider";
  if (!table_.flag.empty()) text += ",flag";
  if (!table_.comment.empty()) text += ",comment";
  if (anchored_) text += ",anchored";
  if (reviewed_) text += ",reviewed";
  return text + "\n";
}

void AnnotationsCsv::append(std::string& text, std::size_t row) const {
  append_name(text, table_.items, table_.item[row]);
  append_name(text += ',', table_.annotators, table_.annotator[row]);
  append_name(text += ',', table_.labels, table_.label[row]);
  if (question_) append_name(text += ',', table_.questions, table_.question[row]);
  if (!table_.time_us.empty()) append_time(text += ',', at(table_.time_us, row, labels::no_time));
  if (!table_.duration_s.empty()) append_duration(text += ',', at(table_.duration_s, row, -1.0F));
  append_optional_name(text, table_.guideline_version, table_.guideline_versions, row);
  append_optional_name(text, table_.batch, table_.batches, row);
  append_optional_name(text, table_.provider, table_.providers, row);
  append_optional_name(text, table_.flag, table_.flags, row);
  append_optional_name(text, table_.comment, table_.comments, row);
  if (anchored_) append_state(text += ',', table_, row, labels::row_anchored);
  if (reviewed_) append_state(text += ',', table_, row, labels::row_reviewed);
  text += '\n';
}

std::string annotations_csv(const Table& table) {
  const AnnotationsCsv csv(table);
  std::string text = csv.header();
  for (std::size_t row = 0; row < table.row_count(); ++row) csv.append(text, row);
  return text;
}

std::string gold_csv(const Table& table) {
  std::vector<std::uint16_t> asked;
  for (const labels::GoldRow& gold : table.gold) asked.push_back(gold.question);
  const bool questions = has_named(table.questions, asked);
  std::string text = questions ? "item,label,question\n" : "item,label\n";
  for (const labels::GoldRow& gold : table.gold) {
    append_name(text, table.items, gold.item);
    append_name(text += ',', table.labels, gold.label);
    if (questions) append_name(text += ',', table.questions, gold.question);
    text += '\n';
  }
  return text;
}

}  // namespace assay::formats
