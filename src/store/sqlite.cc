// SQLite behind Connection: its C API, wrapped in this file alone.

#include <fmt/format.h>
#include <sqlite3.h>

#include <unordered_map>

#include "base/clock.h"
#include "store/connection.h"

namespace assay::store {
namespace {

struct CloseDatabase {
  void operator()(sqlite3* database) const { sqlite3_close_v2(database); }
};
struct FinishStatement {
  void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
};
using StatementHandle = std::unique_ptr<sqlite3_stmt, FinishStatement>;

ErrorCode code_of(int code) {
  switch (code & 0xFF) {
    case SQLITE_CONSTRAINT:
      return ErrorCode::conflict;
    case SQLITE_FULL:
    case SQLITE_IOERR:
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
    case SQLITE_CANTOPEN:
    case SQLITE_READONLY:
    case SQLITE_NOMEM:
      return ErrorCode::unavailable;
    default:
      return ErrorCode::internal;
  }
}

Error error_of(sqlite3* database, int code) {
  return Error{code_of(code), fmt::format("the database says: {}", sqlite3_errmsg(database)), "sqlite"};
}

class SqliteRow final : public Row {
 public:
  explicit SqliteRow(sqlite3_stmt* statement) : statement_(statement) {}
  bool null(int column) const override { return sqlite3_column_type(statement_, column) == SQLITE_NULL; }
  std::int64_t integer(int column) const override { return sqlite3_column_int64(statement_, column); }
  double real(int column) const override { return sqlite3_column_double(statement_, column); }
  std::string_view text(int column) const override {
    const unsigned char* begin = sqlite3_column_text(statement_, column);
    const auto size = static_cast<std::size_t>(sqlite3_column_bytes(statement_, column));
    return begin == nullptr ? std::string_view()
                            : std::string_view(reinterpret_cast<const char*>(begin), size);
  }
  std::string_view bytes(int column) const override {
    const void* begin = sqlite3_column_blob(statement_, column);
    const auto size = static_cast<std::size_t>(sqlite3_column_bytes(statement_, column));
    return begin == nullptr ? std::string_view() : std::string_view(static_cast<const char*>(begin), size);
  }

 private:
  sqlite3_stmt* statement_;
};

struct BindValue {
  sqlite3_stmt* statement;
  int at;
  int operator()(std::nullptr_t) const { return sqlite3_bind_null(statement, at); }
  int operator()(std::int64_t value) const { return sqlite3_bind_int64(statement, at, value); }
  int operator()(double value) const { return sqlite3_bind_double(statement, at, value); }
  // The caller's bytes live until the statement has run: nothing is copied.
  int operator()(std::string_view value) const {
    const char* begin = value.data() == nullptr ? "" : value.data();
    return sqlite3_bind_text64(statement, at, begin, value.size(), SQLITE_STATIC, SQLITE_UTF8);
  }
  int operator()(Bytes value) const {
    const char* begin = value.bytes.data() == nullptr ? "" : value.bytes.data();
    return sqlite3_bind_blob64(statement, at, begin, value.bytes.size(), SQLITE_STATIC);
  }
};

int bind_all(sqlite3_stmt* statement, std::span<const Value> values) {
  int at = 0;
  for (const Value& value : values) {
    const int code = std::visit(BindValue{statement, ++at}, value);
    if (code != SQLITE_OK) return code;
  }
  return SQLITE_OK;
}

// In SQLite "$1" is a name, numbered by first appearance; "?1" is the first value.
std::string numbered(std::string_view text) {
  std::string out(text);
  bool quoted = false;
  for (char& c : out) {
    if (c == '\'') quoted = !quoted;
    if (c == '$' && !quoted) c = '?';
  }
  return out;
}

class SqliteConnection final : public Connection {
 public:
  explicit SqliteConnection(sqlite3* database) : database_(database) {}
  Dialect dialect() const override { return Dialect::sqlite; }
  using Connection::run;

  Result<std::int64_t> run(const Statement& statement, std::span<const Value> values,
                           const EachRow& each) override {
    Result<sqlite3_stmt*> prepared = prepare(statement.text);
    if (!prepared) return prepared.error();
    return step_all(prepared.value(), values, each);
  }

  Result<Done> script(const std::string& sql) override {
    const int code = sqlite3_exec(database_.get(), sql.c_str(), nullptr, nullptr, nullptr);
    if (code != SQLITE_OK) return error_of(database_.get(), code);
    return Done{};
  }

  Result<Done> insert_rows(const RowBlock& block) override {
    Result<sqlite3_stmt*> prepared = prepare_insert(block);
    if (!prepared) return prepared.error();
    const std::size_t width = block.columns.size();
    for (std::size_t at = 0; at + width <= block.values.size(); at += width) {
      Result<std::int64_t> ran =
          step_all(prepared.value(), std::span<const Value>(&block.values[at], width), {});
      if (!ran) return ran.error();
    }
    return Done{};
  }

  Result<Done> begin_write() override { return simple({"begin immediate"}); }
  Result<Done> begin_read() override { return simple({"begin"}); }
  Result<Done> commit() override { return simple({"commit"}); }
  void end_read() override {
    if (!commit()) rollback();
  }
  void rollback() override {
    if (sqlite3_get_autocommit(database_.get()) != 0) return;  // a failed commit may have done it already
    sqlite3_exec(database_.get(), "rollback", nullptr, nullptr, nullptr);
  }
  std::int64_t log_pages() const override { return log_pages_; }
  Result<Done> checkpoint() override {
    int pages = 0, moved = 0;
    const int code =
        sqlite3_wal_checkpoint_v2(database_.get(), nullptr, SQLITE_CHECKPOINT_PASSIVE, &pages, &moved);
    if (code != SQLITE_OK && (code & 0xFF) != SQLITE_BUSY) return error_of(database_.get(), code);
    return Done{};
  }
  // Nothing is moved inside of commits any more: whoever commits says when.
  void count_log_pages() {
    const auto note = [](void* self, sqlite3*, const char*, int pages) {
      static_cast<SqliteConnection*>(self)->log_pages_ = pages;
      return SQLITE_OK;
    };
    sqlite3_wal_hook(database_.get(), note, this);
  }
  Result<Done> savepoint() override { return simple({"savepoint request"}); }
  Result<Done> release_savepoint() override { return simple({"release request"}); }
  Result<Done> rollback_to_savepoint() override {
    Result<Done> back = simple({"rollback to request"});
    return back ? simple({"release request"}) : back;
  }

 private:
  Result<Done> simple(const Statement& statement) {
    Result<std::int64_t> ran = run(statement, std::span<const Value>(), {});
    if (!ran) return ran.error();
    return Done{};
  }

  Result<sqlite3_stmt*> prepare(std::string_view text) {
    StatementHandle& kept = kept_[text.data()];
    if (kept) return kept.get();
    Result<StatementHandle> made = compile(numbered(text));
    if (!made) return made.error();
    kept = std::move(made).value();
    return kept.get();
  }

  Result<StatementHandle> compile(const std::string& text) {
    sqlite3_stmt* made = nullptr;
    const int code = sqlite3_prepare_v3(database_.get(), text.c_str(), static_cast<int>(text.size()),
                                        SQLITE_PREPARE_PERSISTENT, &made, nullptr);
    if (code != SQLITE_OK) return error_of(database_.get(), code);
    return StatementHandle(made);
  }

  Result<sqlite3_stmt*> prepare_insert(const RowBlock& block) {
    std::string names, marks;
    for (std::size_t at = 0; at < block.columns.size(); ++at) {
      names += fmt::format("{}{}", at == 0 ? "" : ", ", block.columns[at]);
      marks += fmt::format("{}?{}", at == 0 ? "" : ", ", at + 1);
    }
    const std::string text = fmt::format("insert into {} ({}) values ({})", block.table, names, marks);
    StatementHandle& kept = inserts_[text];
    if (!kept) {
      Result<StatementHandle> made = compile(text);
      if (!made) return made.error();
      kept = std::move(made).value();
    }
    return kept.get();
  }

  Result<std::int64_t> step_all(sqlite3_stmt* statement, std::span<const Value> values, const EachRow& each) {
    int code = bind_all(statement, values);
    std::int64_t rows = 0;
    const SqliteRow row(statement);
    if (code == SQLITE_OK) code = sqlite3_step(statement);
    for (; code == SQLITE_ROW; code = sqlite3_step(statement)) {
      ++rows;
      if (each) each(row);
    }
    const bool gave_rows = sqlite3_column_count(statement) > 0;
    const int reset = sqlite3_reset(statement);
    sqlite3_clear_bindings(statement);
    if (code != SQLITE_DONE) return error_of(database_.get(), reset == SQLITE_OK ? code : reset);
    return gave_rows ? rows : sqlite3_changes64(database_.get());
  }

  std::unique_ptr<sqlite3, CloseDatabase> database_;
  std::int64_t log_pages_ = 0;
  std::unordered_map<const char*, StatementHandle> kept_;
  std::unordered_map<std::string, StatementHandle> inserts_;
};

// Asks each millisecond for ten seconds: SQLite's own handler asks at last ten times a second, and would miss
// the moments at which a busy server stands aside.
int wait_for_lock(void*, int times_asked) {
  if (times_asked >= 10'000) return 0;
  pause_us(1000);
  return 1;
}

}  // namespace

Result<std::unique_ptr<Connection>> open_sqlite(const std::string& path, Access access) {
  sqlite3* opened = nullptr;
  const int flags =
      (access == Access::read_write ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE : SQLITE_OPEN_READONLY) |
      SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
  const int code = sqlite3_open_v2(path.c_str(), &opened, flags, nullptr);
  auto connection = std::make_unique<SqliteConnection>(opened);
  if (code != SQLITE_OK) {
    return Error{ErrorCode::unavailable, fmt::format("cannot open the database: {}", sqlite3_errstr(code)),
                 path};
  }
  sqlite3_busy_handler(opened, wait_for_lock, nullptr);
  std::string settings = "pragma foreign_keys = on; pragma temp_store = memory; pragma cache_size = -65536;";
  if (access == Access::read_write) {
    settings += "pragma journal_mode = wal; pragma synchronous = full;";
    connection->count_log_pages();
  }
  Result<Done> set = connection->script(settings);
  if (!set) return Error{set.error().code, set.error().message, path};
  return std::unique_ptr<Connection>(std::move(connection));
}

}  // namespace assay::store
