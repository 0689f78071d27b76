#pragma once
// What a sample says by its design, as text and JSON.

#include <string>

#include "quality/sample_estimate.h"
#include "render/ink.h"

namespace assay::render {

std::string sample_estimate_text(const quality::SampleEstimate& estimate, Ink ink);
std::string sample_estimate_json(const quality::SampleEstimate& estimate);  // docs/reference/design.md

}  // namespace assay::render
