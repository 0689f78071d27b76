#include "formats/values.h"

#include <gtest/gtest.h>

#include "base/clock.h"
namespace assay::formats {
namespace {

TEST(values, are_numbers_only_when_the_whole_text_is_one) {
  EXPECT_EQ(number_from(" 3.5 "), 3.5);
  EXPECT_EQ(number_from("+1e3"), 1000);
  for (const char* text : {"", "+", "++1", "3,5", "1 2", "0x10", "nan", "inf", "1e999"}) {
    EXPECT_FALSE(number_from(text)) << text;
  }
}

TEST(values, are_times_in_iso_8601_or_unix_time) {
  const std::int64_t noon = 1767614400'000000;  // 2026-01-05T12:00:00Z
  for (const char* text :
       {"2026-01-05T12:00:00Z", "2026-01-05 12:00", "2026-01-05T14:00+02:00", "2026-01-05T07:00:00-0500",
        "2026-01-05 12:00:00 UTC", "2026-01-05T12:00:00.000000000Z", "1767614400", "1767614400000",
        "1767614400000000"}) {
    EXPECT_EQ(time_us_from(text), noon) << text;
  }
  EXPECT_EQ(time_us_from("2024-02-29"), 1709164800'000000);
  for (const char* text :
       {"", "2023-02-29", "2026-13-01", "2026-01-05T25:00", "2026-01-05T12:60", "2026-01-05X", "05/01/2026",
        "2026-01-05T12:00:00+99:00", "1e300", "-1e17", "300000000000000000"}) {
    EXPECT_FALSE(time_us_from(text)) << text;
  }
}

TEST(values, write_times_that_read_back) {
  EXPECT_EQ(utc_text_short(1767614400'500000), "2026-01-05T12:00:00.5Z");
  for (const std::int64_t time : {std::int64_t{0}, std::int64_t{-1}, std::int64_t{1767614400'000001},
                                  std::int64_t{-62167219200'000000}, std::int64_t{253402300799'999999}}) {
    EXPECT_EQ(time_us_from(utc_text_short(time)), time) << utc_text_short(time);
  }
}

TEST(values, flags_name_what_they_raise) {
  for (const char* text : {"", "0", "No", " none", "FALSE", "null"}) EXPECT_EQ(flag_from(text), "") << text;
  for (const char* text : {"1", "Yes", "true ", "y"}) EXPECT_EQ(flag_from(text), "flagged") << text;
  EXPECT_EQ(flag_from(" guideline_gap "), "guideline_gap");
  EXPECT_EQ(flag_from("Unsure"), "Unsure");
}

TEST(values, say_yes_in_a_few_words_only) {
  for (const char* text : {"1", "true", "YES", " y", "T", "Skipped", "cancelled", "canceled"})
    EXPECT_TRUE(says_yes(text));
  for (const char* text : {"", "0", "no", "false", "maybe", "10", "yes please"})
    EXPECT_FALSE(says_yes(text)) << text;
}

TEST(values, have_one_spelling_per_label_set) {
  EXPECT_EQ(label_set({"b", "a", "b"}), R"(["a","b"])");
  EXPECT_EQ(label_set({}), "[]");
  EXPECT_EQ(label_set_from(R"( [ "b" , "a" ] )"), R"(["a","b"])");
  EXPECT_EQ(label_set_from(R"({"choices":["b","a"]})"), R"(["a","b"])");
  EXPECT_EQ(label_set_from(label_set({"q\"\\\n"})), label_set({"q\"\\\n"}));
  for (const char* text : {"", "[", "[1]", "[\"a\",]", "{\"choices\":1}", "{\"a\":[\"b\"]}", "a"}) {
    EXPECT_FALSE(label_set_from(text)) << text;
  }
}

}  // namespace
}  // namespace assay::formats
