#pragma once
// One connection to a database: statements in one SQL text for SQLite and PostgreSQL, values in, rows out.
// Not thread safe: a connection belongs to one thread at a time.

#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/result.h"

namespace assay::store {

// A query as a named constant. The text must live as long as the program: prepared statements are kept by it.
// Parameters are $1, $2, ... by position.
struct Statement {
  std::string_view text;
};

struct Bytes {
  std::string_view bytes;
};
using Value = std::variant<std::nullptr_t, std::int64_t, double, std::string_view, Bytes>;

// The row a query stands on. Texts and bytes live until the next row.
class Row {
 public:
  virtual ~Row() = default;
  virtual bool null(int column) const = 0;
  virtual std::int64_t integer(int column) const = 0;    // 0 of null
  virtual double real(int column) const = 0;             // 0 of null
  virtual std::string_view text(int column) const = 0;   // "" of null
  virtual std::string_view bytes(int column) const = 0;  // "" of null
  std::string string(int column) const { return std::string(text(column)); }
};
using EachRow = std::function<void(const Row&)>;

// Rows for one table, values flattened: columns.size() values a row.
struct RowBlock {
  std::string_view table;
  std::vector<std::string_view> columns;
  std::vector<Value> values;
  std::size_t row_count() const { return columns.empty() ? 0 : values.size() / columns.size(); }
};

enum class Dialect { sqlite, postgresql };

class SubjectKeys;

class Connection {
 public:
  virtual ~Connection() = default;
  virtual Dialect dialect() const = 0;

  // Runs the statement; each row it gives is handed to `each`. Returns how many rows were given or, where it
  // gives none, were changed. A broken unique or foreign key is a conflict; a full disk, a failed sync or a
  // lost server is unavailable.
  virtual Result<std::int64_t> run(const Statement& statement, std::span<const Value> values,
                                   const EachRow& each) = 0;
  Result<std::int64_t> run(const Statement& statement, std::initializer_list<Value> values,
                           const EachRow& each = {}) {
    return run(statement, std::span<const Value>(values.begin(), values.size()), each);
  }
  // The same for a statement whose outcome nobody waits for: values are taken at once, an error comes with
  // the next call that waits, at the latest with release_savepoint or commit. Where the database is another
  // process, that saves the way there and back.
  virtual Result<Done> run_later(const Statement& statement, std::span<const Value> values) {
    Result<std::int64_t> ran = run(statement, values, {});
    if (!ran) return ran.error();
    return Done{};
  }
  Result<Done> run_later(const Statement& statement, std::initializer_list<Value> values) {
    return run_later(statement, std::span<const Value>(values.begin(), values.size()));
  }
  // Several statements without parameters or rows.
  virtual Result<Done> script(const std::string& sql) = 0;
  // Appends rows by the fastest way the database has (prepared inserts, COPY). All or none inside a
  // transaction; an error may come later, as with run_later.
  virtual Result<Done> insert_rows(const RowBlock& block) = 0;

  // begin_write holds the one lock that puts writes in order: what a follower reads after it is complete.
  virtual Result<Done> begin_write() = 0;
  virtual Result<Done> begin_read() = 0;  // one state of the data until commit
  virtual Result<Done> commit() = 0;
  virtual void end_read() = 0;  // after begin_read: nothing to keep, nobody waits
  virtual void rollback() = 0;
  // SQLite's write-ahead log: its pages after the last commit of this connection, and moving them into the
  // database, which keeps nobody from reading or writing. Other databases look after that themselves.
  virtual std::int64_t log_pages() const { return 0; }
  virtual Result<Done> checkpoint() { return Done{}; }
  virtual Result<Done> savepoint() = 0;
  virtual Result<Done> release_savepoint() = 0;
  virtual Result<Done> rollback_to_savepoint() = 0;

  // What opens and seals items about people, where the program has it; outlives the connection.
  void use_keys(SubjectKeys* keys) { subject_keys_ = keys; }
  SubjectKeys* subject_keys() const { return subject_keys_; }

 private:
  SubjectKeys* subject_keys_ = nullptr;
};

// The first row's value, or not_found with the message.
template <class T, class F>
Result<T> first_row(Connection& connection, const Statement& statement, std::initializer_list<Value> values,
                    const F& read, const char* missing) {
  std::vector<T> found;
  Result<std::int64_t> ran = connection.run(statement, values, [&](const Row& row) {
    if (found.empty()) found.push_back(read(row));
  });
  if (!ran) return ran.error();
  if (found.empty()) return Error{ErrorCode::not_found, missing, ""};
  return std::move(found.front());
}

template <class T, class F>
Result<std::vector<T>> all_rows(Connection& connection, const Statement& statement,
                                std::span<const Value> values, const F& read) {
  std::vector<T> found;
  Result<std::int64_t> ran =
      connection.run(statement, values, [&](const Row& row) { found.push_back(read(row)); });
  if (!ran) return ran.error();
  return found;
}

// SQLite: the file, made when missing. PostgreSQL: a libpq connection string or address.
enum class Access { read_write, read_only };
Result<std::unique_ptr<Connection>> open_sqlite(const std::string& path, Access access);
Result<std::unique_ptr<Connection>> open_postgres(const std::string& address);

}  // namespace assay::store
