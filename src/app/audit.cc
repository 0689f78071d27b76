#include "app/audit.h"

#include <algorithm>

#include "app/permissions.h"
#include "base/checkpoint.h"

namespace assay::app {
namespace {

Result<Done> may_see_log(Context& context, const Caller& caller, std::optional<std::int64_t> project) {
  if (!project) return allow(caller, Verb::see_whole_log);
  return context.database.read(
      [&](store::Connection& connection) { return allow(connection, caller, Verb::see_audit, {*project}); });
}

Result<store::AuditHead> new_head(Context& context, const LogKey& key, const MerkleFrontier& frontier) {
  store::AuditHead head;
  head.size = static_cast<std::int64_t>(frontier.size());
  head.root = frontier.root();
  head.at_us = context.clock.now_us();
  Result<std::string> note = signed_checkpoint({key.name, frontier.size(), head.root}, key.key);
  if (!note) return note.error();
  head.checkpoint = std::move(note).value();
  auto kept = context.database.maintain([&](store::Transaction& transaction) {
    return store::insert_audit_head(transaction.connection(), head);
  });
  if (!kept) return kept.error();
  return head;
}

HeadCheck compare_heads(const Checkpoint& kept, const MerkleFrontier& frontier, const Result<Digest>& root) {
  if (kept.head.size > frontier.size()) {
    return {false, "the head is of a longer log than this: events that it signed are gone"};
  }
  if (root && root.value() == kept.head.root)
    return {true, "the log goes on from this head; nothing before it changed"};
  return {false, "the log has another past than this head signed: an event was altered, dropped or put in"};
}

}  // namespace

Result<std::optional<store::AuditHead>> sign_head(Context& context, const LogKey& key) {
  Result<MerkleFrontier> frontier =
      context.database.read([](store::Connection& connection) { return store::audit_frontier(connection); });
  if (!frontier) return frontier.error();
  Result<std::optional<store::AuditHead>> last = context.database.read(
      [](store::Connection& connection) { return store::latest_audit_head(connection); });
  if (!last) return last.error();
  const auto size = static_cast<std::int64_t>(frontier.value().size());
  if (size == 0 || (last.value() && last.value()->size >= size)) return std::optional<store::AuditHead>();
  Result<store::AuditHead> head = new_head(context, key, frontier.value());
  if (!head) return head.error();
  return std::optional<store::AuditHead>(std::move(head).value());
}

Result<Done> check_log_signer(store::Database& database, const std::vector<PublicKey>& known) {
  Result<std::optional<store::AuditHead>> last =
      database.read([](store::Connection& connection) { return store::latest_audit_head(connection); });
  if (!last) return last.error();
  if (!last.value()) return Done{};
  const Result<Checkpoint> note = parse_checkpoint(last.value()->checkpoint);
  if (!note) return note.error();
  const std::string& origin = note.value().head.origin;
  const bool is_ours = std::any_of(known.begin(), known.end(), [&](const PublicKey& key) {
    return verify_log_signature(note.value(), {origin, key}).ok();
  });
  if (is_ours) return Done{};
  return Error{
      ErrorCode::conflict,
      "the log was last signed by a key that is not in the folder of keys: copy log.key and log.pub from "
      "the other server's; after a rotation or a loss the public key from before stays there as NAME.pub",
      "log.key"};
}

Result<store::AuditHead> head(Context& context, const Caller& caller, const LogKey& key) {
  if (auto in = allow_signed_in(caller, Access::read); !in) return in.error();
  Result<std::optional<store::AuditHead>> fresh = sign_head(context, key);
  if (!fresh) return fresh.error();
  if (fresh.value()) return *fresh.value();
  Result<std::optional<store::AuditHead>> last = context.database.read(
      [](store::Connection& connection) { return store::latest_audit_head(connection); });
  if (!last) return last.error();
  if (!last.value()) return Error{ErrorCode::not_found, "the log is empty", "audit"};
  return *last.value();
}

Result<std::vector<store::AuditRow>> audit_events(Context& context, const Caller& caller,
                                                  const AuditQuery& query) {
  if (auto may = may_see_log(context, caller, query.project); !may) return may.error();
  store::AuditFilter filter;
  filter.project = query.project;
  filter.verb = query.verb;
  filter.user = query.user;
  filter.before_index = query.page.before;
  filter.limit = std::min<std::int64_t>(query.page.limit, 1000);
  return context.database.read(
      [&](store::Connection& connection) { return store::audit_events(connection, filter); });
}

Result<Proof> inclusion(Context& context, const Caller& caller, std::int64_t index, std::int64_t size) {
  if (auto in = allow_signed_in(caller, Access::read); !in) return in.error();
  return context.database.read([&](store::Connection& connection) -> Result<Proof> {
    Result<MerkleFrontier> frontier = store::audit_frontier(connection);
    if (!frontier) return frontier.error();
    if (index < 0 || index >= size || size > static_cast<std::int64_t>(frontier.value().size())) {
      return Error{ErrorCode::invalid, "index < size <= events in the log", "index"};
    }
    Proof proof;
    Result<std::vector<Digest>> path = store::inclusion_proof(connection, index, size);
    if (!path) return path.error();
    proof.hashes = std::move(path).value();
    Result<Digest> leaf = store::leaf_hash_at(connection, index);
    if (!leaf) return leaf.error();
    proof.leaf = leaf.value();
    return proof;
  });
}

Result<Proof> consistency(Context& context, const Caller& caller, std::int64_t first, std::int64_t second) {
  if (auto in = allow_signed_in(caller, Access::read); !in) return in.error();
  return context.database.read([&](store::Connection& connection) -> Result<Proof> {
    Result<MerkleFrontier> frontier = store::audit_frontier(connection);
    if (!frontier) return frontier.error();
    if (first < 0 || first > second || second > static_cast<std::int64_t>(frontier.value().size())) {
      return Error{ErrorCode::invalid, "first <= second <= events in the log", "first"};
    }
    Result<std::vector<Digest>> hashes = store::consistency_proof(connection, first, second);
    if (!hashes) return hashes.error();
    return Proof{{}, std::move(hashes).value()};
  });
}

Result<HeadCheck> check_head(Context& context, const Caller& caller, const LogKey& key,
                             const std::string& note) {
  if (auto in = allow_signed_in(caller, Access::read); !in) return in.error();
  Result<Checkpoint> kept = parse_checkpoint(note);
  if (!kept) return kept.error();
  auto holds = verify_log_signature(kept.value(), {key.name, key.key.public_key()});
  if (!holds) return HeadCheck{false, "the head is not signed by this log's key: " + holds.error().message};
  return context.database.read([&](store::Connection& connection) -> Result<HeadCheck> {
    Result<MerkleFrontier> frontier = store::audit_frontier(connection);
    if (!frontier) return frontier.error();
    const bool inside = kept.value().head.size <= frontier.value().size();
    const Result<Digest> root =
        inside ? store::audit_root(connection, static_cast<std::int64_t>(kept.value().head.size))
               : Result<Digest>(Error{});
    return compare_heads(kept.value(), frontier.value(), root);
  });
}

}  // namespace assay::app
