#include "labels/table.h"

#include <limits>

#include "base/check.h"
#include "base/parallel.h"

namespace assay::labels {
namespace {

std::uint32_t code_or_none(Dictionary& dictionary, std::string_view name) {
  return name.empty() ? none : dictionary.code(name);
}

// Writes the value of the row just added into an optional column, which stays empty while nobody has used it.
template <class T>
inline void set_optional(std::vector<T>& column, std::size_t row, T value, T absent) {
  if (value == absent && column.empty()) return;
  if (column.size() < row) column.resize(row, absent);
  column.push_back(value);
}

// The codes in `into` of all names of `part`, added where new. Memory is asked for names ahead of their turn.
std::vector<std::uint32_t> add_names(Dictionary& into, const Dictionary& part) {
  constexpr std::uint32_t ahead = 16;
  into.reserve(into.size() + part.size());
  std::vector<std::uint32_t> code_of(part.size());
  for (std::uint32_t code = 0; code < part.size(); ++code) {
    if (code + ahead < part.size()) into.prefetch(part.name(code + ahead));
    code_of[code] = into.code(part.name(code));
  }
  return code_of;
}

void append_codes(std::vector<std::uint32_t>& column, const std::vector<std::uint32_t>& part,
                  const std::vector<std::uint32_t>& code_of) {
  const std::size_t before = column.size();
  column.resize(before + part.size());
  for (std::size_t row = 0; row < part.size(); ++row) {
    column[before + row] = part[row] == none ? none : code_of[part[row]];
  }
}

// Appends an optional column of part, which has part_rows rows, to one of a table that had `rows` rows.
template <class T>
void append_optional(std::vector<T>& column, std::size_t rows, const std::vector<T>& part,
                     std::size_t part_rows, T absent) {
  if (column.empty() && part.empty()) return;
  column.resize(rows, absent);
  column.insert(column.end(), part.begin(), part.end());
  column.resize(rows + part_rows, absent);
}

void append_optional_names(std::vector<std::uint32_t>& column, std::size_t rows, Dictionary& names,
                           const std::vector<std::uint32_t>& part, const Dictionary& part_names,
                           std::size_t part_rows) {
  const std::vector<std::uint32_t> code_of = add_names(names, part_names);
  if (column.empty() && part.empty()) return;
  column.resize(rows, none);
  append_codes(column, part, code_of);
  column.resize(rows + part_rows, none);
}

}  // namespace

void Table::add(const Row& row) {
  const std::uint32_t asked = questions.code(row.question);
  ASSAY_CHECK(asked < questions_max, "readers refuse more than 65,535 questions");
  add_codes({.item = items.code(row.item),
             .question = static_cast<std::uint16_t>(asked),
             .annotator = code_or_none(annotators, row.annotator),
             .label = (row.state & row_skipped) != 0 ? none : code_or_none(labels, row.label),
             .guideline_version = code_or_none(guideline_versions, row.guideline_version),
             .batch = code_or_none(batches, row.batch),
             .provider = code_or_none(providers, row.provider),
             .flag = code_or_none(flags, row.flag),
             .comment = code_or_none(comments, row.comment),
             .time_us = row.time_us,
             .duration_s = row.duration_s < 0 ? -1.0F : row.duration_s,
             .state = row.state});
}

void Table::add_codes(const RowCodes& row) {
  const std::size_t at = item.size();
  item.push_back(row.item);
  question.push_back(row.question);
  annotator.push_back(row.annotator);
  label.push_back(row.label);
  set_optional(guideline_version, at, row.guideline_version, none);
  set_optional(batch, at, row.batch, none);
  set_optional(provider, at, row.provider, none);
  set_optional(flag, at, row.flag, none);
  set_optional(comment, at, row.comment, none);
  set_optional(time_us, at, row.time_us, no_time);
  set_optional(duration_s, at, row.duration_s, -1.0F);
  set_optional<std::uint8_t>(state, at, row.state, 0);
}

std::size_t Table::row_bytes() const {
  const auto bytes = [](const auto&... columns) {
    return (std::size_t{0} + ... + (columns.capacity() * sizeof(columns[0])));
  };
  return bytes(item, question, annotator, label, guideline_version, batch, provider, flag, comment, time_us,
               duration_s, state);
}

void Table::reserve_rows(std::size_t more) {
  const std::size_t rows = row_count() + more;
  item.reserve(rows);
  question.reserve(rows);
  annotator.reserve(rows);
  label.reserve(rows);
  const auto reserve = [rows](auto& column) {
    if (!column.empty()) column.reserve(rows);
  };
  reserve(guideline_version);
  reserve(batch);
  reserve(provider);
  reserve(flag);
  reserve(comment);
  reserve(time_us);
  reserve(duration_s);
  reserve(state);
}

bool Table::append(const Table& part) {
  ASSAY_CHECK(part.gold.empty() && part.regions.rows.empty() && part.item_attributes.empty() &&
                  part.annotator_attributes.empty(),
              "a part holds annotations only");
  std::uint32_t fresh = 0;
  for (std::uint32_t code = 0; code < part.questions.size(); ++code) {
    fresh += questions.find(part.questions.name(code)) ? 0U : 1U;
  }
  if (questions.size() + fresh > questions_max) return false;
  const std::size_t rows = row_count();
  const std::size_t more = part.row_count();
  const auto append_questions = [&] {
    const std::vector<std::uint32_t> question_of = add_names(questions, part.questions);
    question.resize(rows + more);
    for (std::size_t row = 0; row < more; ++row) {
      question[rows + row] = static_cast<std::uint16_t>(question_of[part.question[row]]);
    }
  };
  for_chunks(4, 1, [&](Chunk column) {  // columns know nothing of each other
    if (column.index == 0) append_codes(item, part.item, add_names(items, part.items));
    if (column.index == 1) append_codes(annotator, part.annotator, add_names(annotators, part.annotators));
    if (column.index == 2) append_codes(label, part.label, add_names(labels, part.labels));
    if (column.index == 3) append_questions();
  });
  append_optional_names(guideline_version, rows, guideline_versions, part.guideline_version,
                        part.guideline_versions, more);
  append_optional_names(batch, rows, batches, part.batch, part.batches, more);
  append_optional_names(provider, rows, providers, part.provider, part.providers, more);
  append_optional_names(flag, rows, flags, part.flag, part.flags, more);
  append_optional_names(comment, rows, comments, part.comment, part.comments, more);
  append_optional(time_us, rows, part.time_us, more, no_time);
  append_optional(duration_s, rows, part.duration_s, more, -1.0F);
  append_optional<std::uint8_t>(state, rows, part.state, more, 0);
  return true;
}

void Table::add_gold(std::string_view item_name, std::string_view question_name,
                     std::string_view label_name) {
  gold.push_back({items.code(item_name), static_cast<std::uint16_t>(questions.code(question_name)),
                  code_or_none(labels, label_name)});
}

void align_attributes(std::vector<Attribute>& attributes, std::uint32_t count) {
  for (Attribute& attribute : attributes) {
    if (attribute.type == Attribute::Type::text) {
      attribute.code.resize(count, none);
    } else {
      attribute.number.resize(count, std::numeric_limits<double>::quiet_NaN());
    }
  }
}

}  // namespace assay::labels
