// SageMaker Ground Truth's augmented manifest: one object per item; every labelling job adds its attribute
// and
// "<attribute>-metadata". The labels are consolidated ones: who gave them is not in the file.

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

constexpr std::string_view metadata_end = "-metadata";

class ManifestReader {
 public:
  explicit ManifestReader(ExportRows& rows) : rows_(rows) {}

  void read(object record, std::int64_t row) {
    row_ = row;
    item_ = scalar_at(record, "source-ref");
    if (item_.empty()) item_ = scalar_at(record, "source");
    if (item_.empty()) return rows_.list("an item has neither source-ref nor source: left out", row);
    rows_.see_item(item_);
    for (const auto& [key, value] : record) {
      object metadata;
      if (!key.ends_with(metadata_end) || value.get(metadata) != SUCCESS) continue;
      read_job(record, key.substr(0, key.size() - metadata_end.size()), metadata);
    }
  }

 private:
  void read_job(object record, std::string_view job, object metadata) {
    const std::string by_human = scalar_at(metadata, "human-annotated");
    if (by_human == "no") return rows_.leave_out("labels made by the machine");
    const std::string time = scalar_at(metadata, "creation-date");
    const std::string feedback = scalar_at(metadata, "worker-feedback");
    ExportAnswer answer{.item = item_, .question = job, .time = time, .comment = feedback};
    answer.is_anchored = has_value(metadata, "adjustment-status");  // began as another job's label
    element value;
    if (has_value(metadata, "failure-reason")) return rows_.add(answer, row_);
    if (record[job].get(value) != SUCCESS)
      return rows_.list("an attribute has metadata but no value: left out", row_);
    object regions;
    array several;
    if (value.get(regions) == SUCCESS) return read_regions(answer, regions, metadata);
    std::string label;
    if (value.get(several) == SUCCESS) {
      std::vector<std::string> members;
      for (const element member : several) members.push_back(class_name(metadata, scalar_of(member)));
      if (!members.empty()) label = label_set(std::move(members));
    } else {
      label = scalar_at(metadata, "class-name");
      if (label.empty()) label = scalar_of(value);
    }
    answer.label = label;
    rows_.add(answer, row_);
  }

  static std::string class_name(object metadata, const std::string& id) {
    const std::optional<object> names = object_at(metadata, "class-map");
    const std::string name = names ? scalar_at(*names, id) : "";
    return name.empty() ? id : name;
  }

  void read_regions(ExportAnswer answer, object regions, object metadata) {
    const std::optional<array> list = list_at(regions, "annotations");
    if (!list) return rows_.leave_out("values that are objects without annotations");
    if (list->size() == 0) {
      rows_.list("an item was sent with nothing marked: no label, and never taken for a \"no\"", row_);
      return rows_.add(answer, row_);
    }
    for (const element entry : *list) {
      object box;
      if (entry.get(box) != SUCCESS) continue;
      std::array<double, 5> geometry{};
      bool has_all = true;
      std::size_t at = 0;
      for (const char* key : {"left", "top", "width", "height"}) {
        const std::optional<double> number = number_at(box, key);
        has_all = has_all && number.has_value();
        geometry[at++] = number.value_or(0);
      }
      if (!has_all) {
        rows_.list("a region is no box of left, top, width and height: left out", row_);
        continue;
      }
      const std::string category = class_name(metadata, scalar_at(box, "class_id"));
      answer.label = category;
      rows_.add_region(answer, labels::Shape::box, geometry, row_);
    }
  }

  ExportRows& rows_;
  std::string item_;
  std::int64_t row_ = 0;
};

}  // namespace

bool looks_like_sagemaker(std::string_view head, std::string_view) {
  const FirstKeys keys(head);
  return (keys.has("source-ref", '"') || keys.has("source", '"')) && keys.has_ending(metadata_end, '{');
}

Result<ReadSummary> read_sagemaker(std::string_view bytes, const ReadOptions& options, labels::Table& table,
                                   Problems& problems) {
  return read_export<ManifestReader>(bytes, options, table, problems, "sagemaker",
                                     "item=source-ref, question=label attribute, label=class-name; labels "
                                     "are consolidated, and the annotators are not in the file");
}

}  // namespace assay::formats
