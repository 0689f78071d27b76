#include "store/database.h"

#include <gtest/gtest.h>

#include <atomic>
#include <thread>

#include "store/audit_log.h"
#include "store/audit_page.h"
#include "store/migrate.h"
#include "store/store_testing.h"

namespace assay::store {
namespace {

constexpr Statement insert_word{"insert into instance (name, value) values ($1, $2)"};
constexpr Statement read_word{"select value from instance where name = $1"};
constexpr Statement count_words{"select count(*) from instance"};

domain::AuditEvent event_of(const std::string& verb) {
  domain::AuditEvent event;
  event.verb = verb;
  event.object_kind = "word";
  event.request_id = "r-1";
  return event;
}

Result<int> add_word(Database& database, const std::string& name, const std::string& value) {
  return database.write([&](Transaction& transaction) -> Result<Outcome<int>> {
    auto ran = transaction.connection().run(insert_word, {std::string_view(name), std::string_view(value)});
    if (!ran) return ran.error();
    return Outcome<int>::changed(1, event_of("add_word"));
  });
}

std::int64_t integer_of(Database& database, const Statement& statement) {
  auto out = database.read([&](Connection& connection) {
    return first_row<std::int64_t>(
        connection, statement, {}, [](const Row& row) { return row.integer(0); }, "no row");
  });
  return out.ok() ? out.value() : -1;
}

std::int64_t log_size(Database& database) {
  auto out = database.read([](Connection& connection) { return audit_frontier(connection); });
  return out.ok() ? static_cast<std::int64_t>(out.value().size()) : -1;
}

}  // namespace

class DatabaseTest : public OnBothDatabases {};
ASSAY_ON_BOTH_DATABASES(DatabaseTest);

TEST_P(DatabaseTest, keeps_every_kind_of_value) {
  auto connection = test.connection();
  ASSERT_TRUE(connection.ok());
  Connection& open = *connection.value();
  ASSERT_TRUE(open.script(migration_text("create table each_kind (a {int}, b {real}, c {text}, d {blob})",
                                         GetParam()))
                  .ok());
  const std::string odd = "tab\t line\n \\N quote' \xe2\x82\xac";
  const std::string bytes("\0\xff\\x00", 6);
  RowBlock block{"each_kind", {"a", "b", "c", "d"}, {}};
  block.values = {std::int64_t{-5}, 0.1,    std::string_view(odd), Bytes{bytes}, nullptr, nullptr,
                  nullptr,          nullptr};
  ASSERT_TRUE(open.begin_write().ok());
  ASSERT_TRUE(open.insert_rows(block).ok());
  ASSERT_TRUE(open.commit().ok());
  int rows = 0;
  auto ran =
      open.run(Statement{"select a, b, c, d from each_kind order by a is null"}, {}, [&](const Row& row) {
        if (++rows == 2) {
          EXPECT_TRUE(row.null(0) && row.null(1) && row.null(2) && row.null(3));
          return;
        }
        EXPECT_EQ(row.integer(0), -5);
        EXPECT_EQ(row.real(1), 0.1);
        EXPECT_EQ(row.text(2), odd);
        EXPECT_EQ(row.bytes(3), bytes);
      });
  ASSERT_TRUE(ran.ok());
  EXPECT_EQ(rows, 2);
}

TEST_P(DatabaseTest, many_rows_come_in_as_few_do) {
  auto connection = test.connection();
  ASSERT_TRUE(connection.ok());
  RowBlock block{"instance", {"name", "value"}, {}};
  std::vector<std::string> names;
  for (int i = 0; i < 100; ++i) names.push_back("tab\t line\n \\N " + std::to_string(i));
  for (const std::string& name : names) {
    block.values.insert(block.values.end(), {std::string_view(name), std::string_view("x")});
  }
  ASSERT_TRUE(connection.value()->begin_write().ok());
  ASSERT_TRUE(connection.value()->insert_rows(block).ok());
  ASSERT_TRUE(connection.value()->commit().ok());
  std::vector<std::string> read;
  ASSERT_TRUE(connection.value()
                  ->run(Statement{"select name from instance order by length(name), name"}, {},
                        [&](const Row& row) { read.push_back(row.string(0)); })
                  .ok());
  EXPECT_EQ(read, names);
}

TEST_P(DatabaseTest, what_fails_later_refuses_its_own_write_and_no_other) {
  const auto add_later = [&](const std::string& name) {
    return database().write([&](Transaction& transaction) -> Result<Outcome<int>> {
      const std::string_view x = "x";
      // On a server database neither is known to fail when it returns.
      auto first = transaction.connection().run_later(insert_word, {std::string_view(name), x});
      if (!first) return first.error();
      const std::string more = name + "-more";
      const RowBlock block{"instance", {"name", "value"}, {std::string_view(more), x}};
      auto second = transaction.connection().insert_rows(block);
      if (!second) return second.error();
      return Outcome<int>::changed(1, event_of("add_word"));
    });
  };
  ASSERT_TRUE(add_later("a").ok());
  const Result<int> again = add_later("a");
  ASSERT_FALSE(again.ok());
  EXPECT_EQ(again.error().code, ErrorCode::conflict);
  ASSERT_TRUE(add_later("b").ok());
  EXPECT_EQ(integer_of(database(), count_words), 4);
  EXPECT_EQ(log_size(database()), 2);
  EXPECT_EQ(database().counts().failed_commits, 0);
}

TEST_P(DatabaseTest, who_reads_when_all_connections_are_lent_waits_for_one) {
  test.options.readers_max = 2;
  test.open();
  std::atomic<int> inside{0}, most{0}, done{0};
  {
    std::vector<std::jthread> readers;
    for (int t = 0; t < 8; ++t) {
      readers.emplace_back([&] {
        for (int turn = 0; turn < 20; ++turn) {
          auto read = database().read([&](Connection& connection) {
            int seen = most.load();
            const int now = ++inside;
            while (seen < now && !most.compare_exchange_weak(seen, now)) continue;
            auto ran = connection.run(count_words, {});
            --inside;
            return ran;
          });
          if (read.ok()) ++done;
        }
      });
    }
  }
  EXPECT_EQ(done.load(), 160);
  EXPECT_LE(most.load(), 2);
}

TEST_P(DatabaseTest, a_long_log_is_moved_into_the_database_and_begins_anew) {
  if (GetParam() != Dialect::sqlite) GTEST_SKIP() << "of SQLite alone";
  const std::string page(1'000'000, 'x');
  for (int turn = 0; turn < 150; ++turn) {
    const std::string name = std::to_string(turn);
    auto done = database().maintain([&](Transaction& transaction) {
      return transaction.connection().run(insert_word, {std::string_view(name), std::string_view(page)});
    });
    ASSERT_TRUE(done.ok());
  }
  EXPECT_EQ(integer_of(database(), count_words), 150);
  EXPECT_GT(database().counts().checkpoints, 0);
  const auto log = std::filesystem::file_size(test.options.sqlite_path + "-wal");
  EXPECT_LT(log, 110'000'000U);  // 150 MB were written; the writer sees to it from 64 MB on
}

TEST_P(DatabaseTest, a_database_that_was_closed_is_one_file) {
  if (GetParam() != Dialect::sqlite) GTEST_SKIP() << "of SQLite alone";
  ASSERT_TRUE(add_word(database(), "a", "1").ok());
  EXPECT_EQ(integer_of(database(), count_words), 1);  // a reader is open
  test.database.reset();
  EXPECT_FALSE(std::filesystem::exists(test.options.sqlite_path + "-wal"));
  test.open();
  EXPECT_EQ(integer_of(database(), count_words), 1);
}

TEST_P(DatabaseTest, a_write_is_there_with_its_event_or_not_at_all) {
  ASSERT_TRUE(add_word(database(), "a", "1").ok());
  EXPECT_EQ(log_size(database()), 1);
  auto refused = database().write([](Transaction& transaction) -> Result<Outcome<int>> {
    auto ran = transaction.connection().run(insert_word, {std::string_view("b"), std::string_view("2")});
    EXPECT_TRUE(ran.ok());
    return Error{ErrorCode::invalid, "changed my mind", ""};
  });
  EXPECT_FALSE(refused.ok());
  EXPECT_EQ(integer_of(database(), count_words), 1);
  EXPECT_EQ(log_size(database()), 1);
}

TEST_P(DatabaseTest, unchanged_takes_back_what_was_touched) {
  auto out = database().write([](Transaction& transaction) -> Result<Outcome<int>> {
    auto ran = transaction.connection().run(insert_word, {std::string_view("b"), std::string_view("2")});
    EXPECT_TRUE(ran.ok());
    return Outcome<int>::unchanged(7);
  });
  ASSERT_TRUE(out.ok());
  EXPECT_EQ(out.value(), 7);
  EXPECT_EQ(integer_of(database(), count_words), 0);
  EXPECT_EQ(log_size(database()), 0);
}

TEST_P(DatabaseTest, a_conflict_refuses_one_write_and_keeps_the_others) {
  ASSERT_TRUE(add_word(database(), "a", "1").ok());
  Result<int> again = add_word(database(), "a", "2");
  ASSERT_FALSE(again.ok());
  EXPECT_EQ(again.error().code, ErrorCode::conflict);
  ASSERT_TRUE(add_word(database(), "b", "2").ok());
  auto value = database().read([](Connection& connection) {
    return first_row<std::string>(
        connection, read_word, {std::string_view("a")}, [](const Row& row) { return row.string(0); }, "none");
  });
  ASSERT_TRUE(value.ok());
  EXPECT_EQ(value.value(), "1");
  EXPECT_EQ(log_size(database()), 2);
}

TEST_P(DatabaseTest, writes_of_many_threads_share_commits_and_all_are_logged) {
  constexpr int threads = 8, each = 25;
  std::atomic<int> done{0};
  {
    std::vector<std::jthread> writers;
    for (int t = 0; t < threads; ++t) {
      writers.emplace_back([&, t] {
        for (int i = 0; i < each; ++i) {
          if (add_word(database(), std::to_string(t) + "-" + std::to_string(i), "x").ok()) ++done;
        }
      });
    }
  }
  EXPECT_EQ(done.load(), threads * each);
  EXPECT_EQ(integer_of(database(), count_words), threads * each);
  EXPECT_EQ(log_size(database()), threads * each);
  EXPECT_LE(database().counts().commits, threads * each);
}

TEST_P(DatabaseTest, proofs_from_the_tables_verify_against_the_root) {
  for (int i = 0; i < 300; ++i) ASSERT_TRUE(add_word(database(), std::to_string(i), "x").ok());
  auto checked = database().read([](Connection& connection) -> Result<Done> {
    Result<MerkleFrontier> frontier = audit_frontier(connection);
    Result<Digest> root = audit_root(connection, 300);
    EXPECT_TRUE(root.ok() && root.value() == frontier.value().root());
    for (const std::int64_t index : {0, 1, 255, 256, 299}) {
      Result<std::vector<Digest>> path = inclusion_proof(connection, index, 300);
      EXPECT_TRUE(path.ok());
      std::string leaf;
      const LeafRange range{index, index + 1};
      EXPECT_TRUE(audit_leaf_page(connection, range, [&](const Leaf& read) { leaf = read.bytes; }).ok());
      const InclusionClaim claim{leaf_hash(leaf), static_cast<std::uint64_t>(index), 300, root.value()};
      EXPECT_TRUE(verify_inclusion(claim, path.value()).ok());
    }
    Result<Digest> first_root = audit_root(connection, 256);
    Result<std::vector<Digest>> proof = consistency_proof(connection, 256, 300);
    EXPECT_TRUE(verify_consistency({256, first_root.value(), 300, root.value()}, proof.value()).ok());
    return Done{};
  });
  EXPECT_TRUE(checked.ok());
}

TEST_P(DatabaseTest, keeps_its_log_when_opened_again) {
  ASSERT_TRUE(add_word(database(), "a", "1").ok());
  test.open();
  ASSERT_TRUE(add_word(database(), "b", "1").ok());
  std::vector<std::string> leaves;
  auto read = database().read([&](Connection& connection) {
    return audit_leaf_page(connection, {}, [&](const Leaf& leaf) { leaves.emplace_back(leaf.bytes); });
  });
  ASSERT_TRUE(read.ok());
  ASSERT_EQ(leaves.size(), 2U);
  EXPECT_NE(leaves[0].find("\"log_id\":null"), std::string::npos);
  EXPECT_NE(leaves[1].find(hex(sha256(leaves[0]))), std::string::npos);
}

TEST_P(DatabaseTest, a_mistake_in_one_write_does_not_end_the_writer) {
  auto mistake = database().write([](Transaction&) -> Result<Outcome<int>> {
    ASSAY_CHECK(false, "planted mistake");
    return Outcome<int>::unchanged(0);
  });
  ASSERT_FALSE(mistake.ok());
  EXPECT_EQ(mistake.error().code, ErrorCode::internal);
  EXPECT_TRUE(add_word(database(), "a", "1").ok());
}

class MigrateTest : public OnBothDatabases {};
ASSAY_ON_BOTH_DATABASES(MigrateTest);

TEST_P(MigrateTest, does_nothing_the_second_time) {
  auto connection = test.connection();
  ASSERT_TRUE(connection.ok());
  Result<int> again = store::migrate(*connection.value(), migrations(), 0);
  ASSERT_TRUE(again.ok());
  EXPECT_EQ(again.value(), 0);
}

TEST_P(MigrateTest, refuses_a_newer_database_and_one_that_was_changed) {
  auto connection = test.connection();
  ASSERT_TRUE(connection.ok());
  std::vector<Migration> fewer(migrations().begin(), migrations().end() - 1);
  Result<int> newer = store::migrate(*connection.value(), fewer, 0);
  ASSERT_FALSE(newer.ok());
  EXPECT_EQ(newer.error().code, ErrorCode::conflict);
  std::vector<Migration> other(migrations().begin(), migrations().end());
  other[0].sql = "select 1";
  EXPECT_FALSE(store::migrate(*connection.value(), other, 0).ok());
}

TEST_P(MigrateTest, stepwise_equals_at_once) {
  auto connection = test.connection();
  ASSERT_TRUE(connection.ok());
  std::vector<Migration> more(migrations().begin(), migrations().end());
  more.push_back({"9999_add_a_word", "create table a_word (word {text} not null primary key){strict};"});
  Result<int> one = store::migrate(*connection.value(), more, 0);
  ASSERT_TRUE(one.ok());
  EXPECT_EQ(one.value(), 1);
  EXPECT_TRUE(connection.value()->script("insert into a_word values ('x')").ok());
}

TEST_P(MigrateTest, two_starts_at_once_are_harmless) {
  TestDatabase other(GetParam());
  other.database.reset();
  std::atomic<int> opened{0};
  {
    std::vector<std::jthread> starts;
    for (int t = 0; t < 2; ++t) {
      starts.emplace_back([&] {
        if (Database::open(other.options, other.clock).ok()) ++opened;
      });
    }
  }
  EXPECT_EQ(opened.load(), 2);
}

}  // namespace assay::store
