#include "formats/annotation_rows.h"

#include <fmt/format.h>

#include "formats/values.h"

namespace assay::formats {
namespace {

using labels::none;

std::string_view field(const RoleFields& fields, Role role) { return fields[static_cast<std::size_t>(role)]; }

std::uint32_t code_or_none(labels::Dictionary& names, std::string_view name) {
  return name.empty() ? none : names.code(name);
}

// Codes run on when the same name comes again, which saves the look-up.
std::uint32_t code_after(labels::Dictionary& names, std::uint32_t& last, std::string_view name) {
  if (last == none || names.name(last) != name) last = names.code(name);
  return last;
}

// Most files have none of the columns that say yes or no: spares the call.
bool says_yes_if_any(std::string_view text) { return !text.empty() && says_yes(text); }

std::string quoted(std::string_view text) {
  return fmt::format("\"{}{}\"", text.substr(0, 60), text.size() > 60 ? "..." : "");
}

void report_blanks_of(const std::string& file, const char* column, const labels::Dictionary& names,
                      std::uint32_t before, Problems& problems) {
  for (std::uint32_t code = 0; code < names.size(); ++code) {
    const std::string_view name = names.name(code);
    const std::string_view bare = trimmed(name);
    if (bare.size() == name.size()) continue;
    const std::optional<std::uint32_t> twin = names.find(bare);
    if (!twin || (code < before && *twin < before)) continue;
    problems.add({.file = file,
                  .column = column,
                  .message = fmt::format("{} and {} differ only by blanks: kept as two different names",
                                         quoted(name), quoted(bare))});
  }
}

}  // namespace

void AnnotationRows::problem(std::int64_t row, const char* column, std::string message) {
  problems_.add({.file = file_, .row = row, .column = column, .message = std::move(message)});
}

std::uint32_t AnnotationRows::label_code(std::string_view label) {
  if (!may_be_label_set(label)) return table_.labels.code(label);
  const std::uint32_t text = set_texts_.code(label);
  if (text == set_codes_.size()) {
    const std::optional<std::string> set = label_set_from(label);
    set_codes_.push_back(table_.labels.code(set ? std::string_view(*set) : label));
  }
  return set_codes_[text];
}

void AnnotationRows::add_optional(const RoleFields& fields, std::int64_t row, labels::RowCodes& codes) {
  codes.guideline_version = code_or_none(table_.guideline_versions, field(fields, Role::guideline_version));
  codes.batch = code_or_none(table_.batches, field(fields, Role::batch));
  codes.provider = code_or_none(table_.providers, field(fields, Role::provider));
  if (const std::string_view text = field(fields, Role::flag); !text.empty())
    codes.flag = code_or_none(table_.flags, flag_from(text));
  codes.comment = code_or_none(table_.comments, trimmed(field(fields, Role::comment)));
  if (const std::string_view text = field(fields, Role::time); !text.empty()) {
    const std::optional<std::int64_t> time = time_us_from(text);
    if (time) {
      codes.time_us = *time;
    } else {
      problem(row, "time",
              quoted(text) + " is neither ISO 8601 nor Unix time: the row is kept without a time");
    }
  }
  if (const std::string_view text = field(fields, Role::duration); !text.empty()) {
    const std::optional<double> seconds = number_from(text);
    if (seconds && *seconds >= 0 && *seconds < 1e12) {
      codes.duration_s = static_cast<float>(*seconds);
    } else {
      problem(row, "duration", quoted(text) + " is no duration in seconds: the row is kept without one");
    }
  }
}

labels::RowCodes AnnotationRows::codes_of(const RoleFields& fields, std::int64_t row) {
  labels::RowCodes codes;
  codes.item = code_after(table_.items, last_item_, field(fields, Role::item));
  codes.annotator = code_or_none(table_.annotators, field(fields, Role::annotator));
  if (says_yes_if_any(field(fields, Role::anchored))) codes.state |= labels::row_anchored;
  if (says_yes_if_any(field(fields, Role::reviewed))) codes.state |= labels::row_reviewed;
  add_optional(fields, row, codes);
  return codes;
}

bool AnnotationRows::add(const RoleFields& fields, std::int64_t row) {
  if (field(fields, Role::item).empty()) {
    problem(row, "item", "no item: the row is left out");
    return true;
  }
  const std::uint32_t asked = code_after(table_.questions, last_question_, field(fields, Role::question));
  if (asked >= labels::questions_max) return false;
  const std::string_view label = field(fields, Role::label);
  if (keys_alone_ && !label.empty()) {
    const std::uint32_t item = code_after(table_.items, last_item_, field(fields, Role::item));
    const std::uint32_t annotator = code_or_none(table_.annotators, field(fields, Role::annotator));
    table_.add_keys(item, static_cast<std::uint16_t>(asked), annotator, label_code(label));
    ++added_;
    return true;
  }
  labels::RowCodes codes = codes_of(fields, row);
  codes.question = static_cast<std::uint16_t>(asked);
  if (label.empty() || says_yes_if_any(field(fields, Role::skipped))) {
    codes.state |= labels::row_skipped;
    keys_alone_ = false;  // the column of states is in use from here on
  } else {
    codes.label = label_code(label);
  }
  table_.add_codes(codes);
  ++added_;
  return true;
}

void AnnotationRows::hold(const RoleFields& fields, std::int64_t row) {
  held_.push_back(codes_of(fields, row));
  held_.back().state |= labels::row_skipped;
}

void AnnotationRows::add_held(std::span<const std::uint16_t> questions) {
  for (labels::RowCodes codes : held_) {
    for (const std::uint16_t question : questions) {
      codes.question = question;
      table_.add_codes(codes);
      ++added_;
    }
  }
  held_.clear();
}

NameCounts count_names(const labels::Table& table) {
  return {table.items.size(), table.annotators.size(), table.labels.size(), table.questions.size()};
}

void report_blanks(const std::string& file, const labels::Table& table, const NameCounts& before,
                   Problems& problems) {
  report_blanks_of(file, "item", table.items, before.items, problems);
  report_blanks_of(file, "annotator", table.annotators, before.annotators, problems);
  report_blanks_of(file, "label", table.labels, before.labels, problems);
  report_blanks_of(file, "question", table.questions, before.questions, problems);
}

}  // namespace assay::formats
