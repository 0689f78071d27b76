#include "store/audit_check.h"

#include <fmt/format.h>

#include <optional>
#include <utility>

#include "base/canonical_json.h"
#include "base/checkpoint.h"
#include "base/clock.h"
#include "base/merkle.h"
#include "domain/audit_leaf.h"
#include "store/audit_log.h"
#include "store/values.h"

namespace assay::store {
namespace {

constexpr Statement checked_events{
    "select event_index, leaf, leaf_sha256, at, user_id, project_id, verb, object_kind, object_id, "
    "request_id, "
    "reason from audit_event where event_index >= $1 order by event_index limit 1000"};
constexpr Statement all_heads{"select size, root from audit_head order by size"};
constexpr Statement page_of_notes{
    "select size, checkpoint from audit_head where size > $1 order by size limit 1000"};
constexpr Statement page_of_nodes{
    "select node_index, hash from audit_node where height = $1 and node_index >= $2 order by node_index "
    "limit "
    "1000"};
constexpr Statement highest_node{"select coalesce(max(height), 0) from audit_node"};

struct KeptHead {
  std::int64_t size = 0;
  Digest root{};
  bool fits = false;  // the tree had this root at this size
};

// What stands beside the leaf to be searched for must say what the leaf says.
bool columns_agree(const CanonicalJson& leaf, const Row& row) {
  const CanonicalJson* header = leaf.field("header");
  const auto says_text = [](const CanonicalJson* field, std::string_view text) {
    return field != nullptr && field->text() != nullptr && *field->text() == text;
  };
  const auto says_key = [&](const char* name, int column) {
    const CanonicalJson* field = header->field(name);
    if (field == nullptr) return false;
    return row.null(column) ? field->is_null() : field->integer() == row.integer(column);
  };
  return says_text(leaf.field("type"), row.text(6)) &&
         says_text(header->field("at"), utc_text(row.integer(3))) && says_key("actor", 4) &&
         says_key("project", 5) && says_key("object", 8) &&
         says_text(header->field("object_kind"), row.text(7)) &&
         says_text(header->field("request"), row.text(9)) && says_text(header->field("reason"), row.text(10));
}

class Checker {
 public:
  Checker(Connection& connection, std::span<const PublicKey> keys) : connection_(connection), keys_(keys) {}

  Result<AuditCheck> check() {
    for (const auto step : {&Checker::read_heads, &Checker::walk, &Checker::check_end, &Checker::check_notes,
                            &Checker::check_nodes}) {
      if (auto done = (this->*step)(); !done) return done.error();
    }
    out_.events = static_cast<std::int64_t>(tree_.size());
    return std::move(out_);
  }

 private:
  void find(std::string problem) {
    if (out_.problems.size() < audit_problems_max) out_.problems.push_back(std::move(problem));
  }
  bool enough() const { return out_.problems.size() >= audit_problems_max; }

  Result<Done> read_heads() {
    return done_of(connection_.run(all_heads, {}, [&](const Row& row) {
      heads_.push_back({row.integer(0), digest_of(row.bytes(1))});
    }));
  }

  Result<Done> walk() {
    for (std::int64_t next = 0; !enough();) {
      const std::int64_t first = next;
      Result<std::int64_t> ran = connection_.run(checked_events, {first}, [&](const Row& row) {
        const std::int64_t index = row.integer(0);
        if (index != next) find(fmt::format("events {} to {} are missing", next, index - 1));
        take_event(row);
        next = index + 1;
      });
      if (!ran) return ran.error();
      if (next == first) break;
    }
    return Done{};
  }

  void take_event(const Row& row) {
    const std::int64_t index = row.integer(0);
    const std::string_view bytes = row.bytes(1);
    if (bytes.empty() && index > 0) {
      ++out_.pruned;
      return append(digest_of(row.bytes(2)));
    }
    const Digest hash = leaf_hash(bytes);
    if (index == 0) out_.log_id = domain::audit_log_id(bytes);
    if (hash != digest_of(row.bytes(2))) {
      find(fmt::format("event {} was altered: its bytes do not have its hash", index));
    } else if (!stands_here(row, bytes)) {
      find(fmt::format("what stands as event {} is not that event of this log, or its columns say otherwise",
                       index));
    }
    append(hash);
  }

  bool stands_here(const Row& row, std::string_view bytes) const {
    const Result<domain::AuditLeaf> leaf = domain::read_audit_leaf(bytes);
    const Result<CanonicalJson> json = parse_canonical(bytes);
    if (!leaf || !json || leaf.value().index != row.integer(0)) return false;
    if (leaf.value().log_id.value_or(out_.log_id) != out_.log_id) return false;
    return columns_agree(json.value(), row);
  }

  void append(const Digest& hash) {
    const std::vector<Digest> made = tree_.append_completing(hash);
    for (std::size_t level = levels_per_height; level < made.size(); level += levels_per_height) {
      const std::size_t height = level / levels_per_height;
      if (nodes_.size() < height) nodes_.resize(height);
      nodes_[height - 1].push_back(made[level]);
    }
    const auto size = static_cast<std::int64_t>(tree_.size());
    for (; at_head_ < heads_.size() && heads_[at_head_].size == size; ++at_head_) {
      heads_[at_head_].fits = heads_[at_head_].root == tree_.root();
      if (!heads_[at_head_].fits) {
        find(fmt::format("the signed head of {} events is of another past: an event before it was altered",
                         size));
      }
    }
  }

  Result<Done> check_end() {
    if (enough()) return Done{};
    Result<MerkleFrontier> kept = audit_frontier(connection_);
    if (!kept) return kept.error();
    if (kept.value().bytes() != tree_.bytes()) {
      find(fmt::format("the log has {} events, and the end that is kept of its tree is of {}", tree_.size(),
                       kept.value().size()));
    }
    if (at_head_ < heads_.size()) {
      find(fmt::format("the log has {} events, but a head of {} was signed", tree_.size(),
                       heads_.back().size));
    }
    return Done{};
  }

  Result<Done> check_notes() {
    std::size_t at = 0;
    for (std::int64_t size = -1; !enough();) {
      const std::size_t before = at;
      Result<std::int64_t> ran = connection_.run(page_of_notes, {size}, [&](const Row& row) {
        size = row.integer(0);
        if (at < heads_.size()) judge(heads_[at], row.text(1));
        ++at;
      });
      if (!ran) return ran.error();
      if (at == before) break;
    }
    return Done{};
  }

  void judge(const KeptHead& head, std::string_view text) {
    const Result<Checkpoint> note = parse_checkpoint(text);
    if (!note || note.value().head.root != head.root ||
        note.value().head.size != static_cast<std::uint64_t>(head.size)) {
      return find(
          fmt::format("the signed head of {} events cannot be read or signs another root", head.size));
    }
    bool wrong = false;
    for (const PublicKey& key : keys_) {
      const Result<Done> holds = verify_log_signature(note.value(), {note.value().head.origin, key});
      if (holds) return count(head);
      wrong = wrong || holds.error().code != ErrorCode::not_found;
    }
    if (wrong) return find(fmt::format("the signature of the head of {} events does not hold", head.size));
    ++out_.heads_of_other_keys;
  }

  void count(const KeptHead& head) {
    if (!head.fits) return;
    ++out_.heads;
    out_.sealed_events = head.size;
  }

  Result<Done> check_nodes() {
    Result<std::int64_t> highest = first_row<std::int64_t>(
        connection_, highest_node, {}, [](const Row& row) { return row.integer(0); }, "");
    if (!highest) return highest.error();
    if (highest.value() > static_cast<std::int64_t>(nodes_.size()))
      find("the log keeps hashes of no subtree");
    for (std::size_t height = 1; height <= nodes_.size() && !enough(); ++height) {
      if (auto compared = compare_nodes(height); !compared) return compared;
    }
    return Done{};
  }

  // The hashes that proofs are read from are those of the tree.
  Result<Done> compare_nodes(std::size_t height) {
    const std::vector<Digest>& made = nodes_[height - 1];
    bool same = true;
    for (std::int64_t next = 0;;) {
      const std::int64_t first = next;
      Result<std::int64_t> ran =
          connection_.run(page_of_nodes, {static_cast<std::int64_t>(height), first}, [&](const Row& row) {
            const bool in_order = row.integer(0) == next && next < std::ssize(made);
            same = same && in_order && made[static_cast<std::size_t>(next)] == digest_of(row.bytes(1));
            next = row.integer(0) + 1;
          });
      if (!ran) return ran.error();
      if (next == first) {
        same = same && next == std::ssize(made);
        break;
      }
    }
    if (!same) find(fmt::format("the hashes of subtrees at height {} are not those of the events", height));
    return Done{};
  }

  Connection& connection_;
  std::span<const PublicKey> keys_;
  MerkleFrontier tree_;
  std::vector<std::vector<Digest>> nodes_;  // finished subtrees of 256, 65536, ... leaves
  std::vector<KeptHead> heads_;             // by size
  std::size_t at_head_ = 0;
  AuditCheck out_;
};

}  // namespace

Result<AuditCheck> check_audit_log(Connection& connection, std::span<const PublicKey> keys) {
  return Checker(connection, keys).check();
}

}  // namespace assay::store
