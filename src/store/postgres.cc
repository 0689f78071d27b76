// PostgreSQL behind Connection: libpq, wrapped in this file alone. Values go in as text, rows come out as
// binary.

#include <fmt/format.h>
#include <libpq-fe.h>
#include <poll.h>

#include <algorithm>
#include <bit>
#include <charconv>
#include <cstring>
#include <optional>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "base/check.h"
#include "base/hash.h"
#include "store/channel.h"
#include "store/connection.h"
#include "store/postgres_address.h"
#include "store/postgres_version.h"

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
constexpr Statement take_append_lock{"select pg_advisory_xact_lock(4702111234474983745)"};
constexpr std::size_t copy_piece_bytes = 1 << 20;
constexpr std::size_t rows_sent_singly_max = 16;  // fewer than these are not worth the two ways of a COPY

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

// Statements are sent in libpq's pipeline mode: those of run_later wait for the next call that wants an
// answer, and travel with it.
class PostgresConnection final : public Connection {
 public:
  explicit PostgresConnection(PGconn* connection) : connection_(connection) {}
  Dialect dialect() const override { return Dialect::postgresql; }
  using Connection::run;
  using Connection::run_later;

  Result<std::int64_t> run(const Statement& statement, std::span<const Value> values,
                           const EachRow& each) override {
    Result<ResultHandle> answered = ask(statement, values);
    if (!answered) return answered.error();
    const PGresult* result = answered.value().get();
    if (PQresultStatus(result) == PGRES_TUPLES_OK) {
      const int rows = PQntuples(result);
      for (int row = 0; each && row < rows; ++row) each(PostgresRow(result, row));
      return rows;
    }
    const std::string_view changed = PQcmdTuples(answered.value().get());
    std::int64_t count = 0;
    std::from_chars(changed.data(), changed.data() + changed.size(), count);
    return count;
  }

  Result<Done> run_later(const Statement& statement, std::span<const Value> values) override {
    return send(statement.text, values);
  }

  Result<Done> script(const std::string& sql) override {
    if (auto read = leave_pipeline(); !read) return read;
    ResultHandle result(PQexec(connection_.get(), sql.c_str()));
    const ExecStatusType status = PQresultStatus(result.get());
    Result<Done> done = Done{};
    if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK && status != PGRES_EMPTY_QUERY)
      done = error_of(connection_.get(), result.get());
    PQenterPipelineMode(connection_.get());
    return done;
  }

  Result<Done> insert_rows(const RowBlock& block) override {
    if (block.values.empty()) return Done{};
    if (block.row_count() <= rows_sent_singly_max) return send_singly(block);
    if (auto read = leave_pipeline(); !read) return read;
    Result<Done> copied = copy(block);
    PQenterPipelineMode(connection_.get());
    return copied;
  }

  Result<Done> begin_write() override {
    Result<Done> begun = run_later({"begin"}, {});
    return begun ? run_later(take_append_lock, {}) : begun;
  }
  Result<Done> begin_read() override {
    return run_later({"begin transaction isolation level repeatable read read only"}, {});
  }
  Result<Done> commit() override {
    Result<ResultHandle> result = ask({"commit"}, {});
    // A transaction that had failed before answers "ROLLBACK" to a commit: that is no success.
    if (result && std::string_view(PQcmdStatus(result.value().get())) == "COMMIT") return Done{};
    return Error{ErrorCode::unavailable, "the database did not commit; nothing was written, try again",
                 "postgresql"};
  }
  void end_read() override {
    if (run_later({"commit"}, {})) mark_end();
  }
  void rollback() override {
    static_cast<void>(collect());
    static_cast<void>(ask({"rollback"}, {}));
  }
  Result<Done> savepoint() override { return run_later({"savepoint request"}, {}); }
  Result<Done> release_savepoint() override { return wait_for({"release savepoint request"}); }
  Result<Done> rollback_to_savepoint() override {
    static_cast<void>(collect());  // what had failed is known, or is taken back now
    Result<Done> back = run_later({"rollback to savepoint request"}, {});
    return back ? release_savepoint() : back;
  }

 private:
  static std::string names_text(const RowBlock& block) {
    std::string names;
    for (const std::string_view column : block.columns) {
      if (!names.empty()) names += ", ";
      names += column;
    }
    return names;
  }

  // One prepared insert a row, all on their way before the first answer is read.
  Result<Done> send_singly(const RowBlock& block) {
    std::string text = fmt::format("insert into {} ({}) values (", block.table, names_text(block));
    for (std::size_t at = 1; at <= block.columns.size(); ++at)
      text += fmt::format("{}${}", at == 1 ? "" : ", ", at);
    const std::string& kept = *inserts_.insert(text + ")").first;
    const std::size_t width = block.columns.size();
    for (std::size_t at = 0; at + width <= block.values.size(); at += width) {
      Result<Done> sent = send(kept, std::span<const Value>(&block.values[at], width));
      if (!sent) return sent;
    }
    return Done{};
  }

  Result<Done> copy(const RowBlock& block) {
    const std::string copy_text = fmt::format("copy {} ({}) from stdin", block.table, names_text(block));
    ResultHandle begun(PQexec(connection_.get(), copy_text.c_str()));
    if (PQresultStatus(begun.get()) != PGRES_COPY_IN) return error_of(connection_.get(), begun.get());
    std::string text;
    for (std::size_t at = 0; at < block.values.size(); ++at) {
      append_copy_value(text, block.values[at]);
      text += (at + 1) % block.columns.size() == 0 ? '\n' : '\t';
      if (text.size() >= copy_piece_bytes) put_copied(text);
    }
    put_copied(text);
    return end_copy();
  }

  void put_copied(std::string& text) {
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

  Result<Done> wait_for(const Statement& statement) {
    Result<ResultHandle> answered = ask(statement, {});
    if (!answered) return answered.error();
    return Done{};
  }

  // The name of the prepared statement; its preparation may still be on its way.
  Result<const std::string*> prepare(std::string_view text) {
    std::string& name = kept_[text.data()];
    if (!name.empty()) return &name;
    const std::string made = fmt::format("s{}", ++prepared_);
    if (PQsendPrepare(connection_.get(), made.c_str(), std::string(text).c_str(), 0, nullptr) != 1)
      return error_of(connection_.get(), nullptr);
    ++unread_;
    fresh_.push_back(text.data());
    name = made;
    return &name;
  }

  Result<Done> send(std::string_view text, std::span<const Value> values) {
    Result<const std::string*> name = prepare(text);
    if (!name) return name.error();
    std::vector<std::string> texts;
    std::vector<const char*> pointers;
    texts.reserve(values.size());
    for (const Value& value : values) {
      texts.push_back(std::visit(ValueText{}, value));
      pointers.push_back(std::holds_alternative<std::nullptr_t>(value) ? nullptr : texts.back().c_str());
    }
    if (PQsendQueryPrepared(connection_.get(), name.value()->c_str(), static_cast<int>(values.size()),
                            pointers.data(), nullptr, nullptr, 1) != 1)
      return error_of(connection_.get(), nullptr);
    ++unread_;
    return Done{};
  }

  Result<ResultHandle> ask(const Statement& statement, std::span<const Value> values) {
    if (auto sent = send(statement.text, values); !sent) return sent.error();
    return collect();
  }

  // Everything sent so far goes out, with a mark behind it: what fails before the mark fails up to there.
  void mark_end() {
    PQpipelineSync(connection_.get());
    marks_.push_back(unread_);
    unread_ = 0;
  }

  // Reads the answers to all that was sent. The last one, or the first error.
  Result<ResultHandle> collect() {
    if (unread_ > 0) mark_end();
    ResultHandle last;
    std::optional<Error> failed;
    for (const int count : std::exchange(marks_, {})) {
      for (int at = 0; at < count; ++at) {
        last = next_result();
        const ExecStatusType status = PQresultStatus(last.get());
        if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK && !failed)
          failed = error_of(connection_.get(), last.get());
      }
      ResultHandle mark(PQgetResult(connection_.get()));
    }
    if (failed) {  // what was prepared behind the failure was not
      for (const char* text : fresh_) kept_.erase(text);
    }
    fresh_.clear();
    if (failed) return *failed;
    return last;
  }

  // The result of one statement, and the null that stands behind it.
  ResultHandle next_result() {
    ResultHandle result(PQgetResult(connection_.get()));
    while (result != nullptr) {
      ResultHandle further(PQgetResult(connection_.get()));
      if (further == nullptr) break;
    }
    return result;
  }

  Result<Done> leave_pipeline() {
    Result<ResultHandle> read = collect();
    PQexitPipelineMode(connection_.get());
    if (read) return Done{};
    PQenterPipelineMode(connection_.get());
    return read.error();
  }

  std::unique_ptr<PGconn, CloseConnection> connection_;
  std::unordered_map<const char*, std::string> kept_;  // by the text's address
  std::unordered_set<std::string> inserts_;            // texts made here; their addresses stay
  std::vector<const char*> fresh_;                     // prepared since the last answer
  std::vector<int> marks_;  // marks not yet read: how many answers stand before each
  int unread_ = 0;          // answers that will stand before the next mark
  std::int64_t prepared_ = 0;
};

void no_notices(void*, const PGresult*) {}

Result<Done> check_opened(PGconn* opened) {
  if (PQstatus(opened) != CONNECTION_OK) {
    return Error{ErrorCode::unavailable,
                 fmt::format("cannot reach the database: {}", first_line(PQerrorMessage(opened))),
                 "postgresql"};
  }
  if (auto fits = check_postgres_version(PQserverVersion(opened)); !fits) return fits.error();
  PQsetNoticeReceiver(opened, no_notices, nullptr);
  return Done{};
}

}  // namespace

Result<std::unique_ptr<Connection>> open_postgres(const std::string& address) {
  PGconn* opened = PQconnectdb(address.c_str());
  auto connection = std::make_unique<PostgresConnection>(opened);
  if (auto there = check_opened(opened); !there) return there.error();
  PQenterPipelineMode(opened);
  Result<Done> set = connection->script("set client_encoding = 'UTF8'; set timezone = 'UTC'");
  if (!set) return set.error();
  return std::unique_ptr<Connection>(std::move(connection));
}

namespace {

struct FreeOptions {
  void operator()(PQconninfoOption* options) const { PQconninfoFree(options); }
};
using Options = std::unique_ptr<PQconninfoOption, FreeOptions>;

std::string option_of(const Options& options, std::string_view keyword) {
  for (const PQconninfoOption* each = options.get(); each != nullptr && each->keyword != nullptr; ++each) {
    if (each->keyword == keyword && each->val != nullptr) return each->val;
  }
  return "";
}

bool is_here(std::string_view host) {
  return host.empty() || host.front() == '/' || host.front() == '@' || host == "localhost" ||
         host.starts_with("127.") || host == "::1";
}

// The first of a list that is not on this machine; empty: all are.
std::string_view host_elsewhere(std::string_view hosts) {
  while (!hosts.empty()) {
    const std::size_t end = std::min(hosts.find(','), hosts.size());
    if (!is_here(hosts.substr(0, end))) return hosts.substr(0, end);
    hosts.remove_prefix(std::min(end + 1, hosts.size()));
  }
  return {};
}

}  // namespace

Result<Done> check_postgres_way(const std::string& address) {
  const Options given(PQconninfoParse(address.c_str(), nullptr));
  if (!given) {  // what libpq complains of may quote a password
    return Error{ErrorCode::invalid,
                 "this is no address of PostgreSQL: postgresql://user@host/database, or host=… dbname=…",
                 "--database"};
  }
  const Options defaults(PQconndefaults());
  const auto value = [&](const char* keyword) {
    const std::string said = option_of(given, keyword);
    return said.empty() ? option_of(defaults, keyword) : said;
  };
  if (value("sslmode") == "verify-full") return Done{};
  for (const char* keyword : {"hostaddr", "host"}) {
    const std::string hosts = value(keyword);
    const std::string_view elsewhere = host_elsewhere(hosts);
    if (elsewhere.empty()) continue;
    return Error{
        ErrorCode::invalid,
        fmt::format("the database is on another machine ({}): say sslmode=verify-full, with sslrootcert=FILE "
                    "where its certificate is not of a public authority, so that nobody in between reads or "
                    "answers in its place; --database-tls optional leaves it to the network",
                    elsewhere),
        "--database"};
  }
  return Done{};
}

struct Channel::Parts {
  std::unique_ptr<PGconn, CloseConnection> connection;

  Result<Done> run(const char* sql, const char* value = nullptr) const {
    const ResultHandle result(
        PQexecParams(connection.get(), sql, value == nullptr ? 0 : 1, nullptr, &value, nullptr, nullptr, 0));
    const ExecStatusType status = PQresultStatus(result.get());
    if (status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK) return Done{};
    return Error{ErrorCode::unavailable, error_of(connection.get(), result.get()).message, "postgresql"};
  }
  Result<std::vector<std::string>> arrived() const {
    std::vector<std::string> texts;
    if (PQconsumeInput(connection.get()) != 1)
      return Error{ErrorCode::unavailable, first_line(PQerrorMessage(connection.get())), "postgresql"};
    while (PGnotify* told = PQnotifies(connection.get())) {
      texts.emplace_back(told->extra);
      PQfreemem(told);
    }
    return texts;
  }
};

Channel::Channel(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
Channel::~Channel() = default;

Result<std::unique_ptr<Channel>> Channel::open(const std::string& postgres_address) {
  auto parts = std::make_unique<Parts>();
  parts->connection.reset(PQconnectdb(postgres_address.c_str()));
  if (auto there = check_opened(parts->connection.get()); !there) return there.error();
  return std::make_unique<Channel>(std::move(parts));
}

Result<Done> Channel::listen() { return parts_->run("listen assay"); }

Result<Done> Channel::tell(const std::string& text) {
  ASSAY_CHECK(text.size() <= text_bytes_max, "what is told fits into a notification");
  return parts_->run("select pg_notify('assay', $1)", text.c_str());
}

Result<std::vector<std::string>> Channel::hear(int wait_ms) {
  Result<std::vector<std::string>> texts = parts_->arrived();
  if (!texts || !texts.value().empty()) return texts;
  pollfd readable{PQsocket(parts_->connection.get()), POLLIN, 0};
  if (poll(&readable, 1, wait_ms) <= 0) return texts;
  return parts_->arrived();
}

}  // namespace assay::store
