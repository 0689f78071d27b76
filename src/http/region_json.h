#pragma once
// A region on the wire: points of the image where it lies, whatever its tool turned it about.

#include "app/items.h"
#include "http/wire_values.h"

namespace assay::http {

// points: of a box its corners as they lie, from its top left corner clockwise; of an ellipse the ends of its
// axes, from its right end clockwise; of a mask the corners of its box; of other shapes their points.
// mask: null of other shapes, of masks whose direction was not kept, and of those of more than
// mask_runs_max runs or whose runs do not fill their box: their box is what can be drawn. Cost: the geometry.
inline constexpr std::size_t mask_runs_max = 200'000;
Json region_json(const app::NamedRegion& region);

}  // namespace assay::http
