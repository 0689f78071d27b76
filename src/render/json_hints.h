#pragma once
// Hints for the guideline as JSON. Inside render only.

#include <optional>

#include "quality/hints.h"
#include "render/json_sections.h"

namespace assay::render {

Json hints_json(const std::optional<quality::HintsSection>& section);  // null without

}  // namespace assay::render
