#include "base/csv.h"

#include <gtest/gtest.h>

namespace assay {
namespace {

std::string cell(std::string_view text) {
  std::string line;
  append_csv_text(line, text);
  return line;
}

TEST(csv, quotes_what_must_be_quoted) {
  EXPECT_EQ(cell("plain"), "plain");
  EXPECT_EQ(cell("a,b"), "\"a,b\"");
  EXPECT_EQ(cell("say \"hi\""), "\"say \"\"hi\"\"\"");
  EXPECT_EQ(cell("two\nlines"), "\"two\nlines\"");
}

TEST(csv, disarms_formulas_but_leaves_numbers) {
  EXPECT_EQ(cell("=1+1"), "\"'=1+1\"");
  EXPECT_EQ(cell("@cmd"), "\"'@cmd\"");
  EXPECT_EQ(cell("-5"), "-5");
  EXPECT_EQ(cell("-5 apples"), "\"'-5 apples\"");
}

TEST(csv, numbers_read_back_the_same) {
  std::string line;
  append_csv_number(line, 0.1);
  EXPECT_EQ(line, "0.1");
}

}  // namespace
}  // namespace assay
