#pragma once
// The schema of the database, step by step. Fresh and upgraded databases have run the same steps.

#include <span>
#include <string>
#include <string_view>

#include "store/connection.h"

namespace assay::store {

struct Migration {
  std::string_view name;  // "0001_create_the_record"
  std::string_view sql;   // with type tokens
};

// All there are, in order. The files stand in store/migrations.
std::span<const Migration> migrations();

// The text for one database: {key}, {int}, {real}, {text}, {blob}, {strict} written out.
std::string migration_text(std::string_view sql, Dialect dialect);

// Runs what is missing, each step in one transaction; harmless when run twice or by two starts at once.
// Refuses a database with steps this program does not know, or whose steps differ from its own.
Result<int> migrate(Connection& connection, std::span<const Migration> steps, std::int64_t now_us);

// How far a database is, without changing it. Error `not_found` where there is no record of steps: it is no
// database of Assay; otherwise as migrate.
struct SchemaState {
  std::string last_step;
  std::size_t applied_count = 0;
  std::size_t missing_count = 0;  // this program would run at its next start
};
Result<SchemaState> schema_state(Connection& connection, std::span<const Migration> steps);

}  // namespace assay::store
