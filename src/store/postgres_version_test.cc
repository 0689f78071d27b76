#include "store/postgres_version.h"

#include <gtest/gtest.h>

namespace assay::store {
namespace {

TEST(postgres_version, older_ones_are_refused_by_their_number) {
  EXPECT_TRUE(check_postgres_version(150000).ok());
  EXPECT_TRUE(check_postgres_version(170002).ok());
  const auto old = check_postgres_version(140011);
  ASSERT_FALSE(old.ok());
  EXPECT_EQ(old.error().code, ErrorCode::unavailable);
  EXPECT_NE(old.error().message.find("PostgreSQL 14;"), std::string::npos) << old.error().message;
}

}  // namespace
}  // namespace assay::store
