// PostgreSQL behind Connection: libpq, wrapped in this file alone. Values go in as text, rows come out as
// binary.

#include <fmt/format.h>
#include <libpq-fe.h>

#include <bit>
#include <charconv>
#include <cstring>
#include <unordered_map>

#include "base/hash.h"
#include "store/connection.h"

namespace assay::store {
namespace {

struct CloseConnection {
  void operator()(PGconn* connection) const { PQfinish(connection); }
};
struct ClearResult {
  void operator()(PGresult* result) const { PQclear(result); }
};
using ResultHandle = std::unique_ptr<PGresult, ClearResult>;

// All nodes that append hold this lock until they commit: the order of sequence numbers is the order of
// commits, and whoever follows the log misses nothing.
constexpr char take_append_lock[] = "begin; select pg_advisory_xact_lock(4702111234474983745)";
constexpr std::size_t copy_piece_bytes = 1 << 20;

ErrorCode code_of(std::string_view state) {
  const std::string_view kind = state.substr(0, 2);
  if (kind == "23") return ErrorCode::conflict;
  if (kind == "08" || kind == "53" || kind == "57" || kind == "58" || kind == "40" || kind.empty()) {
    return ErrorCode::unavailable;
  }
  return ErrorCode::internal;
}

std::string first_line(const char* text) {
  std::string out = text == nullptr ? "" : text;
  const std::size_t end = out.find('\n');
  return end == std::string::npos ? out : out.substr(0, end);
}

Error error_of(PGconn* connection, const PGresult* result) {
  const char* state = result == nullptr ? nullptr : PQresultErrorField(result, PG_DIAG_SQLSTATE);
  const char* text = result == nullptr ? PQerrorMessage(connection) : PQresultErrorMessage(result);
  return Error{code_of(state == nullptr ? std::string_view() : std::string_view(state)),
               fmt::format("the database says: {}", first_line(text)), "postgresql"};
}

template <class Integer>
Integer big_endian(const char* bytes) {
  std::uint64_t value = 0;
  for (std::size_t at = 0; at < sizeof(Integer); ++at) {
    value = value << 8 | static_cast<unsigned char>(bytes[at]);
  }
  return static_cast<Integer>(value);
}

class PostgresRow final : public Row {
 public:
  PostgresRow(const PGresult* result, int row) : result_(result), row_(row) {}
  bool null(int column) const override { return PQgetisnull(result_, row_, column) != 0; }
  std::int64_t integer(int column) const override {
    const char* value = PQgetvalue(result_, row_, column);
    switch (PQgetlength(result_, row_, column)) {
      case 8:
        return big_endian<std::int64_t>(value);
      case 4:
        return big_endian<std::int32_t>(value);
      case 2:
        return big_endian<std::int16_t>(value);
      case 1:
        return value[0];
      default:
        return 0;
    }
  }
  double real(int column) const override {
    if (PQgetlength(result_, row_, column) != 8) return 0;
    return std::bit_cast<double>(big_endian<std::uint64_t>(PQgetvalue(result_, row_, column)));
  }
  std::string_view text(int column) const override { return bytes(column); }
  std::string_view bytes(int column) const override {
    return {PQgetvalue(result_, row_, column), static_cast<std::size_t>(PQgetlength(result_, row_, column))};
  }

 private:
  const PGresult* result_;
  int row_;
};

std::string real_text(double value) {
  std::array<char, 32> out{};
  const auto end = std::to_chars(out.data(), out.data() + out.size(), value);
  return {out.data(), end.ptr};
}

std::string bytea_text(std::string_view bytes) {
  return "\\x" + hex({reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size()});
}

struct ValueText {
  std::string operator()(std::nullptr_t) const { return {}; }
  std::string operator()(std::int64_t value) const { return fmt::format("{}", value); }
  std::string operator()(double value) const { return real_text(value); }
  std::string operator()(std::string_view value) const { return std::string(value); }
  std::string operator()(Bytes value) const { return bytea_text(value.bytes); }
};

void append_copy_escaped(std::string& out, std::string_view text) {
  for (const char c : text) {
    switch (c) {
      case '\\':
        out += "\\\\";
        break;
      case '\t':
        out += "\\t";
        break;
      case '\n':
        out += "\\n";
        break;
      case '\r':
        out += "\\r";
        break;
      default:
        out += c;
    }
  }
}

void append_copy_value(std::string& out, const Value& value) {
  if (std::holds_alternative<std::nullptr_t>(value)) {
    out += "\\N";
  } else {
    append_copy_escaped(out, std::visit(ValueText{}, value));
  }
}

class PostgresConnection final : public Connection {
 public:
  explicit PostgresConnection(PGconn* connection) : connection_(connection) {}
  Dialect dialect() const override { return Dialect::postgresql; }
  using Connection::run;

  Result<std::int64_t> run(const Statement& statement, std::span<const Value> values,
                           const EachRow& each) override {
    Result<const std::string*> name = prepare(statement.text);
    if (!name) return name.error();
    ResultHandle result = execute(*name.value(), values);
    const ExecStatusType status = PQresultStatus(result.get());
    if (status == PGRES_TUPLES_OK) {
      const int rows = PQntuples(result.get());
      for (int row = 0; each && row < rows; ++row) each(PostgresRow(result.get(), row));
      return rows;
    }
    if (status != PGRES_COMMAND_OK) return error_of(connection_.get(), result.get());
    const std::string_view changed = PQcmdTuples(result.get());
    std::int64_t count = 0;
    std::from_chars(changed.data(), changed.data() + changed.size(), count);
    return count;
  }

  Result<Done> script(const std::string& sql) override {
    ResultHandle result(PQexec(connection_.get(), sql.c_str()));
    const ExecStatusType status = PQresultStatus(result.get());
    if (status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK || status == PGRES_EMPTY_QUERY) return Done{};
    return error_of(connection_.get(), result.get());
  }

  Result<Done> insert_rows(const RowBlock& block) override {
    if (block.values.empty()) return Done{};
    ResultHandle begun(PQexec(connection_.get(), copy_text(block).c_str()));
    if (PQresultStatus(begun.get()) != PGRES_COPY_IN) return error_of(connection_.get(), begun.get());
    std::string text;
    for (std::size_t at = 0; at < block.values.size(); ++at) {
      append_copy_value(text, block.values[at]);
      text += (at + 1) % block.columns.size() == 0 ? '\n' : '\t';
      if (text.size() >= copy_piece_bytes) send(text);
    }
    send(text);
    return end_copy();
  }

  Result<Done> begin_write() override { return script(take_append_lock); }
  Result<Done> begin_read() override {
    return script("begin transaction isolation level repeatable read read only");
  }
  Result<Done> commit() override {
    ResultHandle result(PQexec(connection_.get(), "commit"));
    // A transaction that had failed before answers "ROLLBACK" to a commit: that is no success.
    const bool done = PQresultStatus(result.get()) == PGRES_COMMAND_OK &&
                      std::string_view(PQcmdStatus(result.get())) == "COMMIT";
    if (done) return Done{};
    return Error{ErrorCode::unavailable, "the database did not commit; nothing was written, try again",
                 "postgresql"};
  }
  void rollback() override { ResultHandle(PQexec(connection_.get(), "rollback")); }
  Result<Done> savepoint() override { return script("savepoint request"); }
  Result<Done> release_savepoint() override { return script("release savepoint request"); }
  Result<Done> rollback_to_savepoint() override {
    return script("rollback to savepoint request; release savepoint request");
  }

 private:
  static std::string copy_text(const RowBlock& block) {
    std::string names;
    for (const std::string_view column : block.columns) {
      if (!names.empty()) names += ", ";
      names += column;
    }
    return fmt::format("copy {} ({}) from stdin", block.table, names);
  }

  void send(std::string& text) {
    if (!text.empty()) PQputCopyData(connection_.get(), text.data(), static_cast<int>(text.size()));
    text.clear();
  }

  Result<Done> end_copy() {
    PQputCopyEnd(connection_.get(), nullptr);
    Result<Done> outcome = Done{};
    while (PGresult* next = PQgetResult(connection_.get())) {
      ResultHandle result(next);
      if (PQresultStatus(next) != PGRES_COMMAND_OK) outcome = error_of(connection_.get(), next);
    }
    return outcome;
  }

  Result<const std::string*> prepare(std::string_view text) {
    std::string& name = kept_[text.data()];
    if (!name.empty()) return &name;
    const std::string made = fmt::format("s{}", kept_.size());
    ResultHandle result(PQprepare(connection_.get(), made.c_str(), std::string(text).c_str(), 0, nullptr));
    if (PQresultStatus(result.get()) != PGRES_COMMAND_OK) return error_of(connection_.get(), result.get());
    name = made;
    return &name;
  }

  ResultHandle execute(const std::string& name, std::span<const Value> values) {
    std::vector<std::string> texts;
    std::vector<const char*> pointers;
    texts.reserve(values.size());
    for (const Value& value : values) {
      texts.push_back(std::visit(ValueText{}, value));
      pointers.push_back(std::holds_alternative<std::nullptr_t>(value) ? nullptr : texts.back().c_str());
    }
    return ResultHandle(PQexecPrepared(connection_.get(), name.c_str(), static_cast<int>(values.size()),
                                       pointers.data(), nullptr, nullptr, 1));
  }

  std::unique_ptr<PGconn, CloseConnection> connection_;
  std::unordered_map<const char*, std::string> kept_;
};

void no_notices(void*, const PGresult*) {}

}  // namespace

Result<std::unique_ptr<Connection>> open_postgres(const std::string& address) {
  PGconn* opened = PQconnectdb(address.c_str());
  auto connection = std::make_unique<PostgresConnection>(opened);
  if (PQstatus(opened) != CONNECTION_OK) {
    return Error{ErrorCode::unavailable,
                 fmt::format("cannot reach the database: {}", first_line(PQerrorMessage(opened))),
                 "postgresql"};
  }
  PQsetNoticeReceiver(opened, no_notices, nullptr);
  Result<Done> set = connection->script("set client_encoding = 'UTF8'; set timezone = 'UTC'");
  if (!set) return set.error();
  return std::unique_ptr<Connection>(std::move(connection));
}

}  // namespace assay::store
