#pragma once
// The oldest PostgreSQL that the SQL of this room is written and tested for.

#include "base/result.h"

namespace assay::store {

inline constexpr int postgres_version_min = 15;

// `number` is the server's own: 150004 is version 15.4. Older ones are refused with what to do.
Result<Done> check_postgres_version(int number);

}  // namespace assay::store
