#include "store/audit_log.h"

#include "domain/audit_leaf.h"
#include "store/values.h"

namespace assay::store {
namespace {

constexpr Statement read_frontier{"select bytes from audit_frontier where id = 1"};
constexpr Statement write_frontier{
    "insert into audit_frontier (id, bytes) values (1, $1) on conflict (id) do update set bytes = "
    "excluded.bytes"};
constexpr Statement insert_event{
    "insert into audit_event (event_index, leaf, leaf_sha256, at, user_id, project_id, verb, object_kind, "
    "object_id, request_id, reason) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)"};
constexpr Statement insert_node{"insert into audit_node (height, node_index, hash) values ($1, $2, $3)"};
constexpr Statement first_leaf{"select leaf from audit_event where event_index = 0"};
constexpr Statement leaf_hashes{
    "select leaf_sha256 from audit_event where event_index >= $1 and event_index < $2 order by event_index"};
constexpr Statement node_hashes{
    "select hash from audit_node where height = $1 and node_index >= $2 and node_index < $3 order by "
    "node_index"};
constexpr Statement page_of_events{
    "select e.event_index, e.at, e.leaf, e.leaf_sha256, e.user_id, coalesce(u.name, ''), e.project_id, "
    "e.verb, "
    "e.object_kind, e.object_id, e.request_id, e.reason from audit_event e left join user_account u on "
    "u.user_id = e.user_id where e.event_index < $1 and ($2 = 0 or e.project_id = $2) and ($3 = '' or "
    "e.verb = $3) and ($4 = 0 or e.user_id = $4) order by e.event_index desc limit $5"};
constexpr Statement project_events{
    "select project_id, verb from audit_event where event_index >= $1 and event_index < $2 and project_id is "
    "not null order by event_index"};
constexpr Statement last_head{"select size, root, checkpoint, at from audit_head order by size desc limit 1"};
constexpr Statement insert_head{
    "insert into audit_head (size, root, checkpoint, at) values ($1, $2, $3, $4) on conflict (size) do "
    "nothing"};

Value id_or_null(std::optional<std::int64_t> id) { return id ? Value(*id) : Value(nullptr); }

template <class IdType>
std::optional<std::int64_t> key_of(const std::optional<IdType>& id) {
  return id ? std::optional(id->value) : std::nullopt;
}

Result<Done> insert_leaf(Connection& connection, const domain::AuditEvent& event, std::int64_t index,
                         std::int64_t at_us, std::string_view leaf, const Digest& hash) {
  return connection.run_later(
      insert_event,
      {index, Bytes{leaf}, bytes_of(hash), at_us, id_or_null(key_of(event.user)),
       id_or_null(key_of(event.project)), std::string_view(event.verb), std::string_view(event.object_kind),
       event.object, std::string_view(event.request_id), std::string_view(event.reason)});
}

// The subtrees that the leaf completed, where they are kept.
Result<Done> insert_nodes(Connection& connection, const std::vector<Digest>& completed, std::int64_t index) {
  for (std::size_t level = levels_per_height; level < completed.size(); level += levels_per_height) {
    const auto height = static_cast<std::int64_t>(level / levels_per_height);
    Result<Done> sent =
        connection.run_later(insert_node, {height, index >> level, bytes_of(completed[level])});
    if (!sent) return sent;
  }
  return Done{};
}

TileSource tiles_of(Connection& connection) {
  return [&connection](unsigned height, std::uint64_t index) -> Result<std::vector<Digest>> {
    const auto first = static_cast<std::int64_t>(index * tile_width);
    const std::int64_t end = first + static_cast<std::int64_t>(tile_width);
    const auto read = [](const Row& row) { return digest_of(row.bytes(0)); };
    if (height == 0) {
      const Value values[] = {first, end};
      return all_rows<Digest>(connection, leaf_hashes, values, read);
    }
    const Value values[] = {std::int64_t{height}, first, end};
    return all_rows<Digest>(connection, node_hashes, values, read);
  };
}

AuditRow audit_row(const Row& row) {
  AuditRow out;
  out.index = row.integer(0);
  out.at_us = row.integer(1);
  out.leaf = row.bytes(2);
  out.leaf_sha256 = digest_of(row.bytes(3));
  if (!row.null(4)) out.user = row.integer(4);
  out.user_name = row.text(5);
  if (!row.null(6)) out.project = row.integer(6);
  out.verb = row.text(7);
  out.object_kind = row.text(8);
  out.object = row.integer(9);
  out.request_id = row.text(10);
  out.reason = row.text(11);
  return out;
}

}  // namespace

Result<MerkleFrontier> audit_frontier(Connection& connection) {
  std::vector<std::string> kept;
  Result<std::int64_t> ran =
      connection.run(read_frontier, {}, [&](const Row& row) { kept.emplace_back(row.bytes(0)); });
  if (!ran) return ran.error();
  if (kept.empty()) return MerkleFrontier();
  return MerkleFrontier::from_bytes(kept.front());
}

Result<Done> each_project_event(Connection& connection, std::int64_t first, std::int64_t end,
                                const std::function<void(domain::ProjectId, std::string_view)>& each) {
  Result<std::int64_t> ran = connection.run(project_events, {first, end},
                                            [&](const Row& row) { each({row.integer(0)}, row.text(1)); });
  if (!ran) return ran.error();
  return Done{};
}

Result<std::string> log_id(Connection& connection) {
  return first_row<std::string>(
      connection, first_leaf, {}, [](const Row& row) { return domain::audit_log_id(row.bytes(0)); },
      "the audit log is empty");
}

Result<AuditAppender> AuditAppender::open(Connection& connection) {
  Result<MerkleFrontier> frontier = store::audit_frontier(connection);
  if (!frontier) return frontier.error();
  AuditAppender out;
  out.frontier_ = std::move(frontier).value();
  if (out.frontier_.size() == 0) return out;
  Result<std::string> id = store::log_id(connection);
  if (!id) return id.error();
  out.log_id_ = std::move(id).value();
  return out;
}

Result<std::int64_t> AuditAppender::append(Connection& connection, const domain::AuditEvent& event,
                                           std::int64_t now_us) {
  const auto index = static_cast<std::int64_t>(frontier_.size());
  Result<std::string> leaf = domain::audit_leaf(event, {log_id_, index, now_us});
  if (!leaf) return leaf.error();
  const Digest hash = leaf_hash(leaf.value());
  Result<Done> inserted = insert_leaf(connection, event, index, now_us, leaf.value(), hash);
  if (!inserted) return inserted.error();
  MerkleFrontier grown = frontier_;
  Result<Done> kept = insert_nodes(connection, grown.append_completing(hash), index);
  if (!kept) return kept.error();
  frontier_ = std::move(grown);
  grown_ = true;
  if (log_id_.empty()) log_id_ = domain::audit_log_id(leaf.value());
  return index;
}

Result<Done> AuditAppender::save(Connection& connection) {
  if (!grown_) return Done{};
  const std::string bytes = frontier_.bytes();
  return connection.run_later(write_frontier, {Bytes{bytes}});
}

Result<std::vector<AuditRow>> audit_events(Connection& connection, const AuditFilter& filter) {
  const Value values[] = {filter.before_index, filter.project.value_or(0), std::string_view(filter.verb),
                          filter.user.value_or(0), filter.limit};
  return all_rows<AuditRow>(connection, page_of_events, values, audit_row);
}

Result<std::optional<AuditHead>> latest_audit_head(Connection& connection) {
  std::optional<AuditHead> head;
  Result<std::int64_t> ran = connection.run(last_head, {}, [&](const Row& row) {
    head = AuditHead{row.integer(0), digest_of(row.bytes(1)), row.string(2), row.integer(3)};
  });
  if (!ran) return ran.error();
  return head;
}

Result<Done> insert_audit_head(Connection& connection, const AuditHead& head) {
  Result<std::int64_t> ran = connection.run(
      insert_head, {head.size, bytes_of(head.root), std::string_view(head.checkpoint), head.at_us});
  if (!ran) return ran.error();
  return Done{};
}

Result<std::vector<Digest>> inclusion_proof(Connection& connection, std::int64_t index, std::int64_t size) {
  return inclusion_path(subtrees_of_tiles(tiles_of(connection)), static_cast<std::uint64_t>(index),
                        static_cast<std::uint64_t>(size));
}

Result<std::vector<Digest>> consistency_proof(Connection& connection, std::int64_t first,
                                              std::int64_t second) {
  return assay::consistency_proof(subtrees_of_tiles(tiles_of(connection)), static_cast<std::uint64_t>(first),
                                  static_cast<std::uint64_t>(second));
}

Result<Digest> leaf_hash_at(Connection& connection, std::int64_t index) {
  return first_row<Digest>(
      connection, leaf_hashes, {index, index + 1}, [](const Row& row) { return digest_of(row.bytes(0)); },
      "the log has no such event");
}

Result<Digest> audit_root(Connection& connection, std::int64_t size) {
  return tree_root(subtrees_of_tiles(tiles_of(connection)), static_cast<std::uint64_t>(size));
}

}  // namespace assay::store
