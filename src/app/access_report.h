#pragma once
// What an auditor or a person asks of a project about people, as files: who looked at what, when and what
// for; and the record of processing (GDPR Article 30) that the project's own objects give.

#include <optional>
#include <string>

#include "app/context.h"

namespace assay::app {

// CSV: a row a look, or of one item a row a look at it. `item`: an id or "key:NAME"; empty: all. People of
// the caller's organisation stand under their names, others under a number. Putting it together is itself an
// event. Cost: a pass over the looks of the project.
Result<std::string> access_report(Context& context, const Caller& caller, domain::ProjectId project,
                                  const std::string& item);

// JSON: whose data, what for, who receives it, how long, how it is protected, how much, what was erased. What
// nobody has told is null, never left out.
Result<std::string> processing_record(Context& context, const Caller& caller, domain::ProjectId project);

}  // namespace assay::app
