#include "store/postgres_version.h"

#include <fmt/format.h>

namespace assay::store {

Result<Done> check_postgres_version(int number) {
  if (number >= postgres_version_min * 10000) return Done{};
  return Error{
      ErrorCode::unavailable,
      fmt::format("the database is PostgreSQL {}; version {} or later is needed: upgrade it, or name "
                  "another",
                  number / 10000, postgres_version_min),
      "postgresql"};
}

}  // namespace assay::store
