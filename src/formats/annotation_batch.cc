#include "formats/annotation_batch.h"

#include <fmt/format.h>
#include <simdjson.h>

#include <array>
#include <functional>
#include <optional>
#include <string>
#include <utility>

#include "formats/values.h"

namespace assay::formats {
namespace {

using simdjson::dom::element;

// One field of a row: takes the value, false when it is of another kind.
using Take = bool (*)(domain::NewAnnotation& row, element value);
struct Field {
  std::string_view name;
  Take take;
};

bool take_text(std::string& to, element value) {
  std::string_view text;
  if (value.is_null()) return true;
  if (value.get(text) != simdjson::SUCCESS) return false;
  to = text;
  return true;
}

bool take_time(std::optional<std::int64_t>& to, element value) {
  std::string_view text;
  if (value.is_null()) return true;
  if (value.get(text) != simdjson::SUCCESS) return false;
  to = time_us_from(text);
  return to.has_value();
}

template <class Word>
bool take_word(Word& to, element value, std::optional<Word> (*from)(std::string_view)) {
  std::string_view text;
  if (value.is_null()) return true;
  if (value.get(text) != simdjson::SUCCESS) return false;
  const std::optional<Word> word = from(text);
  if (word) to = *word;
  return word.has_value();
}

// The texts of a list; nothing when it holds anything else.
std::optional<std::vector<std::string>> texts_of(element value) {
  simdjson::dom::array list;
  if (value.get(list) != simdjson::SUCCESS) return std::nullopt;
  std::vector<std::string> texts;
  for (const element member : list) {
    std::string_view text;
    if (member.get(text) != simdjson::SUCCESS) return std::nullopt;
    texts.emplace_back(text);
  }
  return texts;
}

bool take_label(domain::NewAnnotation& row, element value) {
  if (value.is_null()) {
    row.label.reset();
    return true;
  }
  if (value.is_array()) {
    auto members = texts_of(value);
    if (!members || members->empty()) return false;
    row.label = label_set(*std::move(members));
    return true;
  }
  std::string_view text;
  if (value.get(text) == simdjson::SUCCESS) {
    row.label = std::string(text);
    return !text.empty();
  }
  std::int64_t whole = 0;
  double number = 0;
  if (value.get(whole) == simdjson::SUCCESS) {
    row.label = fmt::format("{}", whole);
  } else if (value.get(number) == simdjson::SUCCESS) {
    row.label = fmt::format("{}", number);
  } else {
    return false;
  }
  return true;
}

bool take_rules(domain::NewAnnotation& row, element value) {
  if (value.is_null()) return true;
  const auto rules = texts_of(value);
  if (!rules) return false;
  for (const std::string& rule : *rules) row.rules_cited += (row.rules_cited.empty() ? "" : ",") + rule;
  return true;
}

bool take_confidence(domain::NewAnnotation& row, element value) {
  if (value.is_null()) return true;
  double number = 0;
  if (value.get(number) != simdjson::SUCCESS || number < 0 || number > 1) return false;
  row.confidence = number;
  return true;
}

bool take_active_ms(domain::NewAnnotation& row, element value) {
  if (value.is_null()) return true;
  std::int64_t ms = 0;
  if (value.get(ms) != simdjson::SUCCESS || ms < 0) return false;
  row.active_ms = ms;
  return true;
}

using Row = domain::NewAnnotation;
constexpr std::array<Field, 17> row_fields = {{
    {"item", [](Row& row, element value) { return take_text(row.item, value); }},
    {"question", [](Row& row, element value) { return take_text(row.question, value); }},
    {"annotator", [](Row& row, element value) { return take_text(row.annotator, value); }},
    {"label", take_label},
    {"started_at", [](Row& row, element value) { return take_time(row.shown_at, value); }},
    {"first_action_at", [](Row& row, element value) { return take_time(row.first_action_at, value); }},
    {"submitted_at", [](Row& row, element value) { return take_time(row.submitted_at, value); }},
    {"active_ms", take_active_ms},
    {"confidence", take_confidence},
    {"flag", [](Row& row, element value) { return take_word(row.flag, value, domain::flag_from); }},
    {"guideline_version", [](Row& row, element value) { return take_text(row.guideline_version, value); }},
    {"batch", [](Row& row, element value) { return take_text(row.batch, value); }},
    {"provider", [](Row& row, element value) { return take_text(row.provider, value); }},
    {"origin", [](Row& row, element value) { return take_word(row.origin, value, domain::origin_from); }},
    {"pass", [](Row& row, element value) { return take_word(row.pass, value, domain::pass_from); }},
    {"role", [](Row& row, element value) { return take_word(row.role, value, domain::role_from); }},
    {"rules", take_rules},
}};

Error wrong(std::size_t row, std::string_view field, std::string_view message) {
  return Error{ErrorCode::invalid, std::string(message), fmt::format("annotations[{}].{}", row, field)};
}

std::optional<Error> read_row(simdjson::dom::object from, std::size_t index, domain::NewAnnotation& row) {
  bool has_label = false;
  for (const auto& [name, value] : from) {
    const Field* known = nullptr;
    for (const Field& field : row_fields) {
      if (field.name == name) known = &field;
    }
    if (known == nullptr) return wrong(index, name, "an annotation has no field of this name");
    if (!known->take(row, value)) return wrong(index, name, "this field takes another kind of value");
    has_label = has_label || name == "label";
  }
  if (row.item.empty()) return wrong(index, "item", "an annotation names its item");
  if (row.annotator.empty()) return wrong(index, "annotator", "an annotation names its annotator");
  if (!has_label) return wrong(index, "label", "an annotation has a label; null says that it was skipped");
  return std::nullopt;
}

}  // namespace

Result<std::vector<domain::NewAnnotation>> read_annotation_batch(std::string_view json) {
  const Error shape{ErrorCode::invalid, "send {\"annotations\": [...]}", "body"};
  simdjson::dom::parser parser;  // takes room for the document as it is; a smaller limit refuses short ones
  simdjson::dom::element document;
  const auto error = parser.parse(json.data(), json.size()).get(document);
  if (error != simdjson::SUCCESS) return Error{ErrorCode::invalid, "the body is no JSON", "body"};
  simdjson::dom::object body;
  simdjson::dom::array list;
  if (document.get(body) != simdjson::SUCCESS || body.size() != 1 ||
      body["annotations"].get(list) != simdjson::SUCCESS) {
    return shape;
  }
  if (list.size() == 0 || list.size() > annotation_batch_max) {
    return Error{ErrorCode::invalid, fmt::format("send 1 to {} annotations at once", annotation_batch_max),
                 "annotations"};
  }
  std::vector<domain::NewAnnotation> rows;
  rows.reserve(list.size());
  for (const element value : list) {
    simdjson::dom::object from;
    domain::NewAnnotation row;
    if (value.get(from) != simdjson::SUCCESS) return wrong(rows.size(), "", "an annotation is an object");
    if (auto problem = read_row(from, rows.size(), row)) return *std::move(problem);
    rows.push_back(std::move(row));
  }
  return rows;
}

}  // namespace assay::formats
