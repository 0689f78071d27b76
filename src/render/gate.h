#pragma once
// The result of a gate as text, JSON and HTML.

#include <string>

#include "quality/gate.h"
#include "render/ink.h"

namespace assay::render {

std::string gate_text(const quality::GateResult& gate, Ink ink);
std::string gate_json(const quality::GateResult& gate);  // docs/reference/gate.md
std::string gate_html(const quality::GateResult& gate);

}  // namespace assay::render
