#pragma once
// The database as the rest of the program sees it: reads on many connections, writes on one thread that
// commits them in groups. A write is committed together with the audit event that describes it, or not at
// all.

#include <atomic>
#include <condition_variable>
#include <functional>
#include <future>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <unordered_set>
#include <vector>

#include "base/background.h"
#include "base/clock.h"
#include "domain/audit_event.h"
#include "store/connection.h"

namespace assay::store {

struct DatabaseOptions {
  std::string sqlite_path;              // used when address is empty
  std::string postgres_address;         // libpq address or connection string
  SubjectKeys* subject_keys = nullptr;  // outlives the database; none: items about people stay closed
  int readers_max = 8;                  // connections for reading: who needs one more waits for the next
  int group_max = 256;                  // writes in one commit
};

// What a write hands back. changed: with the event that says what was done. unchanged: nothing was to be
// done; whatever the write touched is taken back.
template <class T>
struct Outcome {
  T value;
  std::optional<domain::AuditEvent> event;

  static Outcome changed(T value, domain::AuditEvent event) { return {std::move(value), std::move(event)}; }
  static Outcome unchanged(T value) { return {std::move(value), std::nullopt}; }
};

// Hashes by which the writes of one commit tell each other what they add: what is kept in memory learns of it
// after the commit.
using Marks = std::unordered_set<std::uint64_t>;

// One write while it runs.
class Transaction {
 public:
  // `group`: the marks of the writes before it in the same commit; outlives it.
  Transaction(Connection& connection, std::int64_t now_us, const Marks& group)
      : connection_(connection), now_us_(now_us), group_(group) {}
  Connection& connection() { return connection_; }
  std::int64_t now_us() const { return now_us_; }
  // Called after the commit, in the order of commits, before the writer is answered. Must not fail.
  void after_commit(std::function<void()> then) { then_.push_back(std::move(then)); }
  std::vector<std::function<void()>>& then() { return then_; }
  // False: this write, or one before it in the same commit, has set the mark already.
  bool mark(std::uint64_t hash) { return !group_.contains(hash) && marks_.insert(hash).second; }
  bool marked(std::uint64_t hash) const { return group_.contains(hash) || marks_.contains(hash); }
  Marks& marks() { return marks_; }

 private:
  Connection& connection_;
  std::int64_t now_us_;
  const Marks& group_;
  Marks marks_;
  std::vector<std::function<void()>> then_;
};

struct WriteCounts {
  std::int64_t commits = 0;  // one durable write to disk each
  std::int64_t writes = 0;
  std::int64_t refused = 0;  // taken back by their own error
  std::int64_t failed_commits = 0;
  std::int64_t checkpoints = 0;  // of SQLite's write-ahead log, started
};

class Database {
  struct Private {
    explicit Private() = default;
  };

 public:
  Database(Private, DatabaseOptions options, const Clock& clock);  // open() makes it
  // Opens, migrates, starts the writer. clock outlives the database.
  static Result<std::unique_ptr<Database>> open(const DatabaseOptions& options, const Clock& clock);
  ~Database();  // finishes the writes that wait
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;

  Dialect dialect() const;

  // Runs f(Connection&) -> Result<T> on one state of the data. Thread safe; not from inside of f, which would
  // wait for a connection that it holds itself.
  template <class F>
  auto read(const F& f) -> decltype(f(std::declval<Connection&>())) {
    Result<Lease> lease = borrow();
    if (!lease) return lease.error();
    Connection& connection = lease.value().connection();
    Result<Done> begun = connection.begin_read();
    if (!begun) {
      lease.value().discard();
      return begun.error();
    }
    auto out = f(connection);
    connection.end_read();
    if (!out && out.error().code == ErrorCode::unavailable) lease.value().discard();
    return out;
  }

  // Runs f(Transaction&) -> Result<Outcome<T>> on the writer's thread and returns when it is durable. An
  // error takes back what f did, and nothing else of the group.
  template <class F>
  auto write(F f) -> Result<decltype(f(std::declval<Transaction&>()).value().value)> {
    using T = decltype(f(std::declval<Transaction&>()).value().value);
    std::optional<T> value;
    Result<Done> done = write_task([&](Transaction& transaction) -> Result<Written> {
      auto outcome = f(transaction);
      if (!outcome) return outcome.error();
      Written written{std::move(outcome.value().event), Audit::by_event};
      value.emplace(std::move(outcome.value().value));
      return written;
    });
    if (!done) return done.error();
    return std::move(*value);
  }

  // For what is no fact of the record (jobs' progress, sessions' last use, tree heads): no event.
  template <class F>
  auto maintain(F f) -> decltype(f(std::declval<Transaction&>())) {
    using R = decltype(f(std::declval<Transaction&>()));
    std::optional<R> value;
    Result<Done> done = write_task([&](Transaction& transaction) -> Result<Written> {
      value.emplace(f(transaction));
      if (!value->ok()) return value->error();
      return Written{std::nullopt, Audit::none};
    });
    if (!done) return done.error();
    return std::move(*value);
  }

  // A connection beside those that read() lends, for who reads much on several threads inside of a read().
  Result<std::unique_ptr<Connection>> another_reader() const { return connect(Access::read_only); }

  // From now on, before any item is read or written. Outlives the database.
  void use_keys(SubjectKeys* keys);

  WriteCounts counts() const;

  // Several programs may write to one database: servers on PostgreSQL, a command beside a server. Called on
  // the writer's thread inside a group that has just begun, before its writes, when the log has grown by
  // others: events first <= index < end. An empty one ends it: after the call nothing is told any more.
  using Follower = std::function<void(Connection& connection, std::int64_t first, std::int64_t end)>;
  void follow_others(Follower follower);
  // Where the log ended when this program looked last: whatever follows and whatever runs after commits has
  // been told of all before it.
  std::int64_t log_size_seen() const { return log_size_seen_.load(); }
  // Looks now, on the writer's thread between two groups, without the lock that writes take: it waits for no
  // write of others. Not from inside a write.
  Result<Done> follow();

 private:
  enum class Audit { by_event, none };
  struct Written {
    std::optional<domain::AuditEvent> event;
    Audit audit = Audit::by_event;
  };
  using Body = std::function<Result<Written>(Transaction&)>;  // empty: follow()
  struct Task {
    Body body;
    std::shared_ptr<std::promise<Result<Done>>> done;  // outlives the caller when the program stops
  };
  // One connection for reading, lent out; goes back by itself.
  class Lease {
   public:
    Lease(Database& database, std::unique_ptr<Connection> connection)
        : database_(&database), connection_(std::move(connection)) {}
    Lease(Lease&&) = default;
    Lease& operator=(Lease&&) = delete;
    ~Lease() {
      if (connection_) database_->give_back(std::move(connection_));
    }
    Connection& connection() { return *connection_; }
    void discard() { database_->lose(std::move(connection_)); }  // broken

   private:
    Database* database_;
    std::unique_ptr<Connection> connection_;
  };
  class Group;
  class Checkpoints;
  class Courtesy;

  Result<std::unique_ptr<Connection>> connect(Access access) const;
  Result<Lease> borrow();
  void give_back(std::unique_ptr<Connection> connection);
  void lose(std::unique_ptr<Connection> connection);
  Result<Done> write_task(Body body);
  void write_loop();
  Result<Done> have_writer();
  void answer_followers(std::vector<Task>& tasks);
  Result<Done> follow_now();
  void write_group(std::vector<Task>& tasks);
  void look_for_others(std::int64_t log_size);

  DatabaseOptions options_;
  const Clock& clock_;
  std::mutex readers_mutex_;
  std::condition_variable reader_free_;
  std::vector<std::unique_ptr<Connection>> readers_;  // those not in use
  int readers_open_ = 0;                              // those in use too
  std::unique_ptr<Connection> writer_;
  std::unique_ptr<Checkpoints> checkpoints_;
  WorkQueue<Task> queue_;
  std::atomic<std::int64_t> commits_{0}, writes_{0}, refused_{0}, failed_commits_{0};
  std::mutex follower_mutex_;
  Follower follower_;
  std::atomic<std::int64_t> log_size_seen_{0};  // changed by the writer's thread alone
  std::optional<BackgroundThread> thread_;
};

}  // namespace assay::store
