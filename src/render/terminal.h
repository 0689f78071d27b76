#pragma once
// An inspection for the terminal: at most 100 columns and two screens; details first, so that the verdict,
// the worst things and what to do next are the last lines on the screen and the first that are read.

#include <string>

#include "quality/inspection.h"

namespace assay::render {

std::string terminal_report(const quality::Inspection& inspection);

}  // namespace assay::render
