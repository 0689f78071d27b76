// Argilla: records with the responses of several people to several questions, as its SDK writes them (version
// 2), flattened for Hugging Face datasets, or in the rows of version 1.

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "formats/export_records.h"
#include "formats/json_access.h"
#include "formats/json_keys.h"
#include "formats/readers.h"
#include "formats/values.h"

namespace assay::formats {
namespace {

using simdjson::SUCCESS;
using simdjson::dom::array;
using simdjson::dom::element;
using simdjson::dom::object;

constexpr std::size_t argilla_category_bytes_max = 200;  // longer texts are somebody's words, not a category
constexpr std::string_view responses_end = ".responses";

struct Response {
  std::optional<element> value;
  std::string user, status;
};

bool is_scored_list(array list) {  // a ranking: [{"value", "rank"}, ...]
  object first;
  return list.size() > 0 && list.at(0).get(first) == SUCCESS && has_value(first, "rank");
}

class ArgillaReader {
 public:
  explicit ArgillaReader(ExportRows& rows) : rows_(rows) {}

  void read(object record, std::int64_t row) {
    row_ = row;
    item_ = scalar_at(record, "id");
    if (item_.empty()) item_ = scalar_at(record, "external_id");
    if (item_.empty()) {
      item_ = fmt::format("line {}", row);
      rows_.list("a record has no id: it is named by its place in the file, such as \"line 1\"", row);
    }
    rows_.see_item(item_);
    if (const auto metadata = object_at(record, "metadata")) rows_.add_data(item_, *metadata);
    if (const auto responses = object_at(record, "responses")) return read_nested(record, *responses);
    for (const auto& [key, value] : record) read_column(record, key, value);
  }

 private:
  // Version 2: responses {question: [{value, user_id, status}]}, suggestions {question: {value, ...}}.
  void read_nested(object record, object responses) {
    const std::optional<object> suggestions = object_at(record, "suggestions");
    for (const auto& [question, value] : responses) {
      const bool is_suggested = suggestions && has_value(*suggestions, question);
      read_list(question, value, is_suggested);
    }
  }

  void read_list(std::string_view question, element value, bool is_suggested) {
    array list;
    if (value.get(list) != SUCCESS) return rows_.list("responses are no list: left out", row_);
    for (const element entry : list) {
      object response;
      if (entry.get(response) != SUCCESS) {
        rows_.list("a response is no object: left out", row_);
        continue;
      }
      element said;
      Response read{.user = scalar_at(response, "user_id"), .status = scalar_at(response, "status")};
      if (response["value"].get(said) == SUCCESS) read.value = said;
      add(question, read, is_suggested);
    }
  }

  // Flattened: "q.responses", "q.responses.users" and "q.responses.status" are parallel lists. Version 1: the
  // question itself holds [{user_id, value, status}], or an object of three lists.
  void read_column(object record, std::string_view key, element value) {
    if (key.ends_with(responses_end)) {
      const std::string_view question = key.substr(0, key.size() - responses_end.size());
      const std::string name(key);
      read_parallel(question, value, elements_at(record, name + ".users"),
                    elements_at(record, name + ".status"),
                    has_value(record, std::string(question) + ".suggestion"));
      return;
    }
    const bool is_suggested = has_value(record, std::string(key) + "-suggestion");
    object lists, first;
    array list;
    if (value.get(lists) == SUCCESS && has_value(lists, "value") && has_value(lists, "user_id")) {
      element values;
      if (lists["value"].get(values) != SUCCESS) return;
      read_parallel(key, values, elements_at(lists, "user_id"), elements_at(lists, "status"), is_suggested);
    } else if (value.get(list) == SUCCESS && list.size() > 0 && list.at(0).get(first) == SUCCESS &&
               has_value(first, "user_id") && has_value(first, "value")) {
      read_list(key, value, is_suggested);
    }
  }

  void read_parallel(std::string_view question, element values, const std::vector<element>& users,
                     const std::vector<element>& statuses, bool is_suggested) {
    array list;
    if (values.get(list) != SUCCESS) return;  // nobody answered
    std::size_t at = 0;
    for (const element entry : list) {
      Response response{.value = entry};
      if (at < users.size()) response.user = scalar_of(users[at]);
      if (at < statuses.size()) response.status = scalar_of(statuses[at]);
      if (at >= statuses.size()) {
        rows_.list("the lists of responses and of their status differ in length: taken as submitted", row_);
      }
      add(question, response, is_suggested);
      ++at;
    }
  }

  void add(std::string_view question, const Response& response, bool is_suggested) {
    if (response.status == "draft" || response.status == "pending") return rows_.leave_out("drafts");
    ExportAnswer answer{.item = item_, .question = question, .annotator = response.user};
    answer.is_anchored = is_suggested;
    if (response.status == "discarded" || !response.value || response.value->is_null()) {
      return rows_.add(answer, row_);
    }
    array list;
    if (response.value->get(list) != SUCCESS) return add_scalar(answer, *response.value);
    if (is_scored_list(list)) return rows_.leave_out("rankings");
    object first;
    if (list.size() > 0 && list.at(0).get(first) == SUCCESS) return add_spans(answer, list);
    std::vector<std::string> members;
    for (const element member : list) members.push_back(scalar_of(member));
    const std::string label = members.empty() ? "" : label_set(std::move(members));
    if (label.empty())
      rows_.list("a response has nothing marked: no label, and never taken for a \"no\"", row_);
    answer.label = label;
    rows_.add(answer, row_);
  }

  void add_scalar(ExportAnswer answer, element value) {
    const std::string label = scalar_of(value);
    if (label.size() > argilla_category_bytes_max || value.is_object())
      return rows_.leave_out("answers in free text");
    answer.label = label;
    rows_.add(answer, row_);
  }

  void add_spans(ExportAnswer answer, array list) {
    for (const element entry : list) {
      object span;
      if (entry.get(span) != SUCCESS) continue;
      const std::optional<double> begin = number_at(span, "start");
      const std::optional<double> end = number_at(span, "end");
      if (!begin || !end || *begin < 0 || *end < *begin) {
        rows_.list("a span has no start and end in the text: left out", row_);
        continue;
      }
      const std::string category = scalar_at(span, "label");
      answer.label = category;
      const std::array<double, 2> geometry = {*begin, *end};
      rows_.add_region(answer, labels::Shape::span, geometry, row_);
    }
  }

  ExportRows& rows_;
  std::string item_;
  std::int64_t row_ = 0;
};

}  // namespace

bool looks_like_argilla(std::string_view head, std::string_view) {
  const FirstKeys keys(head);
  if (keys.has("responses", '{') && (keys.has("fields", '{') || keys.has("suggestions", '{'))) return true;
  if (keys.has_ending(".responses.users") || keys.has_ending(".responses.status")) return true;
  return keys.has("user_id", FirstKeys::any_value, 2) && keys.has("status", FirstKeys::any_value, 2) &&
         keys.has("value", FirstKeys::any_value, 2);
}

Result<ReadSummary> read_argilla(std::string_view bytes, const ReadOptions& options, labels::Table& table,
                                 Problems& problems) {
  return read_export<ArgillaReader>(bytes, options, table, problems, "argilla",
                                    "item=id, annotator=user_id, question=name of the question; answers with "
                                    "a suggestion beside them are anchored");
}

}  // namespace assay::formats
