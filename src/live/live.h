#pragma once
// The tables of all projects in use. Loading reads the log on a connection of its own: writes go on
// meanwhile, and what they add to a project that is being loaded waits until it can be put on top. What other
// programs write to the same database arrives too: before each write, and when keep_up() is called. On
// PostgreSQL, where other servers may write, a table that is handed out holds everything that anybody was
// told is written before it was asked for: who writes by one server reads it by every other. Thread safe.

#include <condition_variable>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <vector>

#include "base/background.h"
#include "live/project_table.h"
#include "store/database.h"

namespace assay::live {

// Owns what it needs: it may be kept until a load ends.
using Change = std::function<void(ProjectTable&)>;

using SharedArrivals = std::shared_ptr<const Arrivals>;  // shared: for tables whose load outlives the write

class Live {
 public:
  explicit Live(store::Database& database);
  ~Live();  // waits for the load under way
  Live(const Live&) = delete;
  Live& operator=(const Live&) = delete;

  // The table of the project, loaded now if it is not there. It stays valid while the pointer is held, which
  // outlives an eviction. Waits at most two seconds for a load that somebody else has begun: then
  // unavailable. Cost on PostgreSQL: one row is read; when others have written, what they wrote is taken in.
  Result<SharedTable> project(domain::ProjectId id);
  // The same of what the scope shows: of a part, the rows of that part alone. A part costs a pass over the
  // log when it is first asked for and follows every row from then on.
  Result<SharedTable> table(const domain::Scope& scope);
  // The table if it is in memory.
  SharedTable loaded(domain::ProjectId id) const;
  void evict(domain::ProjectId id);
  // A project that has just been made; its questions are known to the table already.
  void adopt(domain::ProjectId id, SharedTable table);

  // Loads in the background, one after the other; returns at once.
  void load_soon(domain::ProjectId id);
  // All open projects, at the start of a server.
  Result<Done> load_open_projects();
  // Those asked for by load_soon and not yet in memory.
  std::size_t loads_waiting() const;

  // A change that has just been committed; on the writer's thread, in the order of commits. A project that is
  // not in memory does not need it: it is in the log.
  void changed(domain::ProjectId id, const Change& change);
  // Rows that have just been committed, on the writer's thread: for the project's table and those of its
  // parts.
  void arrived(domain::ProjectId id, const SharedArrivals& arrivals);

  // Called with each project that another program has written to, on the writer's thread; must not block.
  // `providers`: whose rows came, as app::Notice has them; empty: something changed for everybody.
  using Followed = std::function<void(domain::ProjectId, std::int64_t log_position,
                                      const std::set<std::int64_t>& providers)>;
  void tell_followed(Followed followed);

  // Takes in what others wrote since the last look. Cost when they wrote nothing: one read of one row.
  Result<Done> keep_up();

 private:
  struct Entry {
    SharedTable table;  // null while it is loaded
    std::vector<Change> waiting;
    std::optional<Error> failed;
  };
  using SharedEntry = std::shared_ptr<Entry>;  // shared: a load outlives an eviction
  struct Place {
    std::int64_t project = 0;
    Part part;
    friend auto operator<=>(const Place&, const Place&) = default;
  };

  Result<SharedTable> at(const Place& place);
  Result<SharedTable> load(const Place& place, const SharedEntry& entry);
  Result<SharedTable> read(const Place& place);
  void change(const Place& place, const Change& change);
  void parts_follow(domain::ProjectId id, const SharedArrivals& arrivals);
  std::vector<Place> parts(domain::ProjectId id) const;
  bool publish(const SharedEntry& entry, const SharedTable& table);
  void load_in_turn();
  void follow(store::Connection& connection, std::int64_t first, std::int64_t end);
  std::set<std::int64_t> follow_project(store::Connection& connection, domain::ProjectId id,
                                        const std::set<std::string>& verbs);
  void read_on(domain::ProjectId id, ProjectTable& table);
  Result<Done> see_others();

  store::Database& database_;
  mutable std::mutex mutex_;  // of all below
  std::condition_variable ended_;
  std::map<Place, SharedEntry> entries_;
  std::size_t waiting_ = 0;
  bool stopping_ = false;
  Followed followed_;
  WorkQueue<domain::ProjectId> asked_;
  std::optional<BackgroundThread> loader_;
};

}  // namespace assay::live
