#include "live/live.h"

#include <string>

#include "store/audit_log.h"

namespace assay::live {

Live::Live(store::Database& database) : database_(database) {
  database.follow_others([this](store::Connection& connection, std::int64_t first, std::int64_t end) {
    follow(connection, first, end);
  });
}

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
    SharedTable table(std::move(made).value());
    transaction.after_commit([this, id, table] {
      const std::lock_guard lock(mutex_);
      tables_.emplace(id.value, table);
    });
    return table;
  });
}

Live::~Live() { database_.follow_others({}); }

// On the writer's thread, as loading is. A table that cannot follow leaves memory: the next who asks loads
// it.
void Live::follow(store::Connection& connection, std::int64_t first, std::int64_t end) {
  std::map<std::int64_t, std::set<std::string>> verbs;
  const Result<Done> read = store::each_project_event(connection, first, end,
                                                      [&](domain::ProjectId project, std::string_view verb) {
                                                        verbs[project.value].insert(std::string(verb));
                                                      });
  if (!read) {
    const std::lock_guard lock(mutex_);
    return tables_.clear();
  }
  for (const auto& [id, said] : verbs) {
    const SharedTable table = loaded({id});
    if (!table) continue;
    const auto arrivals = table->missing(connection, {id}, ProjectTable::Attributes::leave);
    // Another schema gives the labels of all rows other names: the table is read anew.
    if (!arrivals || said.contains("close_project") || said.contains("change_schema")) {
      evict({id});
      continue;
    }
    table->arrive(arrivals.value());
    if (said.contains("add_items")) {
      const std::lock_guard lock(mutex_);
      stale_attributes_.insert(id);
    }
  }
}

void Live::settle_attributes(store::Connection& connection) {
  std::set<std::int64_t> stale;
  {
    const std::lock_guard lock(mutex_);
    stale.swap(stale_attributes_);
  }
  for (const std::int64_t id : stale) {
    const SharedTable table = loaded({id});
    if (!table) continue;
    const auto arrivals = table->missing(connection, {id}, ProjectTable::Attributes::read);
    if (arrivals) {
      table->arrive(arrivals.value());
    } else {
      evict({id});
    }
  }
}

bool Live::attributes_wait() const {
  const std::lock_guard lock(mutex_);
  return !stale_attributes_.empty();
}

Result<Done> Live::keep_up() {
  const Result<std::int64_t> size = database_.read([](store::Connection& connection) -> Result<std::int64_t> {
    const auto frontier = store::audit_frontier(connection);
    if (!frontier) return frontier.error();
    return static_cast<std::int64_t>(frontier.value().size());
  });
  if (!size) return size.error();
  const bool has_grown = size.value() > database_.log_size_seen();
  if (!has_grown && !attributes_wait()) return Done{};
  return database_.maintain([&](store::Transaction& transaction) -> Result<Done> {
    if (!has_grown) settle_attributes(transaction.connection());
    return Done{};
  });
}

void Live::evict(domain::ProjectId id) {
  const std::lock_guard lock(mutex_);
  tables_.erase(id.value);
}

}  // namespace assay::live
