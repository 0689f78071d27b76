#include "live/live.h"

#include <chrono>
#include <string>

#include "store/audit_log.h"
#include "store/project.h"

namespace assay::live {
namespace {

constexpr std::chrono::seconds wait_max{2};

}  // namespace

Live::Live(store::Database& database) : database_(database) {
  database.follow_others([this](store::Connection& connection, std::int64_t first, std::int64_t end) {
    follow(connection, first, end);
  });
  loader_.emplace([this] { load_in_turn(); });
}

Live::~Live() {
  database_.follow_others({});
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  asked_.close();
  loader_.reset();
}

SharedTable Live::loaded(domain::ProjectId id) const {
  const std::lock_guard lock(mutex_);
  const auto found = entries_.find({id.value, {}});
  return found == entries_.end() ? nullptr : found->second->table;
}

void Live::evict(domain::ProjectId id) {
  const std::lock_guard lock(mutex_);
  std::erase_if(entries_, [&](const auto& entry) { return entry.first.project == id.value; });
}

void Live::adopt(domain::ProjectId id, SharedTable table) {
  auto entry = std::make_shared<Entry>();
  entry->table = std::move(table);
  const std::lock_guard lock(mutex_);
  entries_.emplace(Place{id.value, {}}, std::move(entry));
}

Result<SharedTable> Live::project(domain::ProjectId id) {
  if (auto seen = see_others(); !seen) return seen.error();
  return at({id.value, {}});
}

// A part follows with the help of the whole, so that one must be there.
Result<SharedTable> Live::table(const domain::Scope& scope) {
  if (scope.whole()) return project(scope.project);
  if (auto whole = project(scope.project); !whole) return whole;
  return at({scope.project.value, {scope.provider, scope.names_of}});
}

Result<SharedTable> Live::at(const Place& place) {
  SharedEntry entry;
  {
    std::unique_lock lock(mutex_);
    const auto found = entries_.find(place);
    if (found != entries_.end()) {
      entry = found->second;
      ended_.wait_for(lock, wait_max, [&] { return entry->table || entry->failed; });
      if (entry->table) return entry->table;
      if (entry->failed) return *entry->failed;
      return Error{ErrorCode::unavailable, "the project is being loaded: try again in a moment", "project"};
    }
    // From here on changes wait in the entry; the log is read after that, so none is missed.
    entry = std::make_shared<Entry>();
    entries_.emplace(place, entry);
  }
  return load(place, entry);
}

Result<SharedTable> Live::load(const Place& place, const SharedEntry& entry) {
  Result<SharedTable> table = read(place);
  if (table) {
    while (!publish(entry, table.value())) continue;
    return table;
  }
  const std::lock_guard lock(mutex_);
  entry->failed = table.error();
  const auto kept = entries_.find(place);
  if (kept != entries_.end() && kept->second == entry) entries_.erase(kept);
  ended_.notify_all();
  return table;
}

Result<SharedTable> Live::read(const Place& place) {
  return database_.read([&](store::Connection& connection) -> Result<SharedTable> {
    ProjectTable::LoadOptions options;
    options.more = [this] { return database_.another_reader(); };
    options.part = place.part;
    Result<std::unique_ptr<ProjectTable>> made = ProjectTable::load(connection, {place.project}, options);
    if (!made) return made.error();
    return SharedTable(std::move(made).value());
  });
}

// Puts what came meanwhile on top. True when nothing was left and everybody sees the table now. What had been
// read from the log already is passed over by the table.
bool Live::publish(const SharedEntry& entry, const SharedTable& table) {
  std::vector<Change> changes;
  {
    const std::lock_guard lock(mutex_);
    changes.swap(entry->waiting);
    if (changes.empty()) {
      entry->table = table;
      ended_.notify_all();
      return true;
    }
  }
  for (const Change& change : changes) change(*table);
  return false;
}

void Live::changed(domain::ProjectId id, const Change& done) { change({id.value, {}}, done); }

void Live::change(const Place& place, const Change& change) {
  SharedTable table;
  {
    const std::lock_guard lock(mutex_);
    const auto found = entries_.find(place);
    if (found == entries_.end()) return;
    table = found->second->table;
    if (!table) found->second->waiting.push_back(change);
  }
  if (table) change(*table);
}

void Live::arrived(domain::ProjectId id, const SharedArrivals& arrivals) {
  changed(id, [arrivals](ProjectTable& table) { table.arrive(*arrivals); });
  parts_follow(id, arrivals);
}

std::vector<Live::Place> Live::parts(domain::ProjectId id) const {
  std::vector<Place> out;
  const std::lock_guard lock(mutex_);
  for (auto at = entries_.upper_bound({id.value, {}}); at != entries_.end() && at->first.project == id.value;
       ++at) {
    out.push_back(at->first);
  }
  return out;
}

// After the whole project's table. Without that one a part cannot follow: the next who asks loads it.
void Live::parts_follow(domain::ProjectId id, const SharedArrivals& arrivals) {
  const std::vector<Place> all = parts(id);
  if (all.empty()) return;
  const SharedTable whole = loaded(id);
  for (const Place& place : all) {
    if (whole) {
      change(place,
             [arrivals, whole](ProjectTable& table) { table.arrive(table.part_of(*arrivals, *whole)); });
      continue;
    }
    const std::lock_guard lock(mutex_);
    entries_.erase(place);
  }
}

void Live::load_soon(domain::ProjectId id) {
  {
    const std::lock_guard lock(mutex_);
    ++waiting_;
  }
  if (asked_.push(id)) return;
  const std::lock_guard lock(mutex_);
  --waiting_;
}

Result<Done> Live::load_open_projects() {
  Result<std::vector<domain::ProjectId>> open =
      database_.read([](store::Connection& connection) { return store::open_projects(connection); });
  if (!open) return open.error();
  for (const domain::ProjectId id : open.value()) load_soon(id);
  return Done{};
}

std::size_t Live::loads_waiting() const {
  const std::lock_guard lock(mutex_);
  return waiting_;
}

// A load that fails is tried again by whoever asks for the project, who is told why.
void Live::load_in_turn() {
  for (;;) {
    const std::vector<domain::ProjectId> next = asked_.take(1);
    if (next.empty()) return;
    {
      const std::lock_guard lock(mutex_);
      if (stopping_) return;
    }
    Result<SharedTable> table = project(next.front());
    if (table) static_cast<void>(table.value()->states());  // the tallies too, before somebody waits for them
    const std::lock_guard lock(mutex_);
    --waiting_;
  }
}

// On the writer's thread. A table that cannot follow leaves memory: the next who asks loads
// it.
void Live::follow(store::Connection& connection, std::int64_t first, std::int64_t end) {
  std::map<std::int64_t, std::set<std::string>> verbs;
  const Result<Done> read = store::each_project_event(connection, first, end,
                                                      [&](domain::ProjectId project, std::string_view verb) {
                                                        verbs[project.value].insert(std::string(verb));
                                                      });
  if (!read) {
    const std::lock_guard lock(mutex_);
    return entries_.clear();
  }
  Followed followed;
  {
    const std::lock_guard lock(mutex_);
    followed = followed_;
  }
  for (const auto& [id, said] : verbs) {
    const std::set<std::int64_t> providers = follow_project(connection, {id}, said);
    const SharedTable table = loaded({id});
    if (followed) followed({id}, table ? table->log_position() : 0, providers);
  }
}

std::set<std::int64_t> Live::follow_project(store::Connection& connection, domain::ProjectId id,
                                            const std::set<std::string>& verbs) {
  const std::set<std::int64_t> everybody;
  // Another schema gives the labels of all rows other names, an engagement its annotators: read anew.
  const bool renames = verbs.contains("change_schema") || verbs.contains("engage_provider");
  const bool forgets = verbs.contains("erase_items") || verbs.contains("erase_annotators");
  if (renames || forgets || verbs.contains("close_project")) {
    evict(id);
    return everybody;
  }
  const SharedTable table = loaded(id);
  if (!table) {
    changed(id, [this, id](ProjectTable& loading) { read_on(id, loading); });
    return everybody;
  }
  auto arrivals = table->missing(connection, id);
  if (!arrivals) {
    evict(id);
    return everybody;
  }
  const auto shared = std::make_shared<const Arrivals>(std::move(arrivals).value());
  table->arrive(*shared);
  parts_follow(id, shared);
  return providers_of(*shared);
}

// A table that has just been loaded may have been read before others wrote. By who loads, not by the writer.
void Live::read_on(domain::ProjectId id, ProjectTable& table) {
  auto arrivals =
      database_.read([&](store::Connection& connection) { return table.missing(connection, id); });
  if (!arrivals) return evict(id);
  table.arrive(arrivals.value());
}

void Live::tell_followed(Followed followed) {
  const std::lock_guard lock(mutex_);
  followed_ = std::move(followed);
}

Result<Done> Live::keep_up() {
  const Result<std::int64_t> size = database_.read([](store::Connection& connection) -> Result<std::int64_t> {
    const auto frontier = store::audit_frontier(connection);
    if (!frontier) return frontier.error();
    return static_cast<std::int64_t>(frontier.value().size());
  });
  if (!size) return size.error();
  if (size.value() <= database_.log_size_seen()) return Done{};
  return database_.follow();
}

Result<Done> Live::see_others() {
  if (database_.dialect() == store::Dialect::sqlite) return Done{};
  return keep_up();
}

}  // namespace assay::live
