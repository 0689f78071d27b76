#pragma once
// The sections of an inspection, one file each. Every function reads the workspace and fills its part of the
// inspection.

#include "quality/workspace.h"

namespace assay::quality {

void add_data(const Workspace& work, QuestionInspection& out);
void add_disagreement(const Workspace& work, QuestionInspection& out);

}  // namespace assay::quality
