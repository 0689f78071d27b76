#include "quality/sections.h"

namespace assay::quality {

void add_gold(const Workspace&, QuestionInspection&) {}

}  // namespace assay::quality
