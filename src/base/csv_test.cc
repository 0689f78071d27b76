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
  EXPECT_EQ(cell("\n=1"), "\"'\n=1\"");
  for (const char* wide : {"\uFF1D1+1", "\uFF0B1", "\uFF0D1", "\uFF20SUM"}) {
    EXPECT_EQ(cell(wide), "\"'" + std::string(wide) + "\"");
  }
  EXPECT_EQ(cell("-5"), "-5");
  EXPECT_EQ(cell("-5 apples"), "\"'-5 apples\"");
}

TEST(csv, gives_back_what_was_guarded) {
  for (const std::string_view text : {"=1+1", "'=1+1", "''=1", "-5", "'-5", "'", "''", "'tis", "@", "-",
                                      "\tx", "\n", "\uFF1D1", "'\uFF1D1"}) {
    const std::string written = cell(text);
    const bool quoted = written.front() == '"';
    const std::string_view content =
        std::string_view(written).substr(quoted ? 1 : 0, written.size() - (quoted ? 2 : 0));
    EXPECT_EQ(quoted ? csv_unguarded(content) : content, text);
  }
}

TEST(csv, numbers_read_back_the_same) {
  std::string line;
  append_csv_number(line, 0.1);
  EXPECT_EQ(line, "0.1");
}

}  // namespace
}  // namespace assay
