#pragma once
// Items about people that came before items were sealed.

#include "domain/nouns.h"
#include "store/connection.h"
#include "store/subject_keys.h"

namespace assay::store {

// Projects about people.
Result<std::vector<domain::ProjectId>> regulated_projects(Connection& connection);
// Seals at most so many of the project's that stand open; returns how many. Inside of a write.
Result<std::int64_t> seal_open_items(Connection& connection, domain::ProjectId project, SubjectKeys& keys,
                                     std::int64_t at_most);

}  // namespace assay::store
