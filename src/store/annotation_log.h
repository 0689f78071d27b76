#pragma once
// A project's part of the log of annotations, from one end to the other, in bounded memory.

#include <functional>

#include "store/annotation.h"
#include "store/read_ahead.h"

namespace assay::store {

// Hands over the rows after `after` up to the end of the log as `connection` sees it, in order, one at a
// time. With `more` the log is read on all threads, each on a connection of its own, while rows are handed
// over.
Result<Done> each_annotation(Connection& connection, domain::ProjectId project, std::int64_t after,
                             const std::function<void(const AnnotationKeys&)>& each,
                             const MoreConnections& more = {});

}  // namespace assay::store
