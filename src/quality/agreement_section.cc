#include "quality/sections.h"

namespace assay::quality {

void add_agreement(const Workspace&, QuestionInspection&) {}

}  // namespace assay::quality
