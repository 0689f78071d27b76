#include "domain/audit_verify.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "base/merkle.h"
#include "domain/audit_export.h"
#include "domain/audit_leaf.h"

namespace assay::domain {
namespace {

// A root that a trusted key has signed for a size.
struct Seal {
  std::uint64_t size = 0;
  Digest root{};
};

// Lines with their ends cut off; the last may lack its end.
class Lines {
 public:
  explicit Lines(std::string_view bytes) : rest_(bytes) {}
  std::optional<std::string_view> next() {
    if (rest_.empty()) return std::nullopt;
    const std::size_t end = rest_.find('\n');
    const std::string_view line = rest_.substr(0, end);
    rest_.remove_prefix(end == rest_.npos ? rest_.size() : end + 1);
    return line;
  }
  std::string_view rest() const { return rest_; }

 private:
  std::string_view rest_;
};

AuditFinding about_event(AuditFault fault, std::int64_t event, std::string message) {
  return {fault, event, event, std::move(message)};
}

// Whether the event of this index stands anywhere in these lines.
bool stands_in(Lines lines, std::int64_t index) {
  while (const auto line = lines.next()) {
    const auto event = read_export_event(*line);
    if (!event || event->leaf.empty()) continue;
    const Result<AuditLeaf> leaf = read_audit_leaf(event->leaf);
    if (leaf.ok() && leaf.value().index == index) return true;
  }
  return false;
}

enum class HeadStanding { holds, of_another_key, does_not_hold };

HeadStanding standing_of(const Checkpoint& head, const std::string& origin,
                         const std::vector<PublicKey>& keys) {
  bool is_broken = head.head.origin != origin;
  for (const PublicKey& key : keys) {
    const Result<Done> verified = verify_log_signature(head, {origin, key});
    if (verified.ok()) return HeadStanding::holds;
    if (verified.error().code != ErrorCode::not_found) is_broken = true;
  }
  return is_broken ? HeadStanding::does_not_hold : HeadStanding::of_another_key;
}

class Verifier {
 public:
  Verifier(const AuditExportHeader& header, const AuditTrust& trust, const LookAtEvent& look)
      : header_(header), trust_(trust), look_(look) {
    out_.origin = header.origin;
  }

  Result<AuditVerification> verify(std::string_view events) {
    if (const auto read = read_kept_heads(); !read.ok()) return read.error();
    read_heads(Lines(events));
    std::stable_sort(seals_.begin(), seals_.end(),
                     [](const Seal& a, const Seal& b) { return a.size < b.size; });
    check_seals();
    Lines lines(events);
    while (!out_.finding) {
      const auto line = lines.next();
      if (!line) break;
      if (!is_export_head_line(*line)) take_event(*line, lines);
    }
    if (!out_.finding) check_end();
    return std::move(out_);
  }

 private:
  void find(AuditFinding finding) {
    if (!out_.finding) out_.finding = std::move(finding);
  }

  Result<Done> read_kept_heads() {
    for (std::size_t i = 0; i < trust_.kept_heads.size(); ++i) {
      const std::string where = fmt::format("kept head {}", i + 1);
      const Result<Checkpoint> head = parse_checkpoint(trust_.kept_heads[i]);
      if (!head.ok()) return Error{ErrorCode::invalid, error_text(head.error()), where};
      if (standing_of(head.value(), header_.origin, trust_.keys) != HeadStanding::holds) {
        return Error{ErrorCode::invalid, "this head is not signed for this log with a key that was given",
                     where};
      }
      accept(head.value());
    }
    return Done{};
  }

  void read_heads(Lines lines) {
    while (const auto line = lines.next()) {
      if (!is_export_head_line(*line)) continue;
      const auto note = read_export_head(*line);
      const Result<Checkpoint> head = parse_checkpoint(note.value_or(""));
      if (!head.ok()) {
        find({AuditFault::head_altered,
              {},
              {},
              "a signed head in the file cannot be read: " + head.error().message});
        continue;
      }
      take_head(head.value());
    }
  }

  void take_head(const Checkpoint& head) {
    switch (standing_of(head, header_.origin, trust_.keys)) {
      case HeadStanding::holds:
        accept(head);
        break;
      case HeadStanding::of_another_key:
        ++out_.heads_of_other_keys;
        break;
      case HeadStanding::does_not_hold:
        find({AuditFault::head_altered,
              {},
              {},
              fmt::format("the signed head of {} events is not as the log signed it", head.head.size)});
        break;
    }
  }

  void accept(const Checkpoint& head) {
    seals_.push_back({head.head.size, head.head.root});
    for (const NamedKey& witness : trust_.witnesses) {
      const Result<std::int64_t> time = verify_cosignature(head, witness);
      if (time.ok()) note_witness({witness.name, head.head.size, time.value()});
    }
  }

  void note_witness(WitnessedHead head) {
    for (WitnessedHead& held : out_.witnessed) {
      if (held.witness != head.witness) continue;
      if (head.size > held.size) held = std::move(head);
      return;
    }
    out_.witnessed.push_back(std::move(head));
  }

  // An event is judged by itself first, then by its place: what was rewritten by hand betrays itself by its
  // hash.
  void take_event(std::string_view line, const Lines& rest) {
    const std::int64_t place = out_.events;
    const auto event = read_export_event(line);
    if (!event) {
      const bool is_cut = rest.rest().empty();
      return find(about_event(is_cut ? AuditFault::dropped : AuditFault::altered, place,
                              is_cut ? fmt::format("the file breaks off in event {}", place)
                                     : fmt::format("where event {} should stand there is no event", place)));
    }
    if (event->leaf.empty()) return take_pruned(*event, place);
    if (leaf_hash(event->leaf) != event->claimed_hash) {
      return find(about_event(AuditFault::altered, place,
                              fmt::format("event {} was altered: its bytes do not have its hash", place)));
    }
    const Result<AuditLeaf> leaf = read_audit_leaf(event->leaf);
    if (!leaf.ok()) {
      return find(
          about_event(AuditFault::altered, place,
                      fmt::format("event {} is not one the log writes: {}", place, leaf.error().message)));
    }
    if (leaf.value().index != place) return find(misplaced(leaf.value().index, place, rest));
    if (const auto finding = foreign(leaf.value(), event->leaf)) return find(*finding);
    append({event->claimed_hash, true});
  }

  // Its hash holds its place in the tree. Where a party's own count stood cannot be told.
  void take_pruned(const ExportedEvent& event, std::int64_t place) {
    if (place == 0) {
      return find(
          about_event(AuditFault::altered, 0, "event 0, which names the log, is given without content"));
    }
    client_next_.reset();
    provider_next_.reset();
    ++out_.pruned_events;
    append({event.claimed_hash, false});
  }

  AuditFinding misplaced(std::int64_t index, std::int64_t place, const Lines& rest) const {
    if (index < place) {
      const std::int64_t first = index == place - 1 ? index : place;
      return about_event(AuditFault::inserted, first, fmt::format("event {} stands there twice", index));
    }
    if (stands_in(rest, place)) {
      return about_event(AuditFault::reordered, place,
                         fmt::format("event {} stands where event {} should", index, place));
    }
    return {AuditFault::dropped, place, index - 1,
            index - 1 == place ? fmt::format("event {} is missing", place)
                               : fmt::format("events {} to {} are missing", place, index - 1)};
  }

  // Whether the event belongs to another log, or leaves out something its author had signed before.
  std::optional<AuditFinding> foreign(const AuditLeaf& leaf, std::string_view bytes) {
    if (leaf.index == 0) out_.log_id = audit_log_id(bytes);
    const bool has_its_id = leaf.index == 0 ? !leaf.log_id : leaf.log_id == out_.log_id;
    if (!has_its_id || header_.log_id != out_.log_id) {
      return about_event(AuditFault::altered, leaf.index,
                         fmt::format("event {} belongs to another log than the file says", leaf.index));
    }
    if (!leaf.author) return std::nullopt;
    std::optional<std::int64_t>& expected = *leaf.author == "client" ? client_next_ : provider_next_;
    if (expected && *leaf.author_seq != *expected) {
      return about_event(
          AuditFault::dropped, leaf.index,
          fmt::format("before event {} an event of the {} is missing: its number {} is followed by {}",
                      leaf.index, *leaf.author, *expected - 1, *leaf.author_seq));
    }
    expected = *leaf.author_seq + 1;
    ++out_.signatures_not_checked;
    return std::nullopt;
  }

  void append(const VerifiedEvent& event) {
    tree_.append(event.leaf_hash);
    if (look_) look_(event);
    ++out_.events;
    check_seals();
  }

  // The seals of the tree's present size.
  void check_seals() {
    for (; next_seal_ < seals_.size() && seals_[next_seal_].size == tree_.size(); ++next_seal_) {
      const Digest root = tree_.root();
      if (seals_[next_seal_].root == root) {
        ++out_.heads;
        out_.sealed_events = out_.events;
        out_.sealed_root = root;
      } else {
        find(unfit(seals_[next_seal_]));
      }
    }
  }

  AuditFinding unfit(const Seal& seal) const {
    const auto other = std::find_if(seals_.begin(), seals_.end(), [&](const Seal& s) {
      return s.size == seal.size && s.root != seal.root;
    });
    if (other != seals_.end()) {
      return {AuditFault::forked,
              {},
              {},
              fmt::format(
                  "two signed heads of {} events have different roots: whoever holds the log's key has shown "
                  "two pasts",
                  seal.size)};
    }
    const std::int64_t first = out_.sealed_events;
    const std::int64_t last = std::max(first, static_cast<std::int64_t>(seal.size) - 1);
    return {AuditFault::altered, first, last,
            first == last
                ? fmt::format("event {} is not the one that was signed", first)
                : fmt::format("one of the events {} to {} is not the one that was signed, or is missing, or "
                              "was added: all of them were hashed anew",
                              first, last)};
  }

  void check_end() {
    if (next_seal_ < seals_.size()) {
      const auto last = static_cast<std::int64_t>(seals_.back().size) - 1;
      return find(
          {AuditFault::dropped, out_.events, last,
           fmt::format("the file ends after {} events, and a signed head has {}", out_.events, last + 1)});
    }
    if (out_.heads > 0) return;
    find({AuditFault::unsigned_log,
          {},
          {},
          fmt::format("no head in the file is signed with a key that was given; the file names the key {}, "
                      "which proves "
                      "nothing by itself",
                      hex(header_.key))});
  }

  const AuditExportHeader& header_;
  const AuditTrust& trust_;
  AuditVerification out_;
  MerkleFrontier tree_;
  std::vector<Seal> seals_;
  std::size_t next_seal_ = 0;
  std::optional<std::int64_t> client_next_ = 0, provider_next_ = 0;  // absent after what was pruned
  const LookAtEvent& look_;
};

}  // namespace

const char* audit_fault_name(AuditFault fault) {
  switch (fault) {
    case AuditFault::altered:
      return "altered";
    case AuditFault::dropped:
      return "dropped";
    case AuditFault::inserted:
      return "inserted";
    case AuditFault::reordered:
      return "reordered";
    case AuditFault::forked:
      return "forked";
    case AuditFault::head_altered:
      return "head_altered";
    case AuditFault::unsigned_log:
      return "unsigned";
  }
  return "";
}

Result<AuditVerification> verify_audit_export(std::string_view bytes, const AuditTrust& trust,
                                              const LookAtEvent& look) {
  if (trust.keys.empty()) {
    return Error{
        ErrorCode::invalid, "give the log's public key; a file that brings its own key proves nothing", {}};
  }
  Lines lines(bytes);
  const Result<AuditExportHeader> header = read_export_header(lines.next().value_or(""));
  if (!header.ok()) return header.error();
  return Verifier(header.value(), trust, look).verify(lines.rest());
}

}  // namespace assay::domain
