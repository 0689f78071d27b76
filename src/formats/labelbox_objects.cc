#include "formats/labelbox_objects.h"

#include "formats/json_access.h"

namespace assay::formats {
namespace {

using labels::Shape;
using simdjson::SUCCESS;
using simdjson::dom::array;
using simdjson::dom::element;
using simdjson::dom::object;

bool take_fields(object from, std::initializer_list<const char*> keys, std::vector<double>& numbers) {
  for (const char* key : keys) {
    const std::optional<double> number = number_at(from, key);
    if (!number) return false;
    numbers.push_back(*number);
  }
  return true;
}

std::optional<LabelboxGeometry> from_object(Shape shape, object from,
                                            std::initializer_list<const char*> keys) {
  LabelboxGeometry geometry{.shape = shape};
  if (!take_fields(from, keys, geometry.numbers)) return std::nullopt;
  if (shape == Shape::box) geometry.numbers.push_back(0);
  if (shape == Shape::span) ++geometry.numbers[1];
  return geometry;
}

std::optional<LabelboxGeometry> from_points(Shape shape, array points) {
  LabelboxGeometry geometry{.shape = shape};
  for (const element entry : points) {
    object point;
    if (entry.get(point) != SUCCESS || !take_fields(point, {"x", "y"}, geometry.numbers)) return std::nullopt;
  }
  return geometry.numbers.empty() ? std::nullopt : std::optional(geometry);
}

}  // namespace

std::optional<LabelboxGeometry> labelbox_geometry(object marked) {
  for (const char* key : {"bounding_box", "bbox"}) {
    if (const auto box = object_at(marked, key))
      return from_object(Shape::box, *box, {"left", "top", "width", "height"});
  }
  if (const auto polygon = list_at(marked, "polygon")) return from_points(Shape::polygon, *polygon);
  if (const auto line = list_at(marked, "line")) return from_points(Shape::polyline, *line);
  if (const auto point = object_at(marked, "point")) return from_object(Shape::points, *point, {"x", "y"});
  if (const auto span = object_at(marked, "location"))
    return from_object(Shape::span, *span, {"start", "end"});
  return std::nullopt;
}

}  // namespace assay::formats
