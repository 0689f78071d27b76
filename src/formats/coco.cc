// COCO: images, categories and annotations in one object, or a list of results. Nothing in it says who
// annotated: one file per person, named after the person. Images are told by their file names, since ids
// differ between tools.

#include <fmt/format.h>

#include <array>
#include <map>

#include "formats/coco_masks.h"
#include "formats/encoding.h"
#include "formats/export_rows.h"
#include "formats/json_access.h"
#include "formats/json_keys.h"
#include "formats/json_lines.h"
#include "formats/json_records.h"
#include "formats/readers.h"
#include "formats/values.h"

namespace assay::formats {
namespace {

using labels::Shape;
using simdjson::SUCCESS;
using simdjson::dom::array;
using simdjson::dom::element;
using simdjson::dom::object;

// The numbers of a list; empty when it has anything else.
std::vector<double> numbers_of(const std::vector<element>& list) {
  std::vector<double> numbers;
  for (const element entry : list) {
    double number = 0;
    if (!entry.is_number() || entry.get(number) != SUCCESS) return {};
    numbers.push_back(number);
  }
  return numbers;
}

class CocoReader {
 public:
  explicit CocoReader(ExportRows& rows) : rows_(rows) {}

  void read_document(object document) {
    read_names(document, "images", "file_name", images_);
    read_names(document, "categories", "name", categories_);
    for (const auto& [id, name] : images_) rows_.see_item(name);
    has_images_ = true;
    std::int64_t number = 0;
    for (const element entry : elements_at(document, "annotations")) read_entry(entry, ++number);
    finish();
  }

  void read_results(array results) {
    std::int64_t number = 0;
    for (const element entry : results) read_entry(entry, ++number);
    finish();
  }

  std::int64_t annotations() const { return annotations_; }

 private:
  void read_names(object document, const char* list, const char* key,
                  std::map<std::string, std::string>& names) {
    std::int64_t number = 0;
    for (const element entry : elements_at(document, list)) {
      object named;
      ++number;
      if (entry.get(named) != SUCCESS) continue;
      const std::string id = scalar_at(named, "id");
      std::string name = scalar_at(named, key);
      if (id.empty() || name.empty()) {
        rows_.list(fmt::format("one of the {} has no id or no {}: left out", list, key), number);
      } else if (!names.emplace(id, std::move(name)).second) {
        rows_.list(fmt::format("two of the {} have one id: the first counts", list), number);
      }
    }
  }

  void read_entry(element entry, std::int64_t row) {
    object annotation;
    if (entry.get(annotation) != SUCCESS) return rows_.list("an annotation is no object: left out", row);
    ++annotations_;
    row_ = row;
    const std::string image = scalar_at(annotation, "image_id");
    const auto named = images_.find(image);
    if (image.empty() || (has_images_ && named == images_.end())) {
      return rows_.list("an annotation is of an image that is not in the file: left out", row);
    }
    const std::string item = named == images_.end() ? image : named->second;
    if (!has_value(annotation, "category_id")) {
      return has_value(annotation, "caption") ? rows_.leave_out("captions")
                                              : rows_.list("an annotation has no category_id: left out", row);
    }
    const std::string id = scalar_at(annotation, "category_id");
    const auto known = categories_.find(id);
    if (known == categories_.end() && has_images_) {
      rows_.list("an annotation has a category that is not in the file: named by its number", row);
    }
    const std::string category = known == categories_.end() ? id : known->second;
    const std::string annotator = scalar_at(annotation, "annotator");
    if (const auto attributes = object_at(annotation, "attributes"); attributes && attributes->size() > 0) {
      rows_.leave_out("objects' attributes");
    }
    ExportAnswer answer{.item = item, .question = "regions", .annotator = annotator, .label = category};
    if (!add_regions(annotation, answer)) image_labels_[{item, annotator}].push_back(category);
  }

  // False when nothing says where on the image: the category is one of the whole image.
  bool add_regions(object annotation, const ExportAnswer& answer) {
    object mask;
    if (annotation["segmentation"].get(mask) == SUCCESS) {
      const std::optional<std::vector<double>> geometry = coco_mask(mask);
      if (geometry) {
        rows_.add_region(answer, Shape::mask_columns, *geometry, row_);
      } else {
        rows_.list("a mask is broken: its runs do not fill its size; left out", row_);
      }
      return true;
    }
    if (const auto outlines = elements_at(annotation, "segmentation"); !outlines.empty()) {
      add_outlines(outlines, answer);
      return true;
    }
    std::vector<double> box = numbers_of(elements_at(annotation, "bbox"));
    const bool has_box = box.size() == 4;
    if (has_box) {
      box.push_back(0);
      rows_.add_region(answer, Shape::box, box, row_);
    } else if (!elements_at(annotation, "bbox").empty()) {
      rows_.list("a bbox is not four numbers: left out", row_);
      return true;
    }
    const bool has_points = add_keypoints(annotation, answer);
    return has_box || has_points;
  }

  void add_outlines(const std::vector<element>& outlines, const ExportAnswer& answer) {
    if (outlines.size() > 1) rows_.leave_out("objects of several outlines, each kept as a region");
    for (const element entry : outlines) {
      array list;
      std::vector<double> outline;
      if (entry.get(list) == SUCCESS) outline = numbers_of({list.begin(), list.end()});
      if (outline.size() < 6 || outline.size() % 2 != 0) {
        rows_.list("an outline is no list of at least three points: left out", row_);
      } else {
        rows_.add_region(answer, Shape::polygon, outline, row_);
      }
    }
  }

  bool add_keypoints(object annotation, const ExportAnswer& answer) {
    const std::vector<double> triples = numbers_of(elements_at(annotation, "keypoints"));
    std::vector<double> points;
    for (std::size_t at = 0; at + 2 < triples.size(); at += 3) {
      if (triples[at + 2] > 0)
        points.insert(points.end(), {triples[at], triples[at + 1]});  // 0: not labelled
    }
    if (!points.empty()) rows_.add_region(answer, Shape::points, points, row_);
    return !triples.empty();
  }

  void finish() {
    for (auto& [who, categories] : image_labels_) {
      const std::string label = joined_label(std::move(categories));
      rows_.add({.item = who.first, .question = "image", .annotator = who.second, .label = label}, 0);
    }
  }

  ExportRows& rows_;
  std::map<std::string, std::string> images_, categories_;
  std::map<std::pair<std::string, std::string>, std::vector<std::string>> image_labels_;
  bool has_images_ = false;
  std::int64_t row_ = 0;
  std::int64_t annotations_ = 0;
};

}  // namespace

bool looks_like_coco(std::string_view head, std::string_view) {
  const FirstKeys keys(head);
  if (keys.has("image_id") && keys.has("category_id")) return true;
  if (keys.has("images", '[') && keys.has("file_name", FirstKeys::any_value, 2)) return true;
  if (keys.has("annotations", '[') && keys.has("image_id", FirstKeys::any_value, 2)) return true;
  return keys.has("categories", '[') && (keys.has("images", '[') || keys.has("annotations", '['));
}

Result<ReadSummary> read_coco(std::string_view bytes, const ReadOptions& options, labels::Table& table,
                              Problems& problems) {
  DecodedText decoded;
  if (auto done = decode_text(bytes, options.file, decoded); !done.ok()) return done.error();
  JsonParser parser;
  const Result<element> document = read_document(decoded, options, parser);
  if (!document.ok()) return document.error();
  ExportRows rows(options, table, problems, Unnamed::from_file);
  CocoReader reader(rows);
  object whole;
  array results;
  if (document.value().get(whole) == SUCCESS) {
    reader.read_document(whole);
  } else if (document.value().get(results) == SUCCESS) {
    reader.read_results(results);
  }
  return rows.finish(
      "coco",
      fmt::format("JSON, {}: {} annotations; item=file_name of the image, annotator={}", decoded.encoding,
                  reader.annotations(), options.annotator.empty() ? "name of the file" : "as said"));
}

}  // namespace assay::formats
