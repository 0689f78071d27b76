// Tallies that were written once must be read for ever. A new format version adds a file and a test here;
// those that stand are never edited. What the files were made of: tests/upgrade/README.md.

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "base/file.h"
#include "base/hash.h"
#include "labels/tally.h"

namespace assay::labels {
namespace {

std::string bytes_of(const std::string& name) {
  return std::string(FileBytes::open(ASSAY_SOURCE_DIR "/tests/upgrade/" + name).value().bytes());
}

using Cells = std::vector<std::pair<std::string, std::uint32_t>>;

// Items that have this pattern, written as category and count.
std::int64_t items_with(const Tally& tally, const PatternCounts& patterns, const Cells& wanted) {
  for (std::size_t pattern = 0; pattern < patterns.size(); ++pattern) {
    Cells cells;
    for (std::size_t at = patterns.pattern_begin[pattern]; at < patterns.pattern_begin[pattern + 1]; ++at) {
      cells.emplace_back(tally.categories[patterns.category[at]], patterns.count[at]);
    }
    if (cells == wanted) return patterns.item_count[pattern];
  }
  return 0;
}

std::vector<Tally> version_1() { return tallies_from_bytes(bytes_of("tally_v1.bin")).value(); }

TEST(tally_version_1, has_its_questions_kinds_and_categories) {
  const std::vector<Tally> tallies = version_1();
  ASSERT_EQ(tallies.size(), 3U);
  EXPECT_EQ(tallies[0].question, "finding");
  EXPECT_EQ(tallies[0].kind, Kind::nominal);
  EXPECT_EQ(tallies[0].categories, (std::vector<std::string>{"Lungenödem", "effusion, left", "no finding"}));
  EXPECT_EQ(tallies[1].question, "severity");
  EXPECT_EQ(tallies[1].kind, Kind::ordinal);
  EXPECT_EQ(tallies[1].categories, (std::vector<std::string>{"mild", "moderate", "severe"}));
  EXPECT_EQ(tallies[1].category_number, (std::vector<double>{0, 1, 2}));
  EXPECT_EQ(tallies[2].kind, Kind::set);
  EXPECT_EQ(tallies[2].categories, (std::vector<std::string>{"[\"fluid\",\"shadow\"]", "[\"shadow\"]"}));
}

TEST(tally_version_1, has_its_counts) {
  const Tally finding = version_1()[0];
  EXPECT_EQ(finding.rows, 12);
  EXPECT_EQ(finding.annotations, 10);
  EXPECT_EQ(finding.repeated, 1);
  EXPECT_EQ(finding.skipped, 1);
  EXPECT_EQ(finding.annotator_hashes.size(), 3U);
  EXPECT_EQ(finding.item_hashes.size(), 4U);
}

TEST(tally_version_1, has_its_patterns_overall_and_per_slice) {
  const Tally finding = version_1()[0];
  const Cells split = {{"effusion, left", 1}, {"no finding", 2}};
  const Cells edema = {{"Lungenödem", 2}};
  const Cells effusion = {{"effusion, left", 2}};
  EXPECT_EQ(finding.patterns.size(), 3U);
  EXPECT_EQ(items_with(finding, finding.patterns, split), 2);
  EXPECT_EQ(items_with(finding, finding.patterns, edema), 1);
  EXPECT_EQ(items_with(finding, finding.patterns, effusion), 1);
  ASSERT_EQ(finding.slices.size(), 2U);
  EXPECT_EQ(finding.slices[0].attribute + "=" + finding.slices[0].value, "site=north");
  EXPECT_EQ(items_with(finding, finding.slices[0].patterns, split), 2);
  EXPECT_EQ(items_with(finding, finding.slices[0].patterns, edema), 1);
  EXPECT_EQ(finding.slices[1].attribute + "=" + finding.slices[1].value, "site=south");
  EXPECT_EQ(items_with(finding, finding.slices[1].patterns, effusion), 1);
}

TEST(tally_version_1, knows_its_items_by_the_hashes_of_today) {
  const Tally finding = version_1()[0];
  for (const char* item : {"i1", "i2", "i3", "i4"}) {
    EXPECT_TRUE(std::binary_search(finding.item_hashes.begin(), finding.item_hashes.end(), stable_hash(item)))
        << item;
  }
}

TEST(tally_version_1, refuses_to_be_merged_with_itself) {
  const Tally finding = version_1()[0];
  EXPECT_FALSE(merge(finding, finding).ok());
}

TEST(tally_version_1, is_still_what_this_release_writes) {
  EXPECT_EQ(tally_bytes(version_1()), bytes_of("tally_v1.bin"));
}

}  // namespace
}  // namespace assay::labels
