#pragma once
// An inspection for the terminal: at most 100 columns and two screens of 48 lines; details first, so that the
// verdict, the worst things and what to do next are the last lines on the screen and the first that are read.

#include <string>

#include "quality/inspection.h"
#include "render/ink.h"

namespace assay::render {

// Of several questions the worst one is shown whole and the others have a line each. Names from files are
// made harmless.
std::string terminal_report(const quality::Inspection& inspection, Ink ink = Ink::plain);

}  // namespace assay::render
