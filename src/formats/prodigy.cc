// Prodigy: one object per judgement; _input_hash is the item, so that several people's judgements meet.

#include <fmt/format.h>

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

class ProdigyReader {
 public:
  explicit ProdigyReader(ExportRows& rows) : rows_(rows) {}

  void read(object record, std::int64_t row) {
    record_ = record;
    row_ = row;
    item_ = scalar_at(record, "_input_hash");
    if (item_.empty()) return rows_.list("a judgement has no _input_hash: left out", row);
    annotator_ = scalar_at(record, "_annotator_id");
    if (annotator_.empty()) annotator_ = scalar_at(record, "_session_id");
    time_ = scalar_at(record, "_timestamp");
    verdict_ = scalar_at(record, "answer");
    flag_ = scalar_at(record, "flagged");
    if (const std::optional<object> meta = object_at(record, "meta")) rows_.add_data(item_, *meta);
    const bool is_choice = list_at(record, "options").has_value() || list_at(record, "accept").has_value();
    const bool has_spans = list_at(record, "spans").has_value();
    const std::string category = scalar_at(record, "label");
    if (is_choice) {
      read_choice();
    } else if (has_spans && category.empty()) {
      read_spans();
    } else if (!category.empty()) {
      read_binary(category);
    } else {
      rows_.list("a judgement has neither options, a label nor spans: left out", row);
    }
    if (const std::optional<array> relations = list_at(record, "relations");
        relations && relations->size() > 0)
      rows_.leave_out("lists of relations");
  }

 private:
  ExportAnswer answer(std::string_view question, std::string_view label) const {
    return {.item = item_,
            .question = question,
            .annotator = annotator_,
            .label = label,
            .time = time_,
            .flag = flag_};
  }

  // Only `accept` says that the choice or the spans are the answer; ignored and rejected ones are no labels.
  bool is_accepted(std::string_view question) {
    if (verdict_ == "accept") return true;
    if (verdict_ == "reject") {
      rows_.list(
          "a choice or spans were rejected as a whole: no label, counted as skipped, never taken for a "
          "\"no\"",
          row_);
    } else if (verdict_ != "ignore") {
      rows_.list("a judgement has no answer (accept, reject or ignore): counted as skipped", row_);
    }
    rows_.add(answer(question, ""), row_);
    return false;
  }

  void read_choice() {
    if (!is_accepted("choice")) return;
    std::vector<std::string> chosen;
    for (const element entry : elements_at(record_, "accept")) {
      if (std::string text = scalar_of(entry); !text.empty()) chosen.push_back(std::move(text));
    }
    if (chosen.empty()) rows_.list("nothing was chosen: no label, counted as skipped", row_);
    const std::string label = joined_label(std::move(chosen));
    rows_.add(answer("choice", label), row_);
  }

  // "Is it LABEL?": the label is the question, accept and reject are its two answers.
  void read_binary(const std::string& category) {
    const bool is_answer = verdict_ == "accept" || verdict_ == "reject";
    rows_.add(answer(category, is_answer ? std::string_view(verdict_) : std::string_view()), row_);
    if (!is_answer && verdict_ != "ignore") {
      rows_.list("a judgement has no answer (accept, reject or ignore): counted as skipped", row_);
    }
  }

  void read_spans() {
    if (!is_accepted("spans")) return;
    int read = 0;
    for (const element entry : elements_at(record_, "spans")) {
      object span;
      if (entry.get(span) != SUCCESS) continue;
      const std::optional<double> begin = number_at(span, "start");
      const std::optional<double> end = number_at(span, "end");  // not included, unlike token_end
      const std::string category = scalar_at(span, "label");
      if (!begin || !end || *begin < 0 || *end < *begin) {
        rows_.list("a span has no start and end in the text: left out", row_);
        continue;
      }
      const std::array<double, 2> geometry = {*begin, *end};
      rows_.add_region(answer("spans", category), labels::Shape::span, geometry, row_);
      ++read;
    }
    if (read > 0) return;
    rows_.list("an example was accepted without spans: no label, and never taken for a \"no\"", row_);
    rows_.add(answer("spans", ""), row_);
  }

  ExportRows& rows_;
  object record_;
  std::string item_, annotator_, time_, verdict_, flag_;
  std::int64_t row_ = 0;
};

}  // namespace

bool looks_like_prodigy(std::string_view head, std::string_view) {
  const FirstKeys keys(head);
  return keys.has("_input_hash") && (keys.has("answer") || keys.has("_task_hash"));
}

Result<ReadSummary> read_prodigy(std::string_view bytes, const ReadOptions& options, labels::Table& table,
                                 Problems& problems) {
  return read_export<ProdigyReader>(bytes, options, table, problems, "prodigy",
                                    "item=_input_hash, annotator=_annotator_id, time=_timestamp");
}

}  // namespace assay::formats
