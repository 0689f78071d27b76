#include "live/live.h"

#include "store/project.h"

namespace assay::live {

SharedTable Live::loaded(domain::ProjectId id) const {
  const std::lock_guard lock(mutex_);
  const auto found = tables_.find(id.value);
  return found == tables_.end() ? nullptr : found->second;
}

// Loading runs on the writer's thread, between two commits: nothing can arrive while the log is read, so that
// the table misses nothing and counts nothing twice.
Result<SharedTable> Live::project(domain::ProjectId id) {
  if (auto table = loaded(id)) return table;
  const std::lock_guard loading(load_mutex_);
  if (auto table = loaded(id)) return table;
  return database_.maintain([&](store::Transaction& transaction) -> Result<SharedTable> {
    Result<std::unique_ptr<ProjectTable>> made = ProjectTable::load(transaction.connection(), id);
    if (!made) return made.error();
    Result<domain::Schema> schema = store::latest_schema(transaction.connection(), id);
    if (!schema) return schema.error();
    made.value()->set_schema(schema.value());
    SharedTable table(std::move(made).value());
    transaction.after_commit([this, id, table] {
      const std::lock_guard lock(mutex_);
      tables_.emplace(id.value, table);
    });
    return table;
  });
}

void Live::evict(domain::ProjectId id) {
  const std::lock_guard lock(mutex_);
  tables_.erase(id.value);
}

}  // namespace assay::live
