#include "formats/cvat_shapes.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "formats/values.h"

namespace assay::formats {
namespace {

using labels::Shape;

constexpr std::array<std::string_view, 8> shape_names = {"box",     "polygon", "polyline", "points",
                                                         "ellipse", "cuboid",  "mask",     "skeleton"};
constexpr std::array<const char*, 16> corners = {"xtl1", "ytl1", "xbl1", "ybl1", "xtr1", "ytr1",
                                                 "xbr1", "ybr1", "xtl2", "ytl2", "xbl2", "ybl2",
                                                 "xtr2", "ytr2", "xbr2", "ybr2"};

template <class Keys>
bool take_pairs(const XmlElement& shape, const Keys& keys, std::vector<double>& numbers) {
  for (const char* key : keys) {
    const std::optional<double> number = number_from(shape.attribute(key));
    if (!number) return false;
    numbers.push_back(*number);
  }
  return true;
}

double rotation_of(const XmlElement& shape) { return number_from(shape.attribute("rotation")).value_or(0); }

// "x,y;x,y" or "n, n, n".
bool take_list(std::string_view text, std::vector<double>& numbers) {
  while (!text.empty()) {
    const std::size_t end = std::min(text.find_first_of(",;"), text.size());
    const std::optional<double> number = number_from(text.substr(0, end));
    if (!number) return false;
    numbers.push_back(*number);
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return !numbers.empty();
}

// Corners of the box to its corner and size; turned about the centre, as labels/regions.h has it.
std::optional<CvatGeometry> box_of(const XmlElement& shape) {
  std::vector<double> edges;
  if (!take_pairs(shape, std::array{"xtl", "ytl", "xbr", "ybr"}, edges)) return std::nullopt;
  return CvatGeometry{Shape::box,
                      {edges[0], edges[1], edges[2] - edges[0], edges[3] - edges[1], rotation_of(shape)}};
}

std::optional<CvatGeometry> mask_of(const XmlElement& shape) {
  CvatGeometry mask{.shape = Shape::mask_rows};
  if (!take_pairs(shape, std::array{"left", "top", "width", "height"}, mask.numbers)) return std::nullopt;
  std::vector<double> runs;
  if (!take_list(shape.attribute("rle"), runs)) return std::nullopt;
  double sum = 0;
  for (const double run : runs) {
    if (run < 0) return std::nullopt;
    sum += run;
  }
  if (std::abs(sum - mask.numbers[2] * mask.numbers[3]) > 0.5) return std::nullopt;
  mask.numbers.insert(mask.numbers.end(), runs.begin(), runs.end());
  return mask;
}

std::optional<CvatGeometry> skeleton_of(const XmlElement& shape) {
  CvatGeometry points{.shape = Shape::points};
  for (XmlElement part = shape.first(); part.is_there(); part = part.next()) {
    if (part.name() != "points" || part.attribute("outside") == "1") continue;
    if (!take_list(part.attribute("points"), points.numbers)) return std::nullopt;
  }
  return points.numbers.empty() ? std::nullopt : std::optional(points);
}

}  // namespace

bool is_cvat_shape(std::string_view element_name) {
  return std::find(shape_names.begin(), shape_names.end(), element_name) != shape_names.end();
}

std::optional<CvatGeometry> cvat_geometry(const XmlElement& shape) {
  const std::string_view name = shape.name();
  if (name == "box") return box_of(shape);
  if (name == "mask") return mask_of(shape);
  if (name == "skeleton") return skeleton_of(shape);
  CvatGeometry geometry;
  bool is_whole = false;
  if (name == "ellipse") {
    geometry.shape = Shape::ellipse;
    is_whole = take_pairs(shape, std::array{"cx", "cy", "rx", "ry"}, geometry.numbers);
    geometry.numbers.push_back(rotation_of(shape));
  } else if (name == "cuboid") {
    geometry.shape = Shape::cuboid;
    is_whole = take_pairs(shape, corners, geometry.numbers);
  } else {
    geometry.shape = name == "polygon"    ? Shape::polygon
                     : name == "polyline" ? Shape::polyline
                                          : Shape::points;
    is_whole = take_list(shape.attribute("points"), geometry.numbers) && geometry.numbers.size() % 2 == 0;
  }
  return is_whole ? std::optional(geometry) : std::nullopt;
}

}  // namespace assay::formats
