#pragma once
// The tables of all projects in use. A project is loaded when first asked for and leaves memory when closed.

#include <map>
#include <memory>
#include <mutex>

#include "live/project_table.h"
#include "store/database.h"

namespace assay::live {

class Live {
 public:
  explicit Live(store::Database& database) : database_(database) {}

  // The table of the project, loaded now if it is not there. It stays valid while the pointer is held, which
  // outlives an eviction.
  Result<SharedTable> project(domain::ProjectId id);
  // The table if it is in memory: what a write that has just been committed tells of.
  SharedTable loaded(domain::ProjectId id) const;
  void evict(domain::ProjectId id);

 private:
  store::Database& database_;
  mutable std::mutex mutex_;  // of tables_
  std::mutex load_mutex_;     // one load at a time: two of one project would both be thrown away but one
  std::map<std::int64_t, SharedTable> tables_;  // shared: readers outlive an eviction
};

}  // namespace assay::live
