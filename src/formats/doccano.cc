// doccano: one object per example. It writes one file per member, named after the member, or all.jsonl; the
// rows themselves name nobody.

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>

#include "formats/export_rows.h"
#include "formats/json_access.h"
#include "formats/json_keys.h"
#include "formats/json_lines.h"
#include "formats/json_records.h"
#include "formats/readers.h"
#include "formats/text_offsets.h"
#include "formats/values.h"

namespace assay::formats {
namespace {

using simdjson::SUCCESS;
using simdjson::dom::array;
using simdjson::dom::element;
using simdjson::dom::object;

constexpr std::size_t doccano_category_bytes_max = 200;  // longer texts are somebody's words, not a category

constexpr std::array<std::string_view, 14> own_keys = {
    "id",        "text", "filename",     "label", "labels",      "entities",
    "relations", "cats", "segmentation", "bbox",  "annotations", "annotation_approver",
    "Comments",  "meta"};

class DoccanoReader {
 public:
  explicit DoccanoReader(ExportRows& rows) : rows_(rows) {}

  void read(object record, std::int64_t row) {
    record_ = record;
    row_ = row;
    answers_ = 0;
    item_ = scalar_at(record, "id");
    if (item_.empty()) item_ = scalar_at(record, "filename");
    if (item_.empty()) {
      item_ = fmt::format("line {}", row);
      rows_.list("an example has no id: it is named by its place in the file, such as \"line 1\"", row);
    }
    const std::string text = scalar_at(record, "text");
    text_length_ = length_in(text, OffsetUnit::code_points);
    is_composed_ = has_composed_characters(text);
    rows_.see_item(item_);
    read_comment();
    for (const char* key : {"label", "labels"}) read_labels(key, "");
    read_labels("cats", "cats");
    read_spans("entities");
    read_regions("bbox", labels::Shape::box);
    read_regions("segmentation", labels::Shape::polygon);
    read_user_annotations();
    if (has_value(record, "relations")) leave_out_relations();
    if (answers_ == 0) {
      rows_.list("an example has nothing marked: no label, and never taken for a \"no\"", row);
      rows_.skip({.item = item_, .comment = comment_}, row);
    }
    add_metadata();
  }

  // Spans whose places would be others if the project counts graphemes, which the file does not say.
  std::int64_t doubtful_spans() const { return doubtful_spans_; }

 private:
  // The first comment: a text, or an object with one.
  void read_comment() {
    comment_.clear();
    for (const element entry : elements_at(record_, "Comments")) {
      object comment;
      comment_ = entry.get(comment) == SUCCESS ? scalar_at(comment, "comment") : scalar_of(entry);
      if (!comment_.empty()) return;
    }
  }

  void leave_out_relations() {
    const std::optional<array> relations = list_at(record_, "relations");
    if (relations && relations->size() > 0) rows_.leave_out("lists of relations");
  }

  // Texts are categories of the whole example; triples [begin, end, category] are spans.
  void read_labels(std::string_view key, std::string_view question) {
    element value;
    if (record_[key].get(value) != SUCCESS || value.is_null()) return;
    array list;
    std::vector<std::string> categories;
    if (value.get(list) != SUCCESS) {
      if (std::string text = scalar_of(value); !text.empty()) categories.push_back(std::move(text));
    } else {
      for (const element entry : list) {
        array triple;
        if (entry.get(triple) == SUCCESS) {
          read_triple(triple);
        } else if (std::string text = scalar_of(entry); !text.empty()) {
          categories.push_back(std::move(text));
        }
      }
    }
    const bool is_long = std::any_of(categories.begin(), categories.end(), [](const std::string& text) {
      return text.size() > doccano_category_bytes_max;
    });
    if (is_long) {
      ++answers_;
      return rows_.leave_out("answers in free text");
    }
    if (categories.empty()) return;
    ++answers_;
    const std::string label = joined_label(std::move(categories));
    rows_.add({.item = item_, .question = question, .label = label, .comment = comment_}, row_);
  }

  void read_triple(array triple) {
    std::int64_t begin = 0, end = 0;
    std::string_view category;
    if (triple.size() != 3 || triple.at(0).get(begin) != SUCCESS || triple.at(1).get(end) != SUCCESS ||
        triple.at(2).get(category) != SUCCESS) {
      return rows_.list("a label is neither a text nor [begin, end, category]: left out", row_);
    }
    add_span(begin, end, category);
  }

  void add_span(std::int64_t begin, std::int64_t end, std::string_view category) {
    ++answers_;
    if (begin < 0 || end < begin || (text_length_ > 0 && end > text_length_)) {
      return rows_.list("a span lies outside its text: left out", row_);
    }
    const std::array<double, 2> geometry = {static_cast<double>(begin), static_cast<double>(end)};
    rows_.add_region({.item = item_, .question = "spans", .label = category}, labels::Shape::span, geometry,
                     row_);
    if (is_composed_) ++doubtful_spans_;
  }

  void read_spans(std::string_view key) {
    for (const element entry : elements_at(record_, key)) {
      object span;
      array triple;
      std::int64_t begin = 0, end = 0;
      if (entry.get(triple) == SUCCESS) {
        read_triple(triple);
      } else if (entry.get(span) == SUCCESS && span["start_offset"].get(begin) == SUCCESS &&
                 span["end_offset"].get(end) == SUCCESS) {
        add_span(begin, end, scalar_at(span, "label"));
      } else {
        rows_.list("an entity has no offsets: left out", row_);
      }
    }
  }

  void read_regions(std::string_view key, labels::Shape shape) {
    for (const element entry : elements_at(record_, key)) {
      object region;
      std::vector<double> geometry;
      if (entry.get(region) != SUCCESS || !geometry_of(region, shape, geometry)) {
        rows_.list("a region has no numbers that say where it is: left out", row_);
        continue;
      }
      ++answers_;
      const std::string category = scalar_at(region, "label");
      rows_.add_region({.item = item_, .question = "regions", .label = category}, shape, geometry, row_);
    }
  }

  static bool geometry_of(object region, labels::Shape shape, std::vector<double>& geometry) {
    if (shape == labels::Shape::box) {
      for (const char* key : {"x", "y", "width", "height"}) {
        const std::optional<double> number = number_at(region, key);
        if (!number) return false;
        geometry.push_back(*number);
      }
      geometry.push_back(0);
      return true;
    }
    for (const element point : elements_at(region, "points")) {
      double number = 0;
      if (!point.is_number() || point.get(number) != SUCCESS) return false;
      geometry.push_back(number);
    }
    return geometry.size() >= 2 && geometry.size() % 2 == 0;
  }

  // Older exports: annotations [{label, user, start_offset?, end_offset?}], where categories are numbers.
  void read_user_annotations() {
    std::map<std::string, std::vector<std::string>> by_user;
    for (const element entry : elements_at(record_, "annotations")) {
      object annotation;
      if (entry.get(annotation) != SUCCESS) continue;
      const std::string user = scalar_at(annotation, "user");
      const std::string category = scalar_at(annotation, "label");
      const std::optional<double> begin = number_at(annotation, "start_offset");
      const std::optional<double> end = number_at(annotation, "end_offset");
      ++answers_;
      if (begin && end) {
        const std::array<double, 2> geometry = {*begin, *end};
        rows_.add_region({.item = item_, .question = "spans", .annotator = user, .label = category},
                         labels::Shape::span, geometry, row_);
        continue;
      }
      if (category.empty()) {
        rows_.leave_out("answers in free text");
        continue;
      }
      by_user[user].push_back(category);
    }
    const bool is_approved = has_value(record_, "annotation_approver");
    for (auto& [user, categories] : by_user) {
      const std::string label = joined_label(std::move(categories));
      rows_.add({.item = item_, .annotator = user, .label = label, .is_reviewed = is_approved}, row_);
    }
  }

  // Everything the tool does not write itself was metadata of the example.
  void add_metadata() {
    rows_.add_data(item_, record_, own_keys);
    if (const std::optional<object> meta = object_at(record_, "meta")) rows_.add_data(item_, *meta, {});
  }

  ExportRows& rows_;
  object record_;
  std::string item_, comment_;
  std::int64_t row_ = 0;
  std::int64_t text_length_ = 0, doubtful_spans_ = 0;
  bool is_composed_ = false;
  int answers_ = 0;
};

bool names_an_annotator(const FirstKeys& keys) {
  for (const char* key : {"annotator", "worker", "user", "annotator_id", "worker_id", "completed_by", "rater",
                          "performer", "username", "user_id"}) {
    if (keys.has(key)) return true;
  }
  return false;
}

}  // namespace

bool looks_like_doccano(std::string_view head, std::string_view) {
  const FirstKeys keys(head);
  if (keys.has("Comments", '[')) return true;
  const bool has_content = keys.has("text", '"') || keys.has("filename", '"');
  if (keys.has("annotations", '[') && keys.has("user", FirstKeys::any_value, 2)) {
    return has_content && (keys.has("annotation_approver") || keys.has("meta", '{'));
  }
  if (!has_content || !keys.has("id") || keys.has("item") || names_an_annotator(keys)) return false;
  for (const char* key : {"label", "labels", "entities", "cats", "bbox", "segmentation"}) {
    if (keys.has(key, '[')) return true;
  }
  return false;
}

Result<ReadSummary> read_doccano(std::string_view bytes, const ReadOptions& options, labels::Table& table,
                                 Problems& problems) {
  const std::string stem = file_stem(options.file);
  const bool is_of_all = stem == "all";
  ExportRows rows(options, table, problems, is_of_all ? Unnamed::unknown : Unnamed::from_file);
  DoccanoReader reader(rows);
  Result<std::string> read = read_records(bytes, options, problems,
                                          [&](object record, std::int64_t row) { reader.read(record, row); });
  if (!read.ok()) return read.error();
  std::string understood =
      fmt::format("{}: item=id, annotator={}", read.value(),
                  is_of_all || !options.annotator.empty() ? "not in the file" : "name of the file");
  if (reader.doubtful_spans() > 0) {
    understood += fmt::format(
        "; places of {} spans, in texts with characters of several code points, are taken to count code "
        "points: "
        "in a project in grapheme mode they are others",
        reader.doubtful_spans());
  }
  return rows.finish("doccano", std::move(understood));
}

}  // namespace assay::formats
