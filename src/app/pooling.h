#pragma once
// Which versions of the schema an estimate pools, said with it. Inside app.

#include "live/project_table.h"
#include "quality/inspection.h"

namespace assay::app {

// Sets the question's versions, and warns when there are several or when answers were left out.
void say_what_is_pooled(const live::PooledAnswers& pooled, quality::QuestionInspection& question);

// Counts and warns what the question's condition set aside, and takes the items it does not apply to out of
// those that wait for answers.
void say_what_does_not_apply(const live::SetAside& aside, quality::QuestionInspection& question);

// Warns that the identities of annotators were removed, and that items were erased: how many, and between
// what accuracy against gold would stand if all that was said of them had been wrong, or right
// (methods 11.3).
void say_what_was_erased(const live::ProjectTable::Removed& removed, quality::QuestionInspection& question);

}  // namespace assay::app
