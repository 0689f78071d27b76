#include "store/audit_check.h"

#include <gmock/gmock.h>

#include "base/checkpoint.h"
#include "store/audit_log.h"
#include "store/integrity.h"
#include "store/migrate.h"
#include "store/store_testing.h"

namespace assay::store {
namespace {

using testing::Contains;
using testing::HasSubstr;
using testing::IsEmpty;

}  // namespace

// A log of 300 events, so that a subtree of 256 is kept, with signed heads of 100, 200 and 299.
class AuditCheckTest : public OnBothDatabases {
 protected:
  void SetUp() override {
    for (int at = 0; at < 300; ++at) {
      add_event(at);
      if (at + 1 == 100 || at + 1 == 200 || at + 1 == 299) sign(key_);
    }
  }

  void add_event(int at) {
    auto written = database().write([&](Transaction& transaction) -> Result<Outcome<int>> {
      const auto ran =
          transaction.connection().run(Statement{"insert into instance (name, value) values ($1, 'x')"},
                                       {std::string_view(std::to_string(at))});
      if (!ran) return ran.error();
      domain::AuditEvent event;
      event.verb = "add_word";
      event.object_kind = "word";
      event.object = at;
      event.reason = "because";
      event.request_id = "r-1";
      return Outcome<int>::changed(1, event);
    });
    ASSERT_TRUE(written.ok());
  }

  void sign(const SigningKey& key) {
    const auto tree =
        database().read([](Connection& connection) { return audit_frontier(connection); }).value();
    AuditHead head{static_cast<std::int64_t>(tree.size()), tree.root(),
                   signed_checkpoint({"assay.test/log", tree.size(), tree.root()}, key).value(), 0};
    ASSERT_TRUE(database()
                    .maintain([&](Transaction& transaction) {
                      return insert_audit_head(transaction.connection(), head);
                    })
                    .ok());
  }

  AuditCheck checked() {
    const std::vector<PublicKey> keys = {key_.public_key()};
    auto out = database().read([&](Connection& connection) { return check_audit_log(connection, keys); });
    EXPECT_TRUE(out.ok()) << error_text(out.error());
    return out.value();
  }
  std::vector<std::string> problems_after(const std::string& sql) {
    EXPECT_TRUE(test.connection().value()->script(sql).ok()) << sql;
    return checked().problems;
  }
  std::string bytes_sql(const std::string& text) const {
    return GetParam() == Dialect::sqlite ? "cast('" + text + "' as blob)"
                                         : "convert_to('" + text + "', 'UTF8')";
  }

  const SigningKey key_ = SigningKey::generate();
};
ASSAY_ON_BOTH_DATABASES(AuditCheckTest);

TEST_P(AuditCheckTest, a_log_as_it_was_written_holds) {
  const AuditCheck log = checked();
  EXPECT_THAT(log.problems, IsEmpty());
  EXPECT_EQ(log.events, 300);
  EXPECT_EQ(log.heads, 3);
  EXPECT_EQ(log.sealed_events, 299);
  EXPECT_EQ(log.heads_of_other_keys, 0);
}

TEST_P(AuditCheckTest, an_empty_log_holds) {
  TestDatabase fresh(GetParam());
  const auto out =
      fresh.database->read([&](Connection& connection) { return check_audit_log(connection, {}); });
  ASSERT_TRUE(out.ok());
  EXPECT_THAT(out.value().problems, IsEmpty());
  EXPECT_EQ(out.value().events, 0);
}

TEST_P(AuditCheckTest, an_altered_event_is_named) {
  EXPECT_THAT(problems_after("update audit_event set leaf = " + bytes_sql("{}") + " where event_index = 7"),
              Contains(HasSubstr("event 7 was altered")));
}

TEST_P(AuditCheckTest, an_event_with_its_hash_made_anew_does_not_fit_the_next_head) {
  const std::string leaf = bytes_sql("{}");
  const auto taken = test.connection();
  std::string hash = hex(leaf_hash("{}"));
  const std::string blob = GetParam() == Dialect::sqlite ? "x'" + hash + "'" : "'\\x" + hash + "'::bytea";
  const auto problems = problems_after("update audit_event set leaf = " + leaf + ", leaf_sha256 = " + blob +
                                       " where event_index = 150");
  EXPECT_THAT(problems, Contains(HasSubstr("event 150 is not that event")));
  EXPECT_THAT(problems, Contains(HasSubstr("signed head of 200 events is of another past")));
  EXPECT_THAT(problems, Contains(HasSubstr("height 1")));
}

TEST_P(AuditCheckTest, what_stands_beside_an_event_must_say_the_same) {
  EXPECT_THAT(problems_after("update audit_event set reason = 'nothing' where event_index = 3"),
              Contains(HasSubstr("event 3")));
}

TEST_P(AuditCheckTest, a_missing_event_is_named) {
  EXPECT_THAT(problems_after("delete from audit_event where event_index = 12"),
              Contains(HasSubstr("events 12 to 12 are missing")));
}

TEST_P(AuditCheckTest, events_cut_off_at_the_end_are_missed_by_the_head) {
  const auto problems = problems_after("delete from audit_event where event_index >= 290");
  EXPECT_THAT(problems, Contains(HasSubstr("290 events, but a head of 299 was signed")));
  EXPECT_THAT(problems, Contains(HasSubstr("kept of its tree is of 300")));
}

TEST_P(AuditCheckTest, an_altered_head_and_an_altered_subtree_are_named) {
  EXPECT_THAT(problems_after("update audit_head set checkpoint = 'x' where size = 200"),
              Contains(HasSubstr("head of 200 events cannot be read")));
  EXPECT_THAT(problems_after("delete from audit_node where height = 1"), Contains(HasSubstr("height 1")));
}

TEST_P(AuditCheckTest, heads_of_an_unknown_key_are_counted_apart) {
  sign(SigningKey::generate());
  const AuditCheck log = checked();
  EXPECT_THAT(log.problems, IsEmpty());
  EXPECT_EQ(log.heads, 3);
  EXPECT_EQ(log.heads_of_other_keys, 1);
}

TEST_P(AuditCheckTest, the_schema_tells_how_far_it_is) {
  auto connection = test.connection();
  const auto now = schema_state(*connection.value(), migrations());
  ASSERT_TRUE(now.ok());
  EXPECT_EQ(now.value().missing_count, 0u);
  EXPECT_EQ(now.value().last_step, migrations().back().name);
  std::vector<Migration> later(migrations().begin(), migrations().end());
  later.push_back({"9999_later", "create table later (a {int})"});
  EXPECT_EQ(schema_state(*connection.value(), later).value().missing_count, 1u);
  EXPECT_EQ(schema_state(*connection.value(), migrations().subspan(1)).error().code, ErrorCode::conflict);
  ASSERT_TRUE(connection.value()->script("drop table migration").ok());
  EXPECT_EQ(schema_state(*connection.value(), migrations()).error().code, ErrorCode::not_found);
}

TEST_P(AuditCheckTest, a_sound_database_has_no_problems_and_a_broken_key_is_one) {
  auto connection = test.connection();
  EXPECT_THAT(integrity_problems(*connection.value()).value(), IsEmpty());
  const auto copied = copy_database(*connection.value(), test.folder.path() + "/copy.db");
  EXPECT_EQ(copied.ok(), GetParam() == Dialect::sqlite);
  if (!copied.ok()) return;
  auto copy = open_sqlite(test.folder.path() + "/copy.db", Access::read_only);
  EXPECT_EQ(check_audit_log(*copy.value(), {}).value().events, 300);
  EXPECT_FALSE(copy_database(*connection.value(), test.folder.path() + "/copy.db").ok());
  ASSERT_TRUE(connection.value()
                  ->script("pragma foreign_keys = off; insert into question (question_id, project_id, name) "
                           "values (1, 99, 'q')")
                  .ok());
  EXPECT_THAT(integrity_problems(*connection.value()).value(), Contains(HasSubstr("question")));
}

}  // namespace assay::store
