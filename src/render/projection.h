#pragma once
// A production projected from a pilot, as text and JSON.

#include <string>

#include "quality/projection.h"
#include "render/ink.h"

namespace assay::render {

std::string projection_text(const quality::ProductionProjection& projection, Ink ink);
std::string projection_json(const quality::ProductionProjection& projection);  // docs/reference/projection.md

}  // namespace assay::render
