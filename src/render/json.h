#pragma once
// An inspection as JSON: docs/reference/inspection.md is the contract. Doubles are written so that they read
// back the same.

#include <string>

#include "quality/inspection.h"

namespace assay::render {

// The document of --json: sections of all questions one after another, each row with its question.
std::string inspection_json(const quality::Inspection& inspection);

// The document inside the HTML report: sections nested by question.
std::string report_json(const quality::Inspection& inspection);

}  // namespace assay::render
