#include "base/text.h"

#include <gtest/gtest.h>

namespace assay {
namespace {

TEST(text, measures_wide_and_combining_characters) {
  EXPECT_EQ(display_width("abc"), 3U);
  EXPECT_EQ(display_width("肺炎"), 4U);
  EXPECT_EQ(display_width("e\u0301"), 1U);
  EXPECT_EQ(display_width(pad_left("肺炎", 6)), 6U);
}

TEST(text, shortens_between_characters) {
  EXPECT_EQ(shorten("abcdef", 4), "abc…");
  EXPECT_EQ(shorten("肺炎肺炎", 5), "肺炎…");
  EXPECT_EQ(shorten("abc", 3), "abc");
}

TEST(text, defuses_what_a_terminal_would_obey) {
  EXPECT_EQ(printable("a\x1b[31mb"), "a\uFFFD[31mb");
  EXPECT_EQ(printable("x\u202Ey"), "x\uFFFDy");
  EXPECT_EQ(printable("a\nb"), "a b");
  EXPECT_EQ(printable("\xff"), "\uFFFD");
}

TEST(text, writes_numbers_for_people) {
  EXPECT_EQ(grouped(1234567), "1,234,567");
  EXPECT_EQ(grouped(-1234), "-1,234");
  EXPECT_EQ(grouped(12), "12");
  EXPECT_EQ(percent(0.1134), "11.3 %");
  EXPECT_EQ(percent(0.004), "0.40 %");
  EXPECT_EQ(percent(0.9425), "94.3 %") << "halves go up";
  EXPECT_EQ(decimals(-0.0001, 3), "0.000");
}

}  // namespace
}  // namespace assay
