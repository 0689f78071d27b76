#include "store/database.h"

#include <algorithm>

#include "store/audit_log.h"
#include "store/migrate.h"

namespace assay::store {

// One commit: several writes, each of which can be taken back alone.
class Database::Group {
 public:
  Group(Connection& connection, const Clock& clock) : connection_(connection), clock_(clock) {}

  Result<Done> begin() {
    Result<Done> begun = connection_.begin_write();
    if (!begun) return begun;
    Result<AuditAppender> opened = AuditAppender::open(connection_);
    if (!opened) return opened.error();
    log_.emplace(std::move(opened).value());
    return Done{};
  }

  // The outcome of the write itself; it is true only once the group is committed.
  Result<Done> add(const Body& body) {
    Result<Done> saved = connection_.savepoint();
    if (!saved) return saved;
    Transaction transaction(connection_, clock_.now_us(), marks_);
    const AuditAppender before = *log_;
    Result<bool> kept = run(body, transaction);
    Result<Done> closed = Done{};
    if (kept && kept.value()) {
      closed = connection_.release_savepoint();
      if (!closed) kept = closed.error();  // something that was to run later has failed
    }
    const bool keep = kept && kept.value();
    if (!keep) {
      closed = connection_.rollback_to_savepoint();
      *log_ = before;
    }
    if (!closed) broken_ = true;
    if (!kept) return kept.error();
    if (keep) {
      for (auto& then : transaction.then()) then_.push_back(std::move(then));
      marks_.merge(transaction.marks());
    }
    return closed;
  }

  Result<Done> commit() {
    if (broken_)
      return Error{ErrorCode::unavailable, "the group of writes was lost; nothing was written", ""};
    Result<Done> saved = log_->save(connection_);
    return saved ? connection_.commit() : saved;
  }

  void tell() {
    for (const auto& then : then_) then();
  }

  std::int64_t log_size() const { return log_->size(); }

 private:
  // A mistake of ours in one write must not end the thread that all writes need.
  static Result<Written> guarded(const Body& body, Transaction& transaction) {
    try {
      return body(transaction);
    } catch (const std::exception& mistake) {
      return Error{ErrorCode::internal, mistake.what(), ""};
    }
  }

  // Whether what the body did is to be kept.
  Result<bool> run(const Body& body, Transaction& transaction) {
    Result<Written> written = guarded(body, transaction);
    if (!written) return written.error();
    if (written.value().audit == Audit::none) return true;
    if (!written.value().event) return false;
    Result<std::int64_t> index = log_->append(connection_, *written.value().event, transaction.now_us());
    if (!index) return index.error();
    return true;
  }

  Connection& connection_;
  const Clock& clock_;
  std::optional<AuditAppender> log_;
  std::vector<std::function<void()>> then_;
  Marks marks_;
  bool broken_ = false;
};

// Moves SQLite's write-ahead log into the database on a thread of its own, because a commit that did it would
// keep everybody else's writes waiting for the disk. Under writes that never pause the log is moved but never
// begins anew; when it has grown long, the writer moves the rest between two commits, which is little.
class Database::Checkpoints {
 public:
  explicit Checkpoints(const Database& database) : database_(database) {
    thread_.emplace([this] { loop(); });
  }
  ~Checkpoints() { asked_.close(); }

  // On the writer's thread, after each commit.
  void look_at(Connection& writer) {
    const std::int64_t pages = writer.log_pages();
    if (pages < last_pages_) next_at_ = pages_first;  // it began anew
    last_pages_ = pages;
    if (pages < next_at_ || running_) return;
    next_at_ = pages + pages_step;
    ++count_;
    if (pages >= pages_long) {
      static_cast<void>(writer.checkpoint());  // what fails is tried again after some more commits
    } else {
      running_ = true;
      asked_.push(true);
    }
  }
  std::int64_t count() const { return count_; }

 private:
  static constexpr std::int64_t pages_first = 4000, pages_step = 2000, pages_long = 16'000;  // of 4 KiB

  void loop() {
    std::unique_ptr<Connection> connection;
    while (!asked_.take(1).empty()) {
      if (!connection) {
        Result<std::unique_ptr<Connection>> opened = database_.connect(Access::read_write);
        if (opened) connection = std::move(opened).value();
      }
      if (connection && !connection->checkpoint()) connection.reset();
      running_ = false;
    }
  }

  const Database& database_;
  std::atomic<bool> running_{false};
  std::atomic<std::int64_t> count_{0};
  std::int64_t last_pages_ = 0, next_at_ = pages_first;
  WorkQueue<bool> asked_;
  std::optional<BackgroundThread> thread_;
};

Database::Database(Private, DatabaseOptions options, const Clock& clock)
    : options_(std::move(options)), clock_(clock) {}

Result<std::unique_ptr<Database>> Database::open(const DatabaseOptions& options, const Clock& clock) {
  auto database = std::make_unique<Database>(Private{}, options, clock);
  Result<std::unique_ptr<Connection>> writer = database->connect(Access::read_write);
  if (!writer) return writer.error();
  Result<int> migrated = migrate(*writer.value(), migrations(), clock.now_us());
  if (!migrated) return migrated.error();
  Result<MerkleFrontier> log = audit_frontier(*writer.value());
  if (!log) return log.error();
  database->log_size_seen_ = static_cast<std::int64_t>(log.value().size());
  database->writer_ = std::move(writer).value();
  Database& self = *database;
  if (self.dialect() == Dialect::sqlite) self.checkpoints_ = std::make_unique<Checkpoints>(self);
  database->thread_.emplace([&self] { self.write_loop(); });
  return database;
}

Database::~Database() {
  queue_.close();
  thread_.reset();
  // The writer is the last to close: only then does SQLite fold its log of writes back into the file.
  checkpoints_.reset();
  readers_.clear();
  writer_.reset();
}

Dialect Database::dialect() const {
  return options_.postgres_address.empty() ? Dialect::sqlite : Dialect::postgresql;
}

Result<std::unique_ptr<Connection>> Database::connect(Access access) const {
  auto opened = options_.postgres_address.empty() ? open_sqlite(options_.sqlite_path, access)
                                                  : open_postgres(options_.postgres_address);
  if (opened) opened.value()->use_keys(options_.subject_keys);
  return opened;
}

Result<Database::Lease> Database::borrow() {
  {
    std::unique_lock lock(readers_mutex_);
    reader_free_.wait(lock, [this] { return !readers_.empty() || readers_open_ < options_.readers_max; });
    if (!readers_.empty()) {
      Lease lease{*this, std::move(readers_.back())};
      readers_.pop_back();
      return lease;
    }
    ++readers_open_;
  }
  Result<std::unique_ptr<Connection>> made = connect(Access::read_only);
  if (made) return Lease{*this, std::move(made).value()};
  lose(nullptr);
  return made.error();
}

void Database::give_back(std::unique_ptr<Connection> connection) {
  {
    const std::lock_guard lock(readers_mutex_);
    readers_.push_back(std::move(connection));
  }
  reader_free_.notify_one();
}

void Database::lose(std::unique_ptr<Connection> connection) {
  connection.reset();
  {
    const std::lock_guard lock(readers_mutex_);
    --readers_open_;
  }
  reader_free_.notify_one();
}

void Database::follow_others(Follower follower) {
  const std::lock_guard lock(follower_mutex_);
  follower_ = std::move(follower);
}

Result<Done> Database::write_task(Body body) {
  auto promise = std::make_shared<std::promise<Result<Done>>>();
  std::future<Result<Done>> done = promise->get_future();
  if (!queue_.push(Task{std::move(body), promise})) {
    return Error{ErrorCode::unavailable, "the server is stopping; nothing was written", ""};
  }
  return done.get();
}

// Who has just been answered is often back in a moment: half of the last group is waited for, at most a
// quarter of the time that the last commit took. A writer who is alone waits for nobody.
// SQLite lets whoever asks first begin to write, and asks again only now and then: a thread that begins anew
// at once keeps every other program out. So it stands aside for a moment when it has not rested for long.
class Database::Courtesy {
 public:
  explicit Courtesy(const Clock& clock) : clock_(clock), busy_since_us_(clock.monotonic_us()) {}

  void stand_aside() {
    if (clock_.monotonic_us() - busy_since_us_ < busy_max_us) return;
    pause_us(aside_us);
    busy_since_us_ = clock_.monotonic_us();
  }
  // The thread waited from then until now for something to do.
  void waited_since(std::int64_t then_us) {
    const std::int64_t now_us = clock_.monotonic_us();
    if (now_us - then_us >= aside_us) busy_since_us_ = now_us;
  }

 private:
  static constexpr std::int64_t busy_max_us = 250'000, aside_us = 3000;  // who waits asks each millisecond

  const Clock& clock_;
  std::int64_t busy_since_us_;
};

void Database::write_loop() {
  const auto count_max = static_cast<std::size_t>(options_.group_max);
  std::size_t last_count = 0;
  std::int64_t last_us = 0;
  Courtesy courtesy(clock_);
  for (;;) {
    if (checkpoints_) courtesy.stand_aside();
    const std::int64_t asked_us = clock_.monotonic_us();
    std::vector<Task> tasks = queue_.take(count_max);
    if (tasks.empty()) return;
    courtesy.waited_since(asked_us);
    answer_followers(tasks);
    if (tasks.empty()) continue;
    if (tasks.size() < last_count / 2) queue_.take_more(tasks, count_max, last_count / 2, last_us / 4);
    answer_followers(tasks);
    const std::int64_t begin = clock_.monotonic_us();
    write_group(tasks);
    last_us = clock_.monotonic_us() - begin;
    last_count = tasks.size();
  }
}

// Nothing may be appended until the transaction of the writer's connection ends, or be visible in it.
void Database::look_for_others(std::int64_t log_size) {
  const std::int64_t seen = log_size_seen_.load();
  if (log_size <= seen) return;
  {
    const std::lock_guard lock(follower_mutex_);
    if (follower_) follower_(*writer_, seen, log_size);
  }
  log_size_seen_ = log_size;  // last: who finds it finds what was followed too
}

Result<Done> Database::have_writer() {
  if (writer_) return Done{};
  Result<std::unique_ptr<Connection>> again = connect(Access::read_write);
  if (!again) return again.error();
  writer_ = std::move(again).value();
  return Done{};
}

// On one state of the data. What is in it is in the order of commits, for who appends holds a lock until
// then.
Result<Done> Database::follow_now() {
  if (auto there = have_writer(); !there) return there;
  Result<Done> begun = writer_->begin_read();
  Result<MerkleFrontier> log = begun ? audit_frontier(*writer_) : Result<MerkleFrontier>(begun.error());
  if (log) look_for_others(static_cast<std::int64_t>(log.value().size()));
  if (begun) writer_->end_read();
  if (log) return Done{};
  writer_.reset();
  return log.error();
}

void Database::answer_followers(std::vector<Task>& tasks) {
  const auto first =
      std::stable_partition(tasks.begin(), tasks.end(), [](const Task& task) { return bool(task.body); });
  if (first == tasks.end()) return;
  const Result<Done> followed = follow_now();
  for (auto task = first; task != tasks.end(); ++task) task->done->set_value(followed);
  tasks.erase(first, tasks.end());
}

Result<Done> Database::follow() { return write_task({}); }

void Database::write_group(std::vector<Task>& tasks) {
  std::vector<Result<Done>> outcomes;
  Result<Done> committed = have_writer();
  if (writer_) {
    Group group(*writer_, clock_);
    committed = group.begin();
    if (committed) look_for_others(group.log_size());
    for (std::size_t at = 0; committed && at < tasks.size(); ++at)
      outcomes.push_back(group.add(tasks[at].body));
    if (committed) committed = group.commit();
    if (committed) {
      group.tell();
      log_size_seen_ = group.log_size();  // last, as in look_for_others
    }
  }
  if (!committed) {
    ++failed_commits_;
    if (writer_) writer_->rollback();
    writer_.reset();  // what a failed sync leaves in its buffers is not to be trusted: a new connection
  }
  if (committed) ++commits_;
  for (std::size_t at = 0; at < tasks.size(); ++at) {
    ++writes_;
    if (committed && !outcomes[at]) ++refused_;
    tasks[at].done->set_value(
        committed ? std::move(outcomes[at])
                  : Result<Done>(Error{ErrorCode::unavailable,
                                       committed.error().message + "; nothing was written, try again", ""}));
  }
  if (committed && checkpoints_) checkpoints_->look_at(*writer_);
}

void Database::use_keys(SubjectKeys* keys) {
  options_.subject_keys = keys;
  if (writer_) writer_->use_keys(keys);
  const std::lock_guard lock(readers_mutex_);
  for (const auto& reader : readers_) reader->use_keys(keys);
}

WriteCounts Database::counts() const {
  return {commits_.load(), writes_.load(), refused_.load(), failed_commits_.load(),
          checkpoints_ ? checkpoints_->count() : 0};
}

}  // namespace assay::store
