#include "store/subject_keys.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/disk.h"
#include "store/migrate.h"
#include "store/values.h"

namespace assay::store {
namespace {

constexpr std::size_t key_bytes = 32;
constexpr std::string_view table =
    "create table if not exists subject_key ("
    "kind {int} not null, subject_id {int} not null, "
    "wrapped {blob}, destroyed_at {int}, "  // one of them is null
    "primary key (kind, subject_id)){strict};";

constexpr Statement find_one{
    "select subject_id, wrapped from subject_key where kind = $1 and subject_id = $2 and wrapped is not "
    "null"};
constexpr Statement find_between{
    "select subject_id, wrapped from subject_key where kind = $1 and subject_id >= $2 and subject_id <= $3 "
    "and wrapped is not null order by subject_id"};
constexpr Statement add_if_new{
    "insert into subject_key (kind, subject_id, wrapped) values ($1, $2, $3) on conflict (kind, subject_id) "
    "do nothing"};
constexpr Statement remove_one{"delete from subject_key where kind = $1 and subject_id = $2"};
constexpr Statement overwrite{
    "update subject_key set wrapped = null, destroyed_at = $3 where kind = $1 and subject_id = $2 and "
    "wrapped is not null"};
constexpr Statement put_note{
    "insert into subject_key (kind, subject_id, wrapped, destroyed_at) values ($1, $2, null, $3) on conflict "
    "(kind, subject_id) do update set wrapped = null, destroyed_at = coalesce(subject_key.destroyed_at, "
    "excluded.destroyed_at)"};
constexpr Statement drop_note{
    "delete from subject_key where kind = $1 and subject_id = $2 and wrapped is null"};
constexpr Statement list_subject_keys{
    "select kind, subject_id, wrapped from subject_key where wrapped is not null order by kind, subject_id"};
constexpr Statement set_wrapped{"update subject_key set wrapped = $3 where kind = $1 and subject_id = $2"};
constexpr Statement list_destroyed{
    "select subject_id from subject_key where kind = $1 and wrapped is null order by subject_id"};

std::int64_t number_of(SubjectKind kind) { return static_cast<std::int64_t>(kind); }

std::string about(SubjectKind kind, std::int64_t id) {
  return fmt::format("assay/subject-key/v1\n{}/{}", number_of(kind), id);
}

// In a transaction of its own that takes no lock but the rows': the writer of the record may hold the others.
template <class F>
Result<Done> in_transaction(Connection& connection, const F& body) {
  if (auto begun = connection.script("begin"); !begun) return begun;
  Result<Done> done = body();
  if (done) done = connection.commit();
  if (!done) connection.rollback();
  return done;
}

Result<std::unique_ptr<Connection>> connect(const SubjectKeysPlace& place) {
  const bool on_postgres = !place.postgres_address.empty();
  Result<std::unique_ptr<Connection>> opened = on_postgres
                                                   ? open_postgres(place.postgres_address)
                                                   : open_sqlite(place.sqlite_path, Access::read_write);
  if (!opened) return opened;
  Connection& connection = *opened.value();
  // The database's own lock of writers: two starts at once do not make the same table.
  if (auto begun = connection.begin_write(); !begun) return begun.error();
  std::string script = migration_text(table, connection.dialect());
  if (on_postgres)
    script =
        "create schema if not exists assay_subject_keys; set search_path = assay_subject_keys; " + script;
  Result<Done> made = connection.script(script);
  if (made) made = connection.commit();
  if (!made) {
    connection.rollback();
    return made.error();
  }
  if (!on_postgres) made = connection.script("pragma secure_delete = on");
  if (!made) return made.error();
  return opened;
}

}  // namespace

SubjectKeys::SubjectKeys(std::unique_ptr<Connection> connection, Secret wrapping_key)
    : connection_(std::move(connection)), wrapping_key_(std::move(wrapping_key)) {}

Result<std::unique_ptr<SubjectKeys>> SubjectKeys::open(const SubjectKeysPlace& place, Secret wrapping_key) {
  Result<std::unique_ptr<Connection>> connection = connect(place);
  if (!connection) return connection.error();
  if (place.postgres_address.empty()) {
    if (auto closed = close_to_others(place.sqlite_path); !closed) return closed.error();
  }
  return std::make_unique<SubjectKeys>(std::move(connection).value(), std::move(wrapping_key));
}

Result<Secret> SubjectKeys::unwrap(SubjectKind kind, std::int64_t id, std::string_view wrapped) const {
  std::optional<Secret> key = open_sealed(wrapping_key_, about(kind, id), wrapped);
  if (key) return std::move(*key);
  return Error{ErrorCode::invalid,
               "the keys of what is told about people were sealed by another key: put the sealing key back "
               "that belongs to them",
               "sealing.key"};
}

Result<std::vector<Secret>> SubjectKeys::make(SubjectKind kind, std::span<const std::int64_t> ids) {
  std::vector<Secret> keys;
  for (std::size_t at = 0; at < ids.size(); ++at) keys.emplace_back(random_bytes(key_bytes));
  const std::lock_guard lock(mutex_);
  const Result<Done> made = in_transaction(*connection_, [&] { return insert(kind, ids, keys); });
  if (!made) return made.error();
  return keys;
}

Result<Done> SubjectKeys::insert(SubjectKind kind, std::span<const std::int64_t> ids,
                                 const std::vector<Secret>& keys) {
  std::vector<std::string> wrapped;
  RowBlock block{"subject_key", {"kind", "subject_id", "wrapped", "destroyed_at"}, {}};
  for (std::size_t at = 0; at < ids.size(); ++at) {
    if (auto gone = connection_->run_later(remove_one, {number_of(kind), ids[at]}); !gone) return gone;
    wrapped.push_back(seal(wrapping_key_, about(kind, ids[at]), keys[at].bytes()));
  }
  for (std::size_t at = 0; at < ids.size(); ++at)
    block.values.insert(block.values.end(), {number_of(kind), ids[at], Bytes{wrapped[at]}, nullptr});
  return block.values.empty() ? Result<Done>(Done{}) : connection_->insert_rows(block);
}

Result<Done> SubjectKeys::each_between(SubjectKind kind, std::int64_t first, std::int64_t last,
                                       const std::function<void(std::int64_t, const Secret&)>& each) {
  const std::lock_guard lock(mutex_);
  std::optional<Error> wrong;
  const Result<std::int64_t> ran =
      connection_->run(find_between, {number_of(kind), first, last}, [&](const Row& row) {
        if (wrong) return;
        const Result<Secret> key = unwrap(kind, row.integer(0), row.bytes(1));
        if (key) return each(row.integer(0), key.value());
        wrong = key.error();
      });
  if (!ran) return ran.error();
  if (wrong) return *wrong;
  return Done{};
}

Result<SubjectKeys::Found> SubjectKeys::find(SubjectKind kind, std::span<const std::int64_t> ids) {
  Found out(ids.size());
  const std::lock_guard lock(mutex_);
  for (std::size_t at = 0; at < ids.size(); ++at) {
    std::optional<Error> wrong;
    const Result<std::int64_t> ran =
        connection_->run(find_one, {number_of(kind), ids[at]}, [&](const Row& row) {
          Result<Secret> key = unwrap(kind, row.integer(0), row.bytes(1));
          if (key) out[at] = std::move(key).value();
          if (!key) wrong = key.error();
        });
    if (!ran) return ran.error();
    if (wrong) return *wrong;
  }
  return out;
}

// Two servers may make one at the same time: what stands in the store afterwards is everybody's.
Result<SubjectKeys::SharedSecret> SubjectKeys::project_key(std::int64_t project) {
  {
    const std::lock_guard lock(mutex_);
    const auto kept = project_keys_.find(project);
    if (kept != project_keys_.end()) return kept->second;
  }
  const std::span<const std::int64_t> asked(&project, 1);
  Result<Found> found = find(SubjectKind::project, asked);
  if (found && !found.value().front()) {
    const std::string wrapped =
        seal(wrapping_key_, about(SubjectKind::project, project), random_bytes(key_bytes));
    const std::lock_guard lock(mutex_);
    const Result<std::int64_t> ran =
        connection_->run(add_if_new, {number_of(SubjectKind::project), project, Bytes{wrapped}});
    if (!ran) return ran.error();
  }
  if (found && !found.value().front()) found = find(SubjectKind::project, asked);
  if (!found) return found.error();
  if (!found.value().front())
    return Error{ErrorCode::not_found, "the keys of this project were destroyed", "project"};
  const auto shared = std::make_shared<const Secret>(std::move(*found.value().front()));
  const std::lock_guard lock(mutex_);
  return project_keys_.emplace(project, shared).first->second;
}

Result<std::vector<std::int64_t>> SubjectKeys::destroy(SubjectKind kind, std::span<const std::int64_t> ids,
                                                       std::int64_t now_us) {
  std::vector<std::int64_t> gone;
  const std::lock_guard lock(mutex_);
  Result<Done> done = in_transaction(*connection_, [&]() -> Result<Done> {
    for (const std::int64_t id : ids) {
      const Result<std::int64_t> ran = connection_->run(overwrite, {number_of(kind), id, now_us});
      if (!ran) return ran.error();
      if (ran.value() > 0) gone.push_back(id);
    }
    return Done{};
  });
  if (done) done = forget_pages();
  if (!done) return done.error();
  if (kind == SubjectKind::project) project_keys_.clear();
  return gone;
}

Result<Done> SubjectKeys::bury(SubjectKind kind, std::span<const std::int64_t> ids, std::int64_t now_us) {
  const std::lock_guard lock(mutex_);
  Result<Done> done = in_transaction(*connection_, [&]() -> Result<Done> {
    for (const std::int64_t id : ids) {
      const Result<std::int64_t> ran = connection_->run(put_note, {number_of(kind), id, now_us});
      if (!ran) return ran.error();
    }
    return Done{};
  });
  return done ? forget_pages() : done;
}

Result<Done> SubjectKeys::unbury(SubjectKind kind, std::int64_t id) {
  const std::lock_guard lock(mutex_);
  return done_of(connection_->run(drop_note, {number_of(kind), id}));
}

Result<std::int64_t> SubjectKeys::rewrap(Secret next) {
  struct Wrapped {
    SubjectKind kind;
    std::int64_t id;
    std::string bytes;
  };
  const std::lock_guard lock(mutex_);
  const auto all = all_rows<Wrapped>(*connection_, list_subject_keys, {}, [](const Row& row) {
    return Wrapped{static_cast<SubjectKind>(row.integer(0)), row.integer(1), row.string(2)};
  });
  if (!all) return all.error();
  std::int64_t lost = 0;
  const Result<Done> done = in_transaction(*connection_, [&]() -> Result<Done> {
    for (const Wrapped& each : all.value()) {
      const std::string named = about(each.kind, each.id);
      const auto key = open_sealed(wrapping_key_, named, each.bytes);
      if (!key && !open_sealed(next, named, each.bytes)) ++lost;
      if (!key) continue;
      const std::string wrapped = seal(next, named, key->bytes());
      auto kept = connection_->run_later(set_wrapped, {number_of(each.kind), each.id, Bytes{wrapped}});
      if (!kept) return kept;
    }
    return Done{};
  });
  if (!done) return done.error();
  wrapping_key_ = std::move(next);
  if (auto forgotten = forget_pages(); !forgotten) return forgotten.error();
  return lost;
}

// What was overwritten still stands in SQLite's log of writes, and in dead rows of PostgreSQL.
Result<Done> SubjectKeys::forget_pages() {
  if (connection_->dialect() == Dialect::postgresql) return connection_->script("vacuum subject_key");
  return connection_->script("pragma wal_checkpoint(truncate)");
}

Result<SubjectKeys*> keys_of(const Connection& connection) {
  if (connection.subject_keys() != nullptr) return connection.subject_keys();
  return Error{ErrorCode::unavailable,
               "items about people are sealed, and this program holds no keys to them", "item"};
}

Result<std::vector<std::int64_t>> SubjectKeys::destroyed(SubjectKind kind) {
  const std::lock_guard lock(mutex_);
  const Value values[] = {number_of(kind)};
  return all_rows<std::int64_t>(*connection_, list_destroyed, values,
                                [](const Row& row) { return row.integer(0); });
}

}  // namespace assay::store
