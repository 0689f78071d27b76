#pragma once
// Databases for tests, of both kinds: a file in a temporary folder, and a PostgreSQL that the tests start.

#include <gtest/gtest.h>
#include <unistd.h>

#include <array>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <string>

#include "base/clock.h"
#include "store/database.h"
#include "store/subject_keys.h"

namespace assay::store {

// One server for the whole test program, started when first asked for, ended with it.
class PostgresForTests {
 public:
  static PostgresForTests& shared() {
    static PostgresForTests server;
    return server;
  }

  // A connection string for a new, empty database.
  std::string fresh_address() {
    const std::string name = "t" + std::to_string(++made_);
    auto connection = open_postgres(address_);
    if (!connection) return "";
    Result<Done> created = connection.value()->script("create database " + name);
    EXPECT_TRUE(created.ok());
    return address_.substr(0, address_.rfind('/') + 1) + name;
  }

 private:
  PostgresForTests() {
    const std::string said = output_of("start");
    const std::size_t space = said.find(' ');
    if (space == std::string::npos) return;
    folder_ = said.substr(0, space);
    address_ = said.substr(space + 1, said.find('\n') - space - 1);
  }
  ~PostgresForTests() {
    if (!folder_.empty()) output_of("stop " + folder_);
  }
  static std::string output_of(const std::string& arguments) {
    const std::string command = std::string(ASSAY_SOURCE_DIR) + "/tools/test_postgres.sh " + arguments;
    FILE* pipe = popen(command.c_str(), "r");
    std::string out;
    std::array<char, 512> piece{};
    while (pipe != nullptr && std::fgets(piece.data(), piece.size(), pipe) != nullptr) out += piece.data();
    if (pipe != nullptr) pclose(pipe);
    return out;
  }

  std::string folder_, address_;
  int made_ = 0;
};

// A folder that goes away with the object.
class TemporaryFolder {
 public:
  TemporaryFolder() {
    std::string pattern = (std::filesystem::temp_directory_path() / "assay-test-XXXXXX").string();
    const char* made = mkdtemp(pattern.data());
    path_ = made == nullptr ? "" : made;
  }
  ~TemporaryFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  const std::string& path() const { return path_; }

 private:
  std::string path_;
};

inline std::string dialect_name(Dialect dialect) {
  return dialect == Dialect::sqlite ? "sqlite" : "postgresql";
}

struct TestDatabase {
  TemporaryFolder folder;
  ManualClock clock{1'800'000'000'000'000};
  DatabaseOptions options;
  std::unique_ptr<SubjectKeys> keys;
  std::unique_ptr<Database> database;

  explicit TestDatabase(Dialect dialect) {
    if (dialect == Dialect::sqlite) options.sqlite_path = folder.path() + "/assay.db";
    if (dialect == Dialect::postgresql) options.postgres_address = PostgresForTests::shared().fresh_address();
    open_keys();
    open();
  }
  SubjectKeysPlace keys_place() const { return {folder.path() + "/subjects.db", options.postgres_address}; }
  void open_keys() {
    auto opened = SubjectKeys::open(keys_place(), Secret(std::string(32, 'w')));
    ASSERT_TRUE(opened.ok()) << error_text(opened.error());
    keys = std::move(opened).value();
    options.subject_keys = keys.get();
  }
  void open() {
    database.reset();
    auto opened = Database::open(options, clock);
    ASSERT_TRUE(opened.ok()) << error_text(opened.error());
    database = std::move(opened).value();
  }
  Result<std::unique_ptr<Connection>> connection() const {
    return options.postgres_address.empty() ? open_sqlite(options.sqlite_path, Access::read_write)
                                            : open_postgres(options.postgres_address);
  }
};

// Tests of a suite run on both: TEST_P(suite, claim) with GetParam().
class OnBothDatabases : public ::testing::TestWithParam<Dialect> {
 protected:
  TestDatabase test{GetParam()};
  Database& database() { return *test.database; }
};

#define ASSAY_ON_BOTH_DATABASES(suite)                                                                      \
  INSTANTIATE_TEST_SUITE_P(                                                                                 \
      both, suite, ::testing::Values(::assay::store::Dialect::sqlite, ::assay::store::Dialect::postgresql), \
      [](const auto& each) { return ::assay::store::dialect_name(each.param); })

}  // namespace assay::store
