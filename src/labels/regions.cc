#include "labels/regions.h"

namespace assay::labels {

const char* shape_name(Shape shape) {
  switch (shape) {
    case Shape::box:
      return "box";
    case Shape::polygon:
      return "polygon";
    case Shape::polyline:
      return "polyline";
    case Shape::points:
      return "points";
    case Shape::ellipse:
      return "ellipse";
    case Shape::cuboid:
      return "cuboid";
    case Shape::mask_rows:
    case Shape::mask_columns:
      return "mask";
    case Shape::span:
      return "span";
  }
  return "box";
}

const char* kept_shape_name(Shape shape) {
  if (shape == Shape::mask_rows) return "mask_rows";
  return shape == Shape::mask_columns ? "mask_columns" : shape_name(shape);
}

void Regions::add(Region region, std::span<const double> geometry) {
  region.begin = numbers.size();
  region.count = static_cast<std::uint32_t>(geometry.size());
  numbers.insert(numbers.end(), geometry.begin(), geometry.end());
  rows.push_back(region);
}

bool mask_covers(Shape shape, std::span<const double> geometry, std::int64_t x, std::int64_t y) {
  if ((shape != Shape::mask_rows && shape != Shape::mask_columns) || geometry.size() < 4) return false;
  const double column = static_cast<double>(x) - geometry[0];
  const double row = static_cast<double>(y) - geometry[1];
  if (column < 0 || row < 0 || column >= geometry[2] || row >= geometry[3]) return false;
  double left = shape == Shape::mask_rows ? row * geometry[2] + column : column * geometry[3] + row;
  bool inside = false;
  for (const double run : geometry.subspan(4)) {
    if (left < run) return inside;
    left -= run;
    inside = !inside;
  }
  return false;
}

}  // namespace assay::labels
