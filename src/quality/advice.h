#pragma once
// What a reader must be warned of, and what to do next: both follow from the sections alone, each with its
// evidence.

#include "quality/inspection.h"

namespace assay::quality {

// Fills warnings and next from the sections already there. Worst and most certain first, at most six pieces
// of advice.
void add_advice(QuestionInspection& inspection);

}  // namespace assay::quality
