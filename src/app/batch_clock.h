#pragma once
// What time does to batches and assignments.

#include "app/context.h"

namespace assay::app {

// Ends the leases that are over, in one event a project, and tells the leads. Tells leads once of a batch
// that is due within a working day of its provider, and leads and owners once that it is overdue. Called
// every minute; several servers may, each thing is done once. Cost when nothing is to be done: two reads.
Result<Done> look_at_batches(Context& context);

}  // namespace assay::app
