#pragma once
// Inside quality only: the halves of add_advice.

#include "quality/inspection.h"

namespace assay::quality {

void add_warnings(QuestionInspection& inspection);

}  // namespace assay::quality
