#pragma once
// How a sample was drawn, as a JSON file. docs/reference/design.md.

#include <string_view>

#include "base/result.h"
#include "quality/sample_estimate.h"

namespace assay::plans {

inline constexpr std::size_t design_bytes_max = 4'000'000;

// Refuses other versions, unknown fields and fields that the design needs and that are missing.
Result<quality::SampleDesign> design_from_text(std::string_view text);

}  // namespace assay::plans
