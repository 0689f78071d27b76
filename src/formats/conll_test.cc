#include <gtest/gtest.h>

#include "formats/formats_testing.h"

namespace assay::formats {
namespace {

TEST(conll, reads_tokens_with_the_tag_of_the_last_column) {
  const Read read = read_text(
      "-DOCSTART- -X- O O\n\nEU NNP B-NP B-ORG\nrejects VBZ B-VP O\n\nPeter NNP B-NP B-PER\nBlackburn NNP "
      "I-NP "
      "I-PER\n\n-DOCSTART- -X- O O\n\nEU NNP B-NP B-ORG\n",
      {.annotator = "ann"});
  ASSERT_TRUE(read.ok) << read.error;
  EXPECT_EQ(read.summary.format, "conll");
  EXPECT_EQ(
      rows_of(read.table),
      "1.1.1 EU ann B-ORG|1.1.2 rejects ann O|1.2.1 Peter ann B-PER|1.2.2 Blackburn ann I-PER|2.1.1 EU ann "
      "B-ORG");
}

std::string tags(const std::string& text) {
  std::string lines;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find(' ', at), text.size());
    lines += "t\t" + text.substr(at, end - at) + "\n";
    at = end + 1;
  }
  const Read read = read_text(lines, {.format = "conll"});
  std::string found;
  for (const std::uint32_t label : read.table.label)
    found += (found.empty() ? "" : " ") + std::string(read.table.labels.name(label));
  return found;
}

TEST(conll, says_the_same_of_every_scheme) {
  const std::string iob2 = "B-X I-X O B-X B-X I-X B-Y";
  EXPECT_EQ(tags(iob2), iob2);
  EXPECT_EQ(tags("I-X I-X O I-X B-X I-X I-Y"), iob2) << "IOB1";
  EXPECT_EQ(tags("B-X E-X O S-X B-X E-X S-Y"), iob2) << "IOBES";
  EXPECT_EQ(tags("B-X L-X O U-X B-X L-X U-Y"), iob2) << "BILOU";
  EXPECT_EQ(tags("I-X E-X O E-X I-X E-X E-Y"), iob2) << "IOE2";
}

TEST(conll, does_not_join_files_whose_tokens_differ) {
  labels::Table table;
  Problems problems;
  ASSERT_TRUE(read_annotations("Rome B-LOC\n", {.file = "a", .annotator = "a"}, table, problems).ok());
  ASSERT_TRUE(read_annotations("Roma B-LOC\n", {.file = "b", .annotator = "file"}, table, problems).ok());
  EXPECT_EQ(rows_of(table), "1.1.1 Rome a B-LOC|1.1.1 Roma b B-LOC");
}

TEST(conll, lists_lines_that_are_no_tokens) {
  const Read read = read_text("Rome B-LOC\nalone\nx Q-LOC\n\n\nis O\n", {.format = "conll"});
  EXPECT_EQ(rows_of(read.table), "1.1.1 Rome ? B-LOC|1.2.1 is ? O");
  ASSERT_EQ(read.problems.count, 1);
  EXPECT_EQ(read.problems.listed[0].row, 2);
}

TEST(conll, is_not_seen_in_tables) {
  EXPECT_EQ(read_text("item\tannotator\tlabel\ni0\tw0\tB-PER\n").summary.format, "csv");
  EXPECT_EQ(read_text("item annotator label\n").summary.format, "");
}

}  // namespace
}  // namespace assay::formats
