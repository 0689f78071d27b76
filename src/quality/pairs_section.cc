#include "quality/sections.h"

namespace assay::quality {

void add_pairs(const Workspace&, QuestionInspection&) {}

}  // namespace assay::quality
