#include "store/postgres_address.h"

#include <gtest/gtest.h>

#include <cstdlib>

namespace assay::store {
namespace {

TEST(postgres_address, on_this_machine_needs_no_certificate) {
  for (const char* address :
       {"postgresql:///assay?host=/run/postgresql", "postgresql://assay@127.0.0.1:5432/assay",
        "postgresql://assay@localhost/assay", "postgresql://assay@[::1]/assay",
        "host=/run/postgresql dbname=a", "dbname=assay", "host=127.0.0.1,localhost dbname=a"}) {
    EXPECT_TRUE(check_postgres_way(address).ok()) << address;
  }
}

TEST(postgres_address, elsewhere_needs_a_certificate_that_is_checked_with_its_name) {
  const std::string base = "postgresql://assay@db.example.org/assay";
  EXPECT_TRUE(check_postgres_way(base + "?sslmode=verify-full").ok());
  EXPECT_TRUE(check_postgres_way("host=10.1.2.3 sslmode=verify-full").ok());
  for (const char* mode :
       {"", "?sslmode=disable", "?sslmode=prefer", "?sslmode=require", "?sslmode=verify-ca"}) {
    const auto refused = check_postgres_way(base + mode);
    ASSERT_FALSE(refused.ok()) << mode;
    EXPECT_NE(refused.error().message.find("db.example.org"), std::string::npos);
  }
  EXPECT_FALSE(check_postgres_way("host=localhost,db.example.org dbname=a").ok());
  EXPECT_FALSE(check_postgres_way("host=localhost hostaddr=10.1.2.3 dbname=a").ok());
}

TEST(postgres_address, takes_from_the_environment_what_libpq_takes_from_it) {
  ::setenv("PGHOST", "db.example.org", 1);
  EXPECT_FALSE(check_postgres_way("dbname=assay").ok());
  EXPECT_TRUE(check_postgres_way("host=localhost dbname=assay").ok());
  ::setenv("PGSSLMODE", "verify-full", 1);
  EXPECT_TRUE(check_postgres_way("dbname=assay").ok());
  ::unsetenv("PGSSLMODE");
  ::unsetenv("PGHOST");
}

TEST(postgres_address, that_is_none_says_so_without_showing_it) {
  const auto refused = check_postgres_way("host=localhost password=secret words");
  ASSERT_FALSE(refused.ok());
  EXPECT_NE(refused.error().message.find("no address"), std::string::npos);
  EXPECT_EQ(refused.error().message.find("words"), std::string::npos);
}

}  // namespace
}  // namespace assay::store
