#pragma once
// A planning as text, JSON and HTML.

#include <string>

#include "quality/planning.h"
#include "render/ink.h"

namespace assay::render {

std::string planning_text(const quality::Planning& planning, Ink ink);
std::string planning_json(const quality::Planning& planning);  // docs/reference/planning.md
std::string planning_html(const quality::Planning& planning);

}  // namespace assay::render
