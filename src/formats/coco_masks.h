#pragma once
// Masks of COCO: run lengths column by column, the first run outside the mask, as numbers or squeezed into a
// text.

#include <simdjson.h>

#include <optional>
#include <string_view>
#include <vector>

namespace assay::formats {

// left, top, width, height and the runs: the numbers of labels::Shape::mask_columns. Nothing when the runs do
// not fill the size. Cost: the runs, however large the picture.
std::optional<std::vector<double>> coco_mask(simdjson::dom::object segmentation);

// The runs of the squeezed text: five bits a character, the sixth says that more follow, every run from the
// third on as the difference to the one before the last. Nothing when it breaks off.
std::optional<std::vector<double>> runs_from_text(std::string_view text);

}  // namespace assay::formats
