#include <gmock/gmock.h>

#include <nlohmann/json.hpp>

#include "base/checkpoint.h"
#include "base/json_text.h"
#include "base/merkle.h"
#include "cli/cli_testing.h"
#include "domain/audit_event.h"
#include "domain/audit_export.h"
#include "domain/audit_leaf.h"

namespace assay::cli {
namespace {

using testing::HasSubstr;

// An exported log of six events with a head of four and one of six, its key, and a kept head.
class AuditCommand : public Folder {
 protected:
  std::string export_of(const std::string& reason_of_the_third) {
    std::vector<std::string> leaves;
    MerkleFrontier tree;
    std::string heads;
    for (std::int64_t i = 0; i < 6; ++i) {
      domain::AuditEvent event;
      event.verb = "create_project";
      event.object_kind = "project";
      event.reason = i == 2 ? reason_of_the_third : "because";
      const std::string id = i == 0 ? "" : domain::audit_log_id(leaves.front());
      leaves.push_back(domain::audit_leaf(event, {id, i, 1'800'000'000'000'000}).value());
      tree.append(leaf_hash(leaves.back()));
      if (i == 3 || i == 5) heads += domain::export_head_line(head_of(tree));
    }
    std::string text = domain::export_header_line(
        {domain::audit_log_id(leaves.front()), "assay.example/log", key_.public_key()});
    for (const std::string& leaf : leaves) text += domain::export_event_line(leaf);
    last_head_ = head_of(tree);
    return text + heads;
  }
  std::string head_of(const MerkleFrontier& tree) const {
    return signed_checkpoint({"assay.example/log", tree.size(), tree.root()}, key_).value();
  }

  SigningKey key_ = SigningKey::generate();
  std::string last_head_;
};

using audit_command = AuditCommand;

TEST_F(audit_command, says_that_a_log_holds_and_against_whom) {
  const std::string log = file("log.jsonl", export_of("because"));
  const std::string pub = file("log.pub", hex(key_.public_key()) + "\n");
  const Ran ran = run_words({"audit", "verify", log, "--key", pub});
  EXPECT_EQ(ran.code, exit_done) << ran.err;
  EXPECT_THAT(ran.out, HasSubstr("The log holds: 6 events under 2 signed heads."));
  EXPECT_THAT(ran.out, HasSubstr("not against"));
}

TEST_F(audit_command, takes_a_key_in_each_of_its_forms) {
  const std::string log = file("log.jsonl", export_of("because"));
  const NamedKey key{"assay.example/log", key_.public_key()};
  EXPECT_EQ(run_words({"audit", "verify", log, "--key", hex(key.key)}).code, exit_done);
  EXPECT_EQ(run_words({"audit", "verify", log, "--key", verifier_key_text(key)}).code, exit_done);
  EXPECT_EQ(run_words({"audit", "verify", log, "--key", path("none.pub")}).code, exit_bad_input);
  EXPECT_EQ(run_words({"audit", "verify", log, "--key", log}).code, exit_bad_input);
  EXPECT_EQ(run_words({"audit", "verify", log}).code, exit_bad_input);
}

TEST_F(audit_command, names_the_event_that_was_altered) {
  std::string text = export_of("because of A");
  text.replace(text.find("because of A"), 12, "because of B");
  const std::string log = file("log.jsonl", text);
  const Ran ran = run_words({"audit", "verify", log, "--key", hex(key_.public_key()), "--json", "-"});
  EXPECT_EQ(ran.code, exit_not_met) << ran.err;
  const auto document = json_from<nlohmann::json>(ran.out);
  EXPECT_EQ(document["holds"], false);
  EXPECT_EQ(document["finding"]["fault"], "altered");
  EXPECT_EQ(document["finding"]["first_event"], 2);
}

TEST_F(audit_command, shows_a_past_signed_anew_by_a_head_that_was_kept) {
  (void)export_of("because");
  const std::string kept = file("kept.txt", last_head_);
  const std::string log = file("log.jsonl", export_of("something else"));
  const std::string key = hex(key_.public_key());
  EXPECT_EQ(run_words({"audit", "verify", log, "--key", key}).code, exit_done);
  const Ran ran = run_words({"audit", "verify", log, "--key", key, "--head", kept});
  EXPECT_EQ(ran.code, exit_not_met);
  EXPECT_THAT(ran.out, HasSubstr("two pasts"));
}

TEST_F(audit_command, looks_for_a_witness) {
  const SigningKey witness = SigningKey::generate();
  const std::string log = file("log.jsonl", export_of("because"));
  const std::string cosigned =
      cosigned_checkpoint(last_head_, {"provider.example", 1'800'000'060}, witness).value();
  const std::string with_witness =
      file("witnessed.jsonl", read("log.jsonl") + domain::export_head_line(cosigned));
  const std::string key = hex(key_.public_key());
  const Ran ran = run_words({"audit", "verify", with_witness, "--key", key, "--witness",
                             "provider.example=" + hex(witness.public_key())});
  EXPECT_EQ(ran.code, exit_done) << ran.err;
  EXPECT_THAT(ran.out, HasSubstr("Cosigned by provider.example up to 6 events at 2027-01-15T08:01:00Z."));
  EXPECT_EQ(run_words({"audit", "verify", log, "--key", key, "--witness", "provider.example"}).code,
            exit_bad_input);
}

TEST_F(audit_command, refuses_what_is_no_export) {
  const std::string key = hex(key_.public_key());
  EXPECT_EQ(run_words({"audit"}).code, exit_bad_input);
  EXPECT_EQ(run_words({"audit", "burn", "x"}).code, exit_bad_input);
  EXPECT_EQ(run_words({"audit", "verify", "--key", key}).code, exit_bad_input);
  const Ran ran = run_words({"audit", "verify", file("l.csv", "item,label\n"), "--key", key});
  EXPECT_EQ(ran.code, exit_bad_input);
  EXPECT_THAT(ran.err, HasSubstr("l.csv, line 1"));
}

}  // namespace
}  // namespace assay::cli
