#include "domain/audit_verify.h"

#include <gmock/gmock.h>

#include "base/merkle.h"
#include "domain/audit_event.h"
#include "domain/audit_export.h"
#include "domain/audit_leaf.h"

namespace assay::domain {
namespace {

using testing::HasSubstr;
using Strings = std::vector<std::string>;

const std::string origin = "assay.example/log";

// A log of 20 events with heads of 5, 10 and 20, and everything needed to make it dishonest.
struct Log {
  SigningKey key = SigningKey::generate();
  Strings leaves;
  std::vector<std::size_t> head_sizes = {5, 10, 20};

  explicit Log(std::size_t events = 20) {
    for (std::size_t i = 0; i < events; ++i) leaves.push_back(leaf(static_cast<std::int64_t>(i), "reason"));
  }

  std::string leaf(std::int64_t index, const std::string& reason) const {
    AuditEvent event;
    event.verb = "add_annotations";
    event.object_kind = "project";
    event.object = 7;
    event.reason = reason + " caf\xC3\xA9 \"" + std::to_string(index) + "\"";
    event.request_id = "r-1";
    if (index % 3 == 1) event.rows = AuditRows{100, sha256("rows")};
    const std::string id = index == 0 ? std::string() : audit_log_id(leaves.front());
    return audit_leaf(event, {id, index, 1'800'000'000'000'000 + index}).value();
  }

  std::string head(std::size_t size) const {
    MerkleFrontier tree;
    for (std::size_t i = 0; i < size; ++i) tree.append(leaf_hash(leaves[i]));
    return signed_checkpoint({origin, size, tree.root()}, key).value();
  }

  // The lines of the export: header, events, heads.
  Strings lines() const {
    Strings out = {export_header_line({audit_log_id(leaves.front()), origin, key.public_key()})};
    for (const std::string& bytes : leaves) out.push_back(export_event_line(bytes));
    for (const std::size_t size : head_sizes) out.push_back(export_head_line(head(size)));
    return out;
  }

  AuditTrust trust() const { return {{key.public_key()}, {}, {}}; }
};

// The same log with the same key, to be made dishonest.
Log honest_copy(const Log& log) {
  Log copy(0);
  copy.key = SigningKey::from_seed(log.key.seed()).value();
  copy.leaves = log.leaves;
  return copy;
}

std::string joined(const Strings& lines) {
  std::string text;
  for (const std::string& line : lines) text += line;
  return text;
}

std::size_t line_of(std::size_t event) { return event + 1; }

AuditFinding finding_of(const Strings& lines, const AuditTrust& trust) {
  const auto verified = verify_audit_export(joined(lines), trust);
  EXPECT_TRUE(verified.ok());
  EXPECT_TRUE(verified.value().finding.has_value()) << "nothing was found";
  return verified.value().finding.value_or(AuditFinding{AuditFault::unsigned_log, {}, {}, "nothing"});
}

void expect_found(const Strings& lines, const AuditTrust& trust, AuditFault fault, std::int64_t first,
                  std::int64_t last) {
  const AuditFinding finding = finding_of(lines, trust);
  EXPECT_STREQ(audit_fault_name(finding.fault), audit_fault_name(fault)) << finding.message;
  EXPECT_EQ(finding.first_event, first) << finding.message;
  EXPECT_EQ(finding.last_event, last) << finding.message;
}

TEST(audit_verify, an_honest_log_holds) {
  const Log log;
  const AuditVerification verified = verify_audit_export(joined(log.lines()), log.trust()).value();
  EXPECT_FALSE(verified.finding) << verified.finding->message;
  EXPECT_EQ(verified.events, 20);
  EXPECT_EQ(verified.sealed_events, 20);
  EXPECT_EQ(verified.heads, 3);
  EXPECT_EQ(verified.log_id, audit_log_id(log.leaves.front()));
  EXPECT_EQ(verified.sealed_root, parse_checkpoint(log.head(20)).value().head.root);
}

TEST(audit_verify, heads_may_stand_anywhere) {
  const Log log;
  Strings lines = log.lines();
  std::rotate(lines.begin() + 1, lines.end() - 3, lines.end());
  EXPECT_EQ(verify_audit_export(joined(lines), log.trust()).value().heads, 3);
}

TEST(audit_verify, events_after_the_last_head_are_counted_as_unsealed) {
  Log log;
  log.head_sizes = {5, 10};
  const AuditVerification verified = verify_audit_export(joined(log.lines()), log.trust()).value();
  EXPECT_FALSE(verified.finding);
  EXPECT_EQ(verified.events, 20);
  EXPECT_EQ(verified.sealed_events, 10);
}

TEST(audit_verify, an_altered_event_is_named) {
  const Log log;
  for (std::size_t event = 0; event < 20; ++event) {
    Strings lines = log.lines();
    std::string& line = lines[line_of(event)];
    line.replace(line.find("reason "), 6, "REASON");
    const auto at = static_cast<std::int64_t>(event);
    expect_found(lines, log.trust(), AuditFault::altered, at, at);
  }
}

TEST(audit_verify, any_single_byte_of_an_event_is_named) {
  const Log log;
  const Strings lines = log.lines();
  const std::size_t size = lines[line_of(7)].size();
  for (std::size_t i = 0; i < size - 1; ++i) {
    Strings altered = lines;
    altered[line_of(7)][i] = static_cast<char>(altered[line_of(7)][i] ^ 1);
    const AuditFinding finding = finding_of(altered, log.trust());
    EXPECT_EQ(finding.first_event, 7) << finding.message;
  }
}

TEST(audit_verify, a_dropped_event_is_named) {
  const Log log;
  for (std::size_t event = 0; event < 20; ++event) {
    Strings lines = log.lines();
    lines.erase(lines.begin() + static_cast<std::ptrdiff_t>(line_of(event)));
    const auto at = static_cast<std::int64_t>(event);
    expect_found(lines, log.trust(), AuditFault::dropped, at, at);
  }
}

TEST(audit_verify, several_dropped_events_are_named_from_the_first_to_the_last) {
  const Log log;
  Strings lines = log.lines();
  lines.erase(lines.begin() + 4, lines.begin() + 7);
  expect_found(lines, log.trust(), AuditFault::dropped, 3, 5);
  lines = log.lines();
  lines.erase(lines.begin() + 16, lines.begin() + 21);
  expect_found(lines, log.trust(), AuditFault::dropped, 15, 19);
}

TEST(audit_verify, an_inserted_event_is_named) {
  const Log log;
  Strings forged = log.lines();
  forged.insert(forged.begin() + 7, export_event_line(log.leaf(6, "forged")));
  expect_found(forged, log.trust(), AuditFault::inserted, 6, 6);
  Strings repeated = log.lines();
  repeated.insert(repeated.begin() + 10, repeated[line_of(2)]);
  expect_found(repeated, log.trust(), AuditFault::inserted, 9, 9);
}

TEST(audit_verify, reordered_events_are_named) {
  const Log log;
  Strings swapped = log.lines();
  std::swap(swapped[line_of(3)], swapped[line_of(11)]);
  expect_found(swapped, log.trust(), AuditFault::reordered, 3, 3);
  Strings moved = log.lines();
  std::rotate(moved.begin() + 5, moved.begin() + 6, moved.begin() + 12);
  expect_found(moved, log.trust(), AuditFault::reordered, 4, 4);
}

// Somebody rewrites the past and every hash after it; the signatures of the heads they cannot make.
TEST(audit_verify, events_hashed_anew_are_bounded_by_the_heads_around_them) {
  const Log honest;
  const Strings honest_lines = honest.lines();
  const auto with_heads_of_the_honest = [&](const Log& forged) {
    Strings lines = forged.lines();
    std::copy(honest_lines.end() - 3, honest_lines.end(), lines.end() - 3);
    return lines;
  };
  Log altered = honest_copy(honest);
  altered.leaves[7] = altered.leaf(7, "another reason");
  expect_found(with_heads_of_the_honest(altered), honest.trust(), AuditFault::altered, 5, 9);
  Log dropped = honest_copy(honest);
  dropped.leaves.erase(dropped.leaves.begin() + 12);
  for (std::size_t i = 12; i < 19; ++i)
    dropped.leaves[i] = dropped.leaf(static_cast<std::int64_t>(i), "reason");
  dropped.leaves.push_back(dropped.leaf(19, "filler"));
  expect_found(with_heads_of_the_honest(dropped), honest.trust(), AuditFault::altered, 10, 19);
}

TEST(audit_verify, a_past_signed_anew_is_shown_by_a_kept_head) {
  const Log honest;
  AuditTrust trust = honest.trust();
  trust.kept_heads = {honest.head(7)};
  EXPECT_FALSE(verify_audit_export(joined(honest.lines()), trust).value().finding);
  EXPECT_EQ(verify_audit_export(joined(honest.lines()), trust).value().heads, 4);
  Log forged = honest_copy(honest);
  forged.leaves[6] = forged.leaf(6, "another reason");
  EXPECT_FALSE(verify_audit_export(joined(forged.lines()), honest.trust()).value().finding)
      << "whoever holds the key can sign a new past";
  expect_found(forged.lines(), trust, AuditFault::altered, 5, 6);
  trust.kept_heads = {honest.head(10)};
  EXPECT_EQ(finding_of(forged.lines(), trust).fault, AuditFault::forked);
  forged.leaves.resize(8);
  forged.head_sizes = {8};
  trust.kept_heads = {honest.head(20)};
  trust.kept_heads.push_back(honest.head(5));
  expect_found(forged.lines(), trust, AuditFault::dropped, 8, 19);
}

TEST(audit_verify, a_key_that_comes_with_the_file_proves_nothing) {
  const Log log, other;
  EXPECT_FALSE(verify_audit_export(joined(log.lines()), {}).ok());
  const AuditFinding finding = finding_of(log.lines(), other.trust());
  EXPECT_EQ(finding.fault, AuditFault::unsigned_log);
  EXPECT_THAT(finding.message, HasSubstr(hex(log.key.public_key())));
  AuditTrust both = other.trust();
  both.keys.push_back(log.key.public_key());
  EXPECT_FALSE(verify_audit_export(joined(log.lines()), both).value().finding);
}

TEST(audit_verify, an_altered_head_is_found) {
  const Log log;
  Strings lines = log.lines();
  std::string& head = lines.back();
  head.replace(head.find("\\n20\\n"), 6, "\\n21\\n");
  EXPECT_EQ(finding_of(lines, log.trust()).fault, AuditFault::head_altered);
  lines.back() = "{\"head\":\"nonsense\"}\n";
  EXPECT_EQ(finding_of(lines, log.trust()).fault, AuditFault::head_altered);
  lines.back() = "{\"head\":17}\n";
  EXPECT_EQ(finding_of(lines, log.trust()).fault, AuditFault::head_altered);
}

TEST(audit_verify, two_heads_of_one_size_are_a_fork) {
  const Log log;
  Strings lines = log.lines();
  lines.push_back(export_head_line(signed_checkpoint({origin, 10, sha256("x")}, log.key).value()));
  EXPECT_EQ(finding_of(lines, log.trust()).fault, AuditFault::forked);
}

TEST(audit_verify, heads_of_keys_that_were_not_given_are_passed_over_and_counted) {
  const Log log, other;
  Strings lines = log.lines();
  lines.push_back(export_head_line(other.head(20)));
  const AuditVerification verified = verify_audit_export(joined(lines), log.trust()).value();
  EXPECT_FALSE(verified.finding);
  EXPECT_EQ(verified.heads_of_other_keys, 1);
}

TEST(audit_verify, a_cosignature_is_reported_with_its_time) {
  const Log log;
  const SigningKey witness = SigningKey::generate();
  Strings lines = log.lines();
  lines[lines.size() - 2] = export_head_line(
      cosigned_checkpoint(log.head(10), {"provider.example", 1'800'000'007}, witness).value());
  AuditTrust trust = log.trust();
  trust.witnesses = {{"provider.example", witness.public_key()}};
  const AuditVerification verified = verify_audit_export(joined(lines), trust).value();
  ASSERT_EQ(verified.witnessed.size(), 1u);
  EXPECT_EQ(verified.witnessed.front().size, 10u);
  EXPECT_EQ(verified.witnessed.front().unix_seconds, 1'800'000'007);
}

TEST(audit_verify, a_log_under_another_name_or_id_is_found) {
  const Log log, other(21);
  Strings lines = log.lines();
  lines.front() = export_header_line({std::string(64, '0'), origin, log.key.public_key()});
  expect_found(lines, log.trust(), AuditFault::altered, 0, 0);
  lines = log.lines();
  Log stranger;
  stranger.leaves.front() = stranger.leaf(0, "another beginning");
  lines[line_of(4)] = export_event_line(stranger.leaf(4, "reason"));
  expect_found(lines, log.trust(), AuditFault::altered, 4, 4);
  lines = log.lines();
  lines.front() =
      export_header_line({audit_log_id(log.leaves.front()), "other.example", log.key.public_key()});
  EXPECT_EQ(finding_of(lines, log.trust()).fault, AuditFault::head_altered);
}

TEST(audit_verify, a_file_that_breaks_off_is_named_where) {
  const Log log;
  const std::string whole = joined(log.lines());
  const std::size_t begin = whole.find("\"ev-13\"");
  const auto verified = verify_audit_export(whole.substr(0, begin), log.trust()).value();
  ASSERT_TRUE(verified.finding);
  EXPECT_EQ(verified.finding->fault, AuditFault::dropped);
  EXPECT_EQ(verified.finding->first_event, 13);
}

TEST(audit_verify, what_is_no_export_is_refused) {
  const Log log;
  EXPECT_FALSE(verify_audit_export("", log.trust()).ok());
  EXPECT_FALSE(verify_audit_export("item,label\n1,cat\n", log.trust()).ok());
  Strings lines = log.lines();
  lines.front().replace(lines.front().find("\"version\":1"), 11, "\"version\":2");
  EXPECT_THAT(verify_audit_export(joined(lines), log.trust()).error().message, HasSubstr("newer"));
  AuditTrust trust = log.trust();
  trust.kept_heads = {"nonsense"};
  EXPECT_EQ(verify_audit_export(joined(log.lines()), trust).error().where, "kept head 1");
  trust.kept_heads = {Log().head(5)};
  EXPECT_FALSE(verify_audit_export(joined(log.lines()), trust).ok()) << "signed by a stranger";
}

std::string authored(std::int64_t index, const std::string& log_id, std::int64_t author_seq) {
  return "{\"author\":\"provider\",\"author_seq\":" + std::to_string(author_seq) +
         ",\"day\":\"2027-01-15\",\"event\":\"ev\",\"header\":{},\"index\":" + std::to_string(index) +
         ",\"log_id\":\"" + log_id + "\",\"parts\":{},\"rows\":null,\"sig\":\"00\",\"type\":\"deliver\"}";
}

TEST(audit_verify, a_gap_in_what_a_party_signed_is_an_omission) {
  Log log(3);
  log.head_sizes = {3};
  const std::string id = audit_log_id(log.leaves.front());
  log.leaves[1] = authored(1, id, 0);
  log.leaves[2] = authored(2, id, 1);
  const AuditVerification verified = verify_audit_export(joined(log.lines()), log.trust()).value();
  EXPECT_FALSE(verified.finding);
  EXPECT_EQ(verified.signatures_not_checked, 2);
  log.leaves[2] = authored(2, id, 2);
  expect_found(log.lines(), log.trust(), AuditFault::dropped, 2, 2);
}

TEST(audit_verify, a_leaf_has_its_eleven_fields_and_their_kinds) {
  const std::string leaf = Log(2).leaves[1];
  EXPECT_TRUE(read_audit_leaf(leaf).ok());
  const auto with = [&](std::string_view from, std::string_view to) {
    std::string changed = leaf;
    changed.replace(changed.find(from), from.size(), to);
    return read_audit_leaf(changed).ok();
  };
  EXPECT_FALSE(with("\"sig\":null,", ""));
  EXPECT_FALSE(with("\"sig\":null", "\"sig\":7"));
  EXPECT_FALSE(with("\"sig\":null", "\"sig\":\"00\"")) << "signed by nobody";
  EXPECT_FALSE(with("\"author\":null", "\"author\":\"somebody\""));
  EXPECT_FALSE(with("\"index\":1", "\"index\":-1"));
  EXPECT_FALSE(with("\"index\":1", "\"index\":\"1\""));
  EXPECT_FALSE(with("\"count\":100", "\"count\":\"100\""));
  EXPECT_FALSE(with("\"parts\":{}", "\"parts\":[]"));
  EXPECT_FALSE(with("\"type\"", "\"types\""));
  EXPECT_FALSE(read_audit_leaf("[]").ok());
  EXPECT_FALSE(read_audit_leaf(std::string(audit_leaf_bytes_max + 1, ' ')).ok());
}

}  // namespace
}  // namespace assay::domain
