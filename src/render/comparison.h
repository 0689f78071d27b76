#pragma once
// A comparison of before and after, for the terminal and as JSON.

#include <string>

#include "quality/comparison.h"

namespace assay::render {

std::string comparison_text(const quality::Comparison& comparison);

// docs/reference/commands.md names the keys.
std::string comparison_json(const quality::Comparison& comparison);

}  // namespace assay::render
