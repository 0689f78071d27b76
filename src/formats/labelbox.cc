// Labelbox: the export (one object per data row, with the labels of several people) and the import format
// (one object per annotation).

#include <fmt/format.h>

#include <array>
#include <set>

#include "formats/export_records.h"
#include "formats/json_access.h"
#include "formats/json_keys.h"
#include "formats/labelbox_objects.h"
#include "formats/readers.h"
#include "formats/values.h"

namespace assay::formats {
namespace {

using simdjson::SUCCESS;
using simdjson::dom::array;
using simdjson::dom::element;
using simdjson::dom::object;

constexpr std::string_view unread_answer = "answers in free text, and what is said of an object";

// The categories of a radio or checklist answer; nothing for a text.
std::optional<std::string> answer_of(object classification) {
  if (const auto radio = object_at(classification, "radio_answer")) {
    const std::string name = scalar_at(*radio, "name");
    return name.empty() ? scalar_at(*radio, "value") : name;
  }
  const std::optional<array> list = list_at(classification, "checklist_answers");
  if (!list) return std::nullopt;
  std::vector<std::string> members;
  for (const element entry : *list) {
    object answer;
    if (entry.get(answer) != SUCCESS) continue;
    std::string name = scalar_at(answer, "name");
    members.push_back(name.empty() ? scalar_at(answer, "value") : std::move(name));
  }
  return members.empty() ? std::string() : label_set(std::move(members));
}

class LabelboxReader {
 public:
  explicit LabelboxReader(ExportRows& rows) : rows_(rows) {}

  void read(object record, std::int64_t row) {
    row_ = row;
    if (const auto data_row = object_at(record, "dataRow")) return read_import(record, *data_row);
    const std::optional<object> data_row = object_at(record, "data_row");
    if (!data_row || !take_item(*data_row, {"global_key", "external_id", "id"})) {
      return rows_.list("an object has no data_row with a key or id: left out", row);
    }
    rows_.see_item(item_);
    for (const element entry : elements_at(record, "metadata_fields")) {
      object field;
      if (entry.get(field) == SUCCESS) rows_.leave_out("metadata fields");
    }
    const std::optional<object> projects = object_at(record, "projects");
    if (!projects) return rows_.list("a data row has no projects: nobody labelled it", row);
    for (const auto& [id, value] : *projects) {
      object project;
      if (value.get(project) == SUCCESS) read_project(project);
    }
  }

 private:
  bool take_item(object data_row, std::initializer_list<const char*> keys) {
    item_.clear();
    for (const char* key : keys) {
      if (item_.empty()) item_ = scalar_at(data_row, key);
    }
    return !item_.empty();
  }

  // A label that another one, or itself, is measured against is the benchmark: gold.
  static std::set<std::string> benchmarks_of(array labels) {
    std::set<std::string> ids;
    for (const element entry : labels) {
      object label;
      if (entry.get(label) != SUCCESS) continue;
      const std::optional<object> details = object_at(label, "performance_details");
      const std::string id = scalar_at(label, "id");
      if (details && is_true(*details, "benchmark_reference_label")) ids.insert(id);
      if (scalar_at(label, "label_kind") == "Benchmark") ids.insert(id);
      if (!details || is_true(*details, "benchmark_reference_label")) continue;
      const std::string reference = scalar_at(*details, "benchmark_reference_label");
      if (!reference.empty() && reference != "false") ids.insert(reference);
    }
    ids.erase("");
    return ids;
  }

  void read_project(object project) {
    const std::optional<array> labels = list_at(project, "labels");
    if (!labels) return;
    const std::set<std::string> benchmarks = benchmarks_of(*labels);
    for (const element entry : *labels) {
      object label;
      if (entry.get(label) != SUCCESS) {
        rows_.list("a label is no object: left out", row_);
        continue;
      }
      read_label(label, benchmarks.count(scalar_at(label, "id")) > 0 ? Trust::gold : Trust::annotation);
    }
  }

  using Trust = ExportRows::Trust;

  void read_label(object label, Trust trust) {
    const std::optional<object> details = object_at(label, "label_details");
    const std::optional<object> performance = object_at(label, "performance_details");
    const std::string annotator = details ? scalar_at(*details, "created_by") : "";
    const std::string time = details ? scalar_at(*details, "created_at") : "";
    const std::string duration = performance ? scalar_at(*performance, "seconds_to_create") : "";
    ExportAnswer answer{.item = item_, .annotator = annotator, .time = time, .duration = duration};
    answer.is_reviewed = details && !elements_at(*details, "reviews").empty();
    if (performance && is_true(*performance, "skipped")) return rows_.skip(answer, row_);
    int answers = 0;
    if (const std::optional<object> annotations = object_at(label, "annotations")) {
      for (const element entry : elements_at(*annotations, "classifications")) {
        object classification;
        if (entry.get(classification) == SUCCESS)
          answers += read_classification(classification, answer, trust);
      }
      for (const element entry : elements_at(*annotations, "objects")) {
        object marked;
        if (entry.get(marked) == SUCCESS) answers += read_object(marked, answer, trust);
      }
      if (const auto relations = list_at(*annotations, "relationships"); relations && relations->size() > 0)
        rows_.leave_out("lists of relations");
    }
    if (answers > 0 || trust == Trust::gold) return;
    rows_.list("a label was sent with nothing marked: no label, and never taken for a \"no\"", row_);
    rows_.skip(answer, row_);
  }

  int read_classification(object classification, ExportAnswer answer, Trust trust) {
    const std::string question = scalar_at(classification, "name");
    const std::optional<std::string> label = answer_of(classification);
    if (!label) {
      rows_.leave_out(unread_answer);
      return 1;
    }
    if (trust == Trust::gold) {
      rows_.add_gold(item_, question, *label, row_);
      return 1;
    }
    answer.question = question;
    answer.label = *label;
    rows_.add(answer, row_);
    return 1;
  }

  int read_object(object marked, ExportAnswer answer, Trust trust) {
    const std::optional<LabelboxGeometry> geometry = labelbox_geometry(marked);
    if (const auto inner = list_at(marked, "classifications"); inner && inner->size() > 0)
      rows_.leave_out(unread_answer);
    if (!geometry) {
      rows_.leave_out("objects whose geometry is not in the file (masks by address) or not known");
      return 1;
    }
    const std::string category = scalar_at(marked, "name");
    answer.question = "objects";
    answer.label = category;
    rows_.add_region(answer, geometry->shape, geometry->numbers, row_, trust);
    return 1;
  }

  // One annotation per line: what is sent to Labelbox. `confidence` says that a model made it.
  void read_import(object record, object data_row) {
    if (!take_item(data_row, {"globalKey", "id"})) {
      return rows_.list("an annotation has no dataRow with a key or id: left out", row_);
    }
    rows_.see_item(item_);
    if (has_value(record, "confidence")) return rows_.leave_out("predictions");
    std::string question = scalar_at(record, "name");
    if (question.empty()) question = scalar_at(record, "schemaId");
    const Trust trust = is_true(record, "isBenchmarkReferenceLabel") ? Trust::gold : Trust::annotation;
    element said;
    if (record["answer"].get(said) != SUCCESS) {
      (void)read_object(record, {.item = item_}, trust);
      return;
    }
    const std::optional<std::string> label = import_answer(said);
    if (!label) return rows_.leave_out(unread_answer);
    if (trust == Trust::gold) return rows_.add_gold(item_, question, *label, row_);
    rows_.add({.item = item_, .question = question, .label = *label}, row_);
  }

  static std::optional<std::string> import_answer(element said) {
    object radio;
    array list;
    if (said.get(radio) == SUCCESS) return scalar_at(radio, "name");
    if (said.get(list) != SUCCESS) return std::nullopt;
    std::vector<std::string> members;
    for (const element entry : list) {
      object answer;
      members.push_back(entry.get(answer) == SUCCESS ? scalar_at(answer, "name") : scalar_of(entry));
    }
    return members.empty() ? std::string() : label_set(std::move(members));
  }

  ExportRows& rows_;
  std::string item_;
  std::int64_t row_ = 0;
};

}  // namespace

bool looks_like_labelbox(std::string_view head, std::string_view) {
  const FirstKeys keys(head);
  if (keys.has("data_row", '{')) return true;
  return keys.has("dataRow", '{') && (keys.has("name") || keys.has("schemaId"));
}

Result<ReadSummary> read_labelbox(std::string_view bytes, const ReadOptions& options, labels::Table& table,
                                  Problems& problems) {
  return read_export<LabelboxReader>(bytes, options, table, problems, "labelbox",
                                     "item=global_key, else external_id, else id, annotator=created_by, "
                                     "question=name of the classification, duration=seconds_to_create");
}

}  // namespace assay::formats
