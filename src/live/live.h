#pragma once
// The tables of all projects in use. A project is loaded when first asked for and leaves memory when closed.
// What other programs write to the same database arrives too: before each write, and when keep_up() is
// called.

#include <map>
#include <memory>
#include <mutex>
#include <set>

#include "live/project_table.h"
#include "store/database.h"

namespace assay::live {

class Live {
 public:
  explicit Live(store::Database& database);  // which outlives this
  ~Live();
  Live(const Live&) = delete;
  Live& operator=(const Live&) = delete;

  // The table of the project, loaded now if it is not there. It stays valid while the pointer is held, which
  // outlives an eviction.
  Result<SharedTable> project(domain::ProjectId id);
  // The table if it is in memory: what a write that has just been committed tells of.
  SharedTable loaded(domain::ProjectId id) const;
  void evict(domain::ProjectId id);

  // Takes in what others wrote since the last look. Cost when they wrote nothing: one read of one row.
  Result<Done> keep_up();

 private:
  void follow(store::Connection& connection, std::int64_t first, std::int64_t end);
  void settle_attributes(store::Connection& connection);
  bool attributes_wait() const;

  store::Database& database_;
  mutable std::mutex mutex_;  // of tables_
  std::mutex load_mutex_;     // one load at a time: two of one project would both be thrown away but one
  std::map<std::int64_t, SharedTable> tables_;  // shared: readers outlive an eviction
  // Projects to whose items others gave attributes: read anew when no more come, for that takes a pass.
  std::set<std::int64_t> stale_attributes_;
};

}  // namespace assay::live
