#include "formats/container.h"

#include <gtest/gtest.h>
#include <zip.h>

#include "base/file.h"
#include "formats/formats_testing.h"

namespace assay::formats {
namespace {

using Entries = std::vector<std::pair<std::string, std::string>>;

// A zip with these entries, made by the library that reads them.
std::string zip_of(const Entries& entries) {
  const std::string path = testing::TempDir() + "assay_container_test.zip";
  int code = 0;
  zip_t* archive = zip_open(path.c_str(), ZIP_CREATE | ZIP_TRUNCATE, &code);
  for (const auto& [name, text] : entries) {
    zip_file_add(archive, name.c_str(), zip_source_buffer(archive, text.data(), text.size(), 0),
                 ZIP_FL_ENC_UTF_8);
  }
  EXPECT_EQ(zip_close(archive), 0);
  const Result<FileBytes> file = FileBytes::open(path);
  return std::string(file.value().bytes());
}

const std::string doccano_row = R"({"id":1,"text":"a","label":["x"],"Comments":[]})";

TEST(container, reads_every_file_by_its_own_name) {
  const Read read = read_text(
      zip_of({{"bob.jsonl", doccano_row}, {"Zo\xC3\xAB.jsonl", doccano_row}, {"picture.png", "\x89PNG"}}),
      {.file = "export.zip"});
  ASSERT_TRUE(read.ok) << read.error;
  EXPECT_EQ(read.summary.format, "doccano");
  EXPECT_EQ(rows_of(read.table), "1 Zo\xC3\xAB x|1 bob x");
  EXPECT_EQ(read.problems.count, 0) << messages_of(read.problems);
}

TEST(container, lists_files_that_no_format_knows_and_closed_archives) {
  const std::string inner = zip_of({{"a.jsonl", doccano_row}});
  const Read read = read_text(
      zip_of({{"a.jsonl", doccano_row}, {"README.txt", "x"}, {"deep.zip", inner}, {".h.json", "{"}}));
  EXPECT_EQ(rows_of(read.table), "1 a x");
  ASSERT_EQ(read.problems.count, 2) << messages_of(read.problems);
  EXPECT_EQ(read.problems.listed[0].file, "f/README.txt");
  EXPECT_NE(read.problems.listed[1].message.find("an archive inside the archive"), std::string::npos);
}

TEST(container, refuses_archives_without_annotations_and_spreadsheets) {
  EXPECT_EQ(read_text(zip_of({{"a.png", "x"}})).error,
            "f: the archive has no file that may hold annotations");
  EXPECT_EQ(read_text(zip_of({{"[Content_Types].xml", "<x/>"}, {"xl/a.xml", "<x/>"}})).error,
            "f: this is a spreadsheet: save the sheet as CSV (UTF-8)");
  EXPECT_NE(read_text(zip_of({{"a.json", "{"}})).error.find("no file of the archive can be read"),
            std::string::npos);
}

Result<ReadSummary> unpack(const std::string& bytes, const ArchiveLimits& limits) {
  Problems problems;
  const auto count = [](std::string_view text, const ReadOptions&) -> Result<ReadSummary> {
    return ReadSummary{.format = "x", .rows = static_cast<std::int64_t>(text.size())};
  };
  return read_container(bytes, {.file = "f"}, count, problems, limits);
}

TEST(container, refuses_what_unpacks_beyond_its_size) {
  const std::string bomb = zip_of({{"zeros.json", std::string(32 << 20, '0')}});
  ASSERT_LT(bomb.size(), 100'000U);
  ArchiveLimits limits{.ratio_free = 1 << 20};
  EXPECT_NE(error_text(unpack(bomb, limits).error()).find("unpacks to far more than its size"),
            std::string::npos);
  limits = {.bytes_max = 1 << 20};
  EXPECT_FALSE(unpack(bomb, limits).ok());
  EXPECT_EQ(unpack(bomb, {}).value().rows, 32 << 20);
}

TEST(container, refuses_too_many_entries) {
  EXPECT_EQ(error_text(unpack(zip_of({{"a.json", "1"}, {"b.json", "2"}}), {.entries_max = 1}).error()),
            "f: the archive has more than 1 entries");
}

TEST(container, survives_every_truncation_and_changed_byte) {
  const std::string whole = zip_of({{"bob.jsonl", doccano_row}, {"a.csv", "item,annotator,label\ni,w,x\n"}});
  for (std::size_t size = 0; size < whole.size(); ++size) (void)read_text(whole.substr(0, size));
  for (std::size_t at = 0; at < whole.size(); ++at) {
    for (const char c : {'\0', '\xFF', 'P', '\x01'}) {
      std::string text = whole;
      text[at] = c;
      const Read read = read_text(text);
      EXPECT_TRUE(read.ok || read.error.size() > 5U);
    }
  }
}

}  // namespace
}  // namespace assay::formats
