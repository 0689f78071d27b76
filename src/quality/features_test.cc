#include "quality/features.h"

#include <gtest/gtest.h>

#include <limits>

namespace assay::quality {
namespace {

TEST(features, bands_of_numbers_merge_ties_and_cover_everything) {
  const std::vector<double> numbers = {1, 1, 1, 1, 2, 3, 4, std::numeric_limits<double>::quiet_NaN()};
  const Feature feature = banded("age", FeatureOf::item, numbers, 4);
  EXPECT_EQ(feature.values, (std::vector<std::string>{"1", "2 to 3", "4"}));
  EXPECT_EQ(feature.code, (std::vector<std::uint32_t>{0, 0, 0, 0, 1, 1, 2, labels::none}));
}

TEST(features, provider_guideline_version_and_batch_slice_annotations) {
  labels::Table table;
  for (const char* name : {"one", "two"}) {
    table.add({.item = "i",
               .annotator = name,
               .label = "x",
               .guideline_version = name,
               .batch = name,
               .provider = name});
  }
  const auto question = labels::question_table(table, 0, {}).value();
  std::vector<std::string> names;
  for (const Feature& feature : annotation_features(table, question)) {
    names.push_back(feature.name);
    EXPECT_EQ(feature.values, (std::vector<std::string>{"one", "two"})) << feature.name;
    EXPECT_EQ(feature.code, (std::vector<std::uint32_t>{0, 1})) << feature.name;
  }
  EXPECT_EQ(names, (std::vector<std::string>{"provider", "guideline_version", "batch"}));
}

TEST(features, time_is_cut_by_how_long_the_work_took) {
  labels::Table table;
  for (const std::int64_t hour : {0, 30, 100}) {
    labels::Row row;
    row.item = "i";
    const std::string name = "a" + std::to_string(hour);
    row.annotator = name;
    row.label = "x";
    row.time_us = 1'767'225'600'000'000 + hour * 3'600'000'000;
    table.add(row);
  }
  const auto question = labels::question_table(table, 0, {}).value();
  const auto features = annotation_features(table, question);
  ASSERT_EQ(features.size(), 1U);
  EXPECT_EQ(features[0].values, (std::vector<std::string>{"2026-01-01", "2026-01-02", "2026-01-05"}));
}

}  // namespace
}  // namespace assay::quality
