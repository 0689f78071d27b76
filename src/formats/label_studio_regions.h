#pragma once
// Regions of Label Studio in the form of labels/regions.h.

#include <simdjson.h>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "formats/text_offsets.h"
#include "labels/regions.h"

namespace assay::formats {

struct LabelStudioGeometry {
  labels::Shape shape = labels::Shape::box;
  std::vector<double> numbers;
};

// Label Studio's packed masks: RGBA values in runs of bits. The runs of the alpha channel row by row, the
// first one outside; nothing when it breaks off or is not of this size. Cost: its bytes, however large the
// picture.
std::optional<std::vector<double>> brush_runs(const std::vector<std::uint8_t>& bytes, double width,
                                              double height);

// Reads the regions of one task. Offsets of spans are code points or, from browsers, UTF-16: the text that
// stands beside a span tells which, where characters beyond the basic plane make a difference.
class LabelStudioRegions {
 public:
  // data: the task's; texts of it are what spans lie in.
  explicit LabelStudioRegions(std::optional<simdjson::dom::object> data);

  // Rectangles, polygons, ellipses, key points, brushes and spans; nothing for other types and broken
  // numbers.
  std::optional<LabelStudioGeometry> geometry(simdjson::dom::object result, std::string_view type);

 private:
  std::optional<LabelStudioGeometry> span_of(simdjson::dom::object value);
  void decide_unit(std::int64_t begin, std::int64_t end, std::string_view said);

  struct Text {
    std::string_view text;
    std::vector<std::int64_t> wide;  // where its characters of two units stand, counted in units
  };
  std::vector<Text> texts_;                    // those that have such characters
  const Text* text_ = nullptr;                 // the one that spans were found in ...
  OffsetUnit unit_ = OffsetUnit::code_points;  // ... and how
  int looked_ = 0;
};

}  // namespace assay::formats
