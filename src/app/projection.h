#pragma once
// What a project's judged items mean for a production.

#include "app/context.h"
#include "domain/nouns.h"
#include "quality/projection.h"

namespace assay::app {

// From the project's annotations and gold as they stand; options.question is taken from its schema. Without
// options.only_question the first question that has gold. Cost: a copy of the table and a pass.
Result<quality::ProductionProjection> projection(Context& context, const Caller& caller,
                                                 domain::ProjectId project, quality::ProjectOptions options);

}  // namespace assay::app
