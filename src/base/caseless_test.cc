#include "base/caseless.h"

#include <gtest/gtest.h>

namespace assay {

TEST(caseless, finds_a_part_whatever_its_case) {
  EXPECT_TRUE(Caseless("refund").is_in("Where is my REFUND?"));
  EXPECT_TRUE(Caseless("\xC3\x84PFEL").is_in("zwei \xC3\xA4pfel"));
  EXPECT_TRUE(Caseless("\xD0\xB4\xD0\xB0").is_in("\xD0\x94\xD0\x90"));
  EXPECT_TRUE(Caseless("").is_in(""));
  EXPECT_FALSE(Caseless("refunds").is_in("refund"));
  EXPECT_TRUE(Caseless("\xFF").is_in("broken \xFF byte"));
}

TEST(beginning, is_cut_between_characters) {
  EXPECT_EQ(beginning("abc", 5), "abc");
  EXPECT_EQ(beginning("abc", 2), "ab");
  EXPECT_EQ(beginning("a\xC3\xA4", 2), "a");
  EXPECT_EQ(beginning("\xE2\x82\xAC", 2), "");
}

}  // namespace assay
