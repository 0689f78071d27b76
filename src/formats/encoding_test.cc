#include "formats/encoding.h"

#include <gtest/gtest.h>

#include "formats/formats_testing.h"

namespace assay::formats {
namespace {

std::string refusal(std::string_view bytes) {
  DecodedText decoded;
  const Result<Done> done = decode_text(bytes, "f", decoded);
  return done.ok() ? "" : error_text(done.error());
}

TEST(encoding, refuses_empty_files_and_says_so) {
  EXPECT_EQ(refusal(""), "f: the file is empty");
  EXPECT_EQ(refusal("\xEF\xBB\xBF"), "f: the file is empty but for blanks");
  EXPECT_EQ(refusal(" \r\n\t"), "f: the file is empty but for blanks");
}

TEST(encoding, refuses_utf_16_and_utf_32_with_or_without_mark) {
  const std::string says =
      "f: the file is UTF-16 or UTF-32: save it as UTF-8 (iconv -f UTF-16 -t UTF-8 FILE > NEW)";
  EXPECT_EQ(refusal(std::string_view("\xFF\xFEi\0t\0", 6)), says);
  EXPECT_EQ(refusal(std::string_view("\xFE\xFF\0i\0t", 6)), says);
  EXPECT_EQ(refusal(std::string_view("\0\0\xFE\xFF\0\0\0i", 8)), says);
  EXPECT_EQ(refusal(std::string_view("i\0t\0e\0m\0", 8)),
            "f: the file is binary or damaged: byte 2 is NUL; if it is UTF-16 text, save it as UTF-8");
}

TEST(encoding, names_the_archives_and_documents_it_refuses) {
  EXPECT_NE(refusal("PK\x03\x04rest").find("zip archive or a spreadsheet"), std::string::npos);
  EXPECT_NE(refusal("\x1F\x8Brest").find("gzip"), std::string::npos);
  EXPECT_NE(refusal("\x28\xB5\x2F\xFDrest").find("zstd"), std::string::npos);
  EXPECT_NE(refusal("%PDF-1.7").find("PDF"), std::string::npos);
  EXPECT_NE(refusal("\xD0\xCF\x11\xE0rest").find("Office"), std::string::npos);
  EXPECT_NE(refusal("PAR1rest").find("Parquet"), std::string::npos);
  EXPECT_NE(refusal("SQLite format 3").find("SQLite"), std::string::npos);
}

TEST(encoding, takes_bytes_that_are_all_windows_1252_as_that) {
  DecodedText decoded;
  ASSERT_TRUE(decode_text("caf\xE9 \x80 na\xEFve \x93x\x94", "f", decoded).ok());
  EXPECT_EQ(decoded.encoding, "Windows-1252");
  EXPECT_EQ(decoded.text, "caf\u00E9 \u20AC na\u00EFve \u201Cx\u201D");
  EXPECT_FALSE(decoded.was_broken);
}

TEST(encoding, replaces_broken_bytes_where_most_is_utf_8) {
  DecodedText decoded;
  ASSERT_TRUE(decode_text("caf\xC3\xA9 \xC3 \xED\xA0\x80 \xF4\x90\x80\x80 \xC0\xAF", "f", decoded).ok());
  EXPECT_TRUE(decoded.was_broken);
  const std::string broken(replacement_character);
  EXPECT_EQ(decoded.text, "caf\u00E9 " + broken + " " + broken + broken + broken + " " + broken + broken +
                              broken + broken + " " + broken + broken);
}

TEST(encoding, lists_the_cells_that_had_broken_bytes) {
  const Read read = read_text("item,annotator,label\ni0,\xC3\xA9,x\ni1,w\xC3,x\n");
  ASSERT_TRUE(read.ok) << read.error;
  EXPECT_EQ(messages_of(read.problems),
            "3 annotator: bytes that are not UTF-8 are shown as \xEF\xBF\xBD: save the file as UTF-8");
}

TEST(encoding, makes_utf8_of_the_names_of_files) {
  EXPECT_EQ(as_utf8("Zo\xC3\xAB"), "Zo\xC3\xAB");
  EXPECT_EQ(as_utf8("Zo\xEB"), "Zo\xC3\xAB");
  EXPECT_EQ(as_utf8("\xC3\xAB\x81"), "\xC3\xAB\xEF\xBF\xBD");
}

}  // namespace
}  // namespace assay::formats
