#pragma once
// Which versions of the schema an estimate pools, said with it. Inside app.

#include "live/project_table.h"
#include "quality/inspection.h"

namespace assay::app {

// Sets the question's versions, and warns when there are several or when answers were left out.
void say_what_is_pooled(const live::PooledAnswers& pooled, quality::QuestionInspection& question);

}  // namespace assay::app
