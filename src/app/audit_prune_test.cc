// A log whose beginning is kept in a file: smaller in the record, and verified as before.

#include "app/audit_prune.h"

#include <gtest/gtest.h>

#include "app/app_testing.h"
#include "app/audit_export.h"
#include "domain/audit_verify.h"
#include "store/audit_check.h"

namespace assay::app {

class PruneTest : public ::testing::TestWithParam<Dialect> {
 protected:
  PruneTest() {
    project_ = server.project();
    add(30);
  }

  void add(int events) {
    for (int at = 0; at < events; ++at)
      EXPECT_TRUE(server.add(project_, {says("i" + std::to_string(++added_), "a", "yes")}).ok());
  }
  std::string exported() {
    std::string out;
    const auto done =
        export_log(server.context, server.owner, key_, [&](std::string_view lines) { out += lines; });
    EXPECT_TRUE(done.ok());
    return out;
  }
  domain::AuditVerification verified(const std::string& file) {
    domain::AuditTrust trust;
    trust.keys.push_back(key_.key.public_key());
    if (!kept_head_.empty()) trust.kept_heads.push_back(kept_head_);
    const auto out = domain::verify_audit_export(file, trust);
    EXPECT_TRUE(out.ok());
    return out.ok() ? out.value() : domain::AuditVerification();
  }
  Result<Pruned> prune(const std::string& file) {
    return prune_log(server.context, server.owner, key_, file);
  }
  store::AuditCheck examined() {
    const std::vector<PublicKey> keys = {key_.key.public_key()};
    auto out = server.test.database->read(
        [&](store::Connection& connection) { return store::check_audit_log(connection, keys); });
    EXPECT_TRUE(out.ok());
    return out.value();
  }

  Server server{GetParam()};
  LogKey key_{"assay.example/log", SigningKey::generate()};
  domain::ProjectId project_;
  std::string kept_head_;
  int added_ = 0;
};
ASSAY_ON_BOTH_DATABASES(PruneTest);

TEST_P(PruneTest, a_pruned_log_verifies_against_heads_from_before_and_proves_what_it_proved) {
  const std::string whole = exported();
  kept_head_ = head(server.context, server.owner, key_).value().checkpoint;
  const std::int64_t size = verified(whole).events;
  const auto before = inclusion(server.context, server.owner, 7, size);
  ASSERT_TRUE(before.ok());
  const auto pruned = prune(whole);
  ASSERT_TRUE(pruned.ok()) << error_text(pruned.error());
  EXPECT_EQ(pruned.value().before, size);
  EXPECT_EQ(pruned.value().events, size - 1);  // the first names the log
  const auto after = inclusion(server.context, server.owner, 7, size);
  ASSERT_TRUE(after.ok());
  EXPECT_EQ(after.value().leaf, before.value().leaf);
  EXPECT_EQ(after.value().hashes, before.value().hashes);
  const domain::AuditVerification now = verified(exported());
  EXPECT_FALSE(now.finding.has_value()) << now.finding->message;
  EXPECT_EQ(now.pruned_events, size - 1);
  EXPECT_EQ(now.events, size + 1);  // the pruning is an event
  EXPECT_TRUE(examined().problems.empty());
  EXPECT_EQ(examined().pruned, size - 1);
  EXPECT_EQ(verified(whole).pruned_events, 0);  // and the file still says all
}

TEST_P(PruneTest, what_came_since_is_pruned_behind_a_later_export) {
  ASSERT_TRUE(prune(exported()).ok());
  add(5);
  const auto second = prune(exported());
  ASSERT_TRUE(second.ok()) << error_text(second.error());
  EXPECT_EQ(second.value().events, 6);  // five and the pruning before
  EXPECT_FALSE(verified(exported()).finding.has_value());
}

TEST_P(PruneTest, nothing_is_taken_that_the_file_does_not_hold) {
  const std::string whole = exported();
  std::string altered = whole;
  altered[altered.find("create_project")] = 'C';
  EXPECT_EQ(prune(altered).error().code, ErrorCode::conflict);
  // A file without an event's content, which verifies, is no place to keep it.
  std::string hollow = whole;
  const std::size_t line =
      hollow.find("\n{\"leaf\":{", hollow.find("\n{\"leaf\":{", hollow.find('\n')) + 1) + 1;
  const std::size_t hash = hollow.find(",\"leaf_hash\"", line);
  hollow.replace(line, hash - line, "{\"leaf\":null");
  ASSERT_FALSE(verified(hollow).finding.has_value()) << verified(hollow).finding->message;
  EXPECT_EQ(prune(hollow).error().code, ErrorCode::conflict);
  // Another server's log.
  Server other(Dialect::sqlite);
  ASSERT_TRUE(create_project(other.context, other.owner, {"Another's", "", "internal", {}}).ok());
  std::string foreign;
  ASSERT_TRUE(
      export_log(other.context, other.owner, key_, [&](std::string_view lines) { foreign += lines; }).ok());
  EXPECT_EQ(prune(foreign).error().code, ErrorCode::conflict);
  EXPECT_EQ(examined().pruned, 0);
  Caller stranger = server.owner;
  stranger.user.administrator = false;
  EXPECT_EQ(prune_log(server.context, stranger, key_, whole).error().code, ErrorCode::forbidden);
}

TEST_P(PruneTest, the_first_event_cannot_be_hidden) {
  std::string hollow = exported();
  const std::size_t line = hollow.find('\n') + 1;
  const std::size_t hash = hollow.find(",\"leaf_hash\"", line);
  hollow.replace(line, hash - line, "{\"leaf\":null");
  const domain::AuditVerification seen = verified(hollow);
  ASSERT_TRUE(seen.finding.has_value());
  EXPECT_EQ(seen.finding->first_event, 0);
}

}  // namespace assay::app
