#pragma once
// Where a shape of CVAT is, in the form of labels/regions.h.

#include <optional>
#include <vector>

#include "formats/xml.h"
#include "labels/regions.h"

namespace assay::formats {

struct CvatGeometry {
  labels::Shape shape = labels::Shape::box;
  std::vector<double> numbers;
};

bool is_cvat_shape(std::string_view element_name);

// Nothing when its numbers are missing, no numbers, or runs that do not fill the box of the mask.
std::optional<CvatGeometry> cvat_geometry(const XmlElement& shape);

}  // namespace assay::formats
