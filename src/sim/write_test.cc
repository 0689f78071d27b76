#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>

#include "base/file.h"
#include "base/json_text.h"
#include "formats/reader.h"
#include "sim/behaviour.h"
#include "sim/delivery.h"

namespace assay::sim {
namespace {

std::string folder() { return testing::TempDir() + "assay_simulated_delivery"; }

std::string text_of(const std::string& name) {
  return std::string(FileBytes::open(folder() + "/" + name).value().bytes());
}

SimulatedDelivery written() {
  SimulateOptions options;
  options.items = 400;
  SimulatedDelivery delivery = simulate(options).value();
  EXPECT_TRUE(write_delivery(delivery, folder()).ok());
  return delivery;
}

TEST(write_delivery, writes_files_that_the_readers_read_without_a_problem) {
  const SimulatedDelivery delivery = written();
  labels::Table table;
  formats::Problems problems;
  formats::ReadOptions options;
  ASSERT_TRUE(formats::read_annotations(text_of("labels.csv"), options, table, problems).ok());
  ASSERT_TRUE(formats::read_gold(text_of("gold.csv"), options, table, problems).ok());
  ASSERT_TRUE(
      formats::read_attributes(text_of("items.csv"), formats::AttributeOf::item, options, table, problems)
          .ok());
  ASSERT_TRUE(formats::read_attributes(text_of("annotators.csv"), formats::AttributeOf::annotator, options,
                                       table, problems)
                  .ok());
  EXPECT_EQ(problems.count, 0);
  ASSERT_EQ(table.row_count(), delivery.annotations.size());
  for (std::size_t row = 0; row < table.row_count(); ++row) {
    EXPECT_EQ(table.labels.name(table.label[row]), delivery.categories[delivery.annotations[row].label]);
  }
  EXPECT_EQ(table.items.size(), 400U);
  EXPECT_EQ(table.gold.size(), delivery.gold.size());
  EXPECT_EQ(table.item_attributes.size(), 5U);
  EXPECT_EQ(table.annotator_attributes.size(), 3U);
  EXPECT_EQ(table.guideline_versions.size(), 2U);
  EXPECT_EQ(table.time_us.size(), table.row_count());
  EXPECT_EQ(table.duration_s.size(), table.row_count());
}

TEST(write_delivery, says_what_was_planted) {
  const SimulatedDelivery delivery = written();
  const nlohmann::json planted = json_from<nlohmann::json>(text_of("planted.json"));
  EXPECT_EQ(planted["hard_slice"]["view"], "AP portable");
  EXPECT_EQ(planted["hard_slice"]["device"], "Cedar");
  EXPECT_EQ(planted["gold"]["error_rate"], 0.02);
  EXPECT_EQ(planted["annotators"].size(), delivery.annotators.size());
  std::int64_t wrong = 0;
  for (const SimulatedGold& gold : delivery.gold) {
    wrong += gold.label != delivery.items[gold.item].truth ? 1 : 0;
  }
  EXPECT_EQ(planted["gold"]["wrong"], wrong);
  for (std::size_t j = 0; j < delivery.annotators.size(); ++j) {
    EXPECT_EQ(planted["annotators"][j]["behaviour"], behaviours()[delivery.annotators[j].behaviour].name);
  }
}

TEST(write_delivery, writes_the_same_bytes_for_the_same_seed) {
  (void)written();
  const std::string first = text_of("labels.csv") + text_of("truth.csv") + text_of("planted.json");
  (void)written();
  EXPECT_EQ(first, text_of("labels.csv") + text_of("truth.csv") + text_of("planted.json"));
}

TEST(write_delivery, refuses_a_folder_that_cannot_be_made) {
  SimulateOptions options;
  options.items = 400;
  EXPECT_TRUE(write_file(testing::TempDir() + "assay_no_folder", "a file").ok());
  EXPECT_FALSE(write_delivery(simulate(options).value(), testing::TempDir() + "assay_no_folder/x").ok());
}

}  // namespace
}  // namespace assay::sim
