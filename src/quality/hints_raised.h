#pragma once
// What annotators raised with flags and comments. Inside quality.

#include "quality/hints.h"
#include "quality/workspace.h"

namespace assay::quality {

// Flags and comments of all rows of the question, skipped ones too, by kind; and of each of the two how
// likely the next item raises a new kind. Nothing where the files have neither. Cost: a pass over the rows.
void add_raised(const Workspace& work, HintsSection& out);

}  // namespace assay::quality
