#pragma once
// Where an object of Labelbox is, in the form of labels/regions.h.

#include <simdjson.h>

#include <optional>
#include <vector>

#include "labels/regions.h"

namespace assay::formats {

struct LabelboxGeometry {
  labels::Shape shape = labels::Shape::box;
  std::vector<double> numbers;
};

// Reads bounding_box (bbox), polygon, line, point and location; the end of a location is included there, and
// is not here. Nothing for masks, which are addresses, and for what is broken.
std::optional<LabelboxGeometry> labelbox_geometry(simdjson::dom::object marked);

}  // namespace assay::formats
