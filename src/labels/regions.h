#pragma once
// What annotators marked inside items: boxes, outlines, masks, spans of text. Kept as values with their
// geometry beside the annotations of whole items; nothing measures them yet but their counts. Geometry is in
// one form whatever tool it came from: pixels from the top left corner, y downwards; spans in code points,
// the end not included.

#include <cstdint>
#include <span>
#include <vector>

#include "labels/dictionary.h"

namespace assay::labels {

// What the numbers of a region are:
// box: x, y, width, height, rotation: the corner before turning clockwise about the centre, in degrees
//
// polygon, polyline, points: x, y of each point
//
// ellipse: centre x, centre y, radius x, radius y, rotation
//
// cuboid: x, y of the four corners of the front face, then of the back face
//
// mask_rows: left, top, width, height, then lengths of runs row by row inside that box; the first run is
// outside
//
// mask_columns: the same column by column
//
// span: begin, end
enum class Shape : std::uint8_t {
  box,
  polygon,
  polyline,
  points,
  ellipse,
  cuboid,
  mask_rows,
  mask_columns,
  span
};
inline constexpr std::size_t shape_count = 9;
const char* shape_name(Shape shape);
// The name that tells the two orders of masks apart, for what is kept.
const char* kept_shape_name(Shape shape);

struct Region {
  std::uint32_t item = none;
  std::uint16_t question = 0;
  std::uint32_t annotator = none;  // none = unknown
  std::uint32_t label = none;      // none = no category
  std::uint8_t state = 0;          // RowState
  bool is_gold = false;            // of a trusted annotation: no annotator's work to be judged
  Shape shape = Shape::box;
  std::uint64_t begin = 0;  // of its numbers in Regions::numbers
  std::uint32_t count = 0;
};

struct Regions {
  std::vector<Region> rows;
  std::vector<double> numbers;

  // Appends the region; its begin and count are set here.
  void add(Region region, std::span<const double> geometry);
  std::span<const double> geometry(const Region& region) const {
    return std::span(numbers).subspan(region.begin, region.count);
  }
};

// Is the pixel (column x, row y) inside the mask? False for other shapes. Cost: the runs.
bool mask_covers(Shape shape, std::span<const double> geometry, std::int64_t x, std::int64_t y);

}  // namespace assay::labels
