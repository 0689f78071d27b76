// What a server of an earlier release left is opened, brought up to date and read (tests/upgrade).

#include <gtest/gtest.h>

#include <filesystem>
#include <nlohmann/json.hpp>

#include "app/items.h"
#include "app/overview.h"
#include "app/projects.h"
#include "app/snapshots.h"
#include "app/users.h"
#include "base/file.h"
#include "base/json_text.h"
#include "base/key_file.h"
#include "store/audit_check.h"
#include "store/audit_log.h"
#include "store/integrity.h"
#include "store/store_testing.h"

namespace assay::app {
namespace {

namespace filesystem = std::filesystem;
using store::Dialect;

std::string text_of(const std::string& path) {
  const Result<FileBytes> file = FileBytes::open(path);
  EXPECT_TRUE(file.ok()) << path;
  return file.ok() ? std::string(file.value().bytes()) : "";
}

std::vector<std::string> releases() {
  std::vector<std::string> found;
  for (const auto& entry : filesystem::directory_iterator(ASSAY_SOURCE_DIR "/tests/upgrade")) {
    if (entry.path().filename().string().starts_with("server_")) found.push_back(entry.path().string());
  }
  std::sort(found.begin(), found.end());
  return found;
}

// A copy of what the release left, opened by this program.
struct Left {
  store::TemporaryFolder folder;
  store::DatabaseOptions options;
  ManualClock clock{1'900'000'000'000'000};
  std::unique_ptr<store::Database> database;
  PublicKey key{};
  nlohmann::json expected;

  Left(const std::string& release, Dialect dialect) {
    const std::string name = release + "/" + store::dialect_name(dialect);
    if (dialect == Dialect::sqlite) {
      options.sqlite_path = folder.path() + "/assay.db";
      filesystem::copy_file(name + ".db", options.sqlite_path);
    } else {
      options.postgres_address = store::PostgresForTests::shared().fresh_address();
      auto loaded = store::open_postgres(options.postgres_address).value()->script(text_of(name + ".sql"));
      EXPECT_TRUE(loaded.ok()) << error_text(loaded.error());
    }
    key = read_public_key(text_of(name + ".pub")).value();
    expected = json_from<nlohmann::json>(text_of(name + ".json"));
    open();
  }
  void open() {
    database.reset();
    auto opened = store::Database::open(options, clock);
    ASSERT_TRUE(opened.ok()) << error_text(opened.error());
    database = std::move(opened).value();
  }
};

void expect_record(Left& left) {
  const std::vector<PublicKey> keys = {left.key};
  const auto log = left.database->read(
      [&](store::Connection& connection) { return store::check_audit_log(connection, keys); });
  ASSERT_TRUE(log.ok()) << error_text(log.error());
  EXPECT_TRUE(log.value().problems.empty()) << log.value().problems.front();
  EXPECT_EQ(log.value().sealed_events, left.expected["log_events"].get<std::int64_t>());
  const auto root = left.database->read([&](store::Connection& connection) {
    return store::audit_root(connection, left.expected["log_events"].get<std::int64_t>());
  });
  EXPECT_EQ(hex(root.value()), left.expected["log_root"]);
}

void expect_content(Left& left) {
  files::Files files = files::Files::open(left.folder.path() + "/files").value();
  live::Live live(*left.database);
  Context context{*left.database, live, files, left.clock, cheapest_cost, {}, {}};
  const auto session = sign_in(context, {}, "ada@example.org", "a long enough phrase");
  ASSERT_TRUE(session.ok()) << error_text(session.error());
  const Caller ada = local_caller(context, "test").value();
  const auto all = projects(context, ada, {});
  ASSERT_TRUE(all.ok());
  ASSERT_EQ(all.value().size(), left.expected["projects"]);
  EXPECT_EQ(all.value().front().project.state, "closed");
  const ProjectView& reviews = all.value().back();
  EXPECT_EQ(reviews.project.name, "Reviews");
  EXPECT_EQ(reviews.sizes->items, left.expected["item_count"]);
  EXPECT_EQ(reviews.sizes->annotations, left.expected["annotation_count"]);
  const auto seen = overview(context, ada, reviews.project.id);
  ASSERT_TRUE(seen.ok()) << error_text(seen.error());
  EXPECT_EQ(seen.value().quarantined, left.expected["quarantined"]);
  EXPECT_EQ(seen.value().inspection.questions.size(), 2U);
  const auto kept = snapshots(context, ada, reviews.project.id, {});
  ASSERT_EQ(kept.value().size(), 1U);
  EXPECT_EQ(hex(kept.value()[0].document_sha256), left.expected["snapshot_document"]);
  const auto zoe = item(context, ada, reviews.project.id, "key:Zoë, 2");
  ASSERT_TRUE(zoe.ok()) << error_text(zoe.error());
  EXPECT_EQ(zoe.value().row.item.content.content, R"({"title":"Zoë"})");
}

}  // namespace

class UpgradeTest : public ::testing::TestWithParam<Dialect> {};
ASSAY_ON_BOTH_DATABASES(UpgradeTest);

TEST_P(UpgradeTest, what_every_release_left_is_read_and_written_on) {
  ASSERT_FALSE(releases().empty());
  for (const std::string& release : releases()) {
    SCOPED_TRACE(release);
    Left left(release, GetParam());
    ASSERT_NE(left.database, nullptr);
    expect_record(left);
    expect_content(left);
    left.open();  // a second start finds nothing to do
    expect_record(left);
    const auto problems = left.database->read(
        [](store::Connection& connection) { return store::integrity_problems(connection); });
    EXPECT_TRUE(problems.value().empty());
  }
}

}  // namespace assay::app
