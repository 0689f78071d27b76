#include "labels/canonical.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "labels/question.h"

namespace assay::labels {
namespace {

Table canonical_table_of(const std::vector<std::array<const char*, 3>>& rows) {
  Table table;
  for (const auto& [item, annotator, label] : rows) {
    Row row;
    row.item = item;
    row.annotator = annotator;
    row.label = label;
    table.add(row);
  }
  return table;
}

// Item, question, annotator and category of a row.
TEST(table, keeps_the_key_of_an_annotation_in_sixteen_bytes_at_most) {
  const Table table;
  EXPECT_LE(
      sizeof(table.item[0]) + sizeof(table.question[0]) + sizeof(table.annotator[0]) + sizeof(table.label[0]),
      16U);
}

TEST(sort_codes, makes_codes_follow_names) {
  Table table = canonical_table_of(
      {{"item-10", "zoe", "x"}, {"item-2", "al", "y"}, {"item-10", "al", "x"}, {"item-1", "", "x"}});
  table.add_gold("item-2", "", "y");
  sort_codes(table);
  for (std::uint32_t code = 1; code < table.items.size(); ++code) {
    EXPECT_LT(table.items.name(code - 1), table.items.name(code));
  }
  EXPECT_EQ(table.items.name(table.item[0]), "item-10");
  EXPECT_EQ(table.items.name(table.item[1]), "item-2");
  EXPECT_EQ(table.annotators.name(table.annotator[0]), "zoe");
  EXPECT_EQ(table.annotators.name(table.annotator[2]), "al");
  EXPECT_EQ(table.annotator[3], none);
  EXPECT_EQ(table.items.name(table.gold[0].item), "item-2");
}

TEST(sort_codes, carries_attributes_along) {
  Table table = canonical_table_of({{"b", "x", "1"}, {"a", "x", "1"}, {"c", "x", "1"}});
  Attribute text{.name = "site", .values = {}, .code = {}, .number = {}};
  text.code = {text.values.code("of b"), text.values.code("of a")};  // c is missing
  Attribute number{
      .name = "age", .type = Attribute::Type::number, .values = {}, .code = {}, .number = {20, 10, 30}};
  table.item_attributes = {text, number};
  sort_codes(table);
  EXPECT_EQ(table.item_attributes[0].values.name(table.item_attributes[0].code[0]), "of a");
  EXPECT_EQ(table.item_attributes[0].values.name(table.item_attributes[0].code[1]), "of b");
  EXPECT_EQ(table.item_attributes[0].code[2], none);
  EXPECT_EQ(table.item_attributes[1].number, (std::vector<double>{10, 20, 30}));
}

TEST(sort_codes, sorts_more_names_than_one_chunk_holds) {
  Table table;
  for (std::uint32_t at = 0; at < 100'000; ++at) {
    const std::string item = "item-" + std::to_string(at * 7919 % 100'003);  // a permutation, long names
    const std::string annotator = std::to_string(at % 1'000);
    Row row;
    row.item = item;
    row.annotator = annotator;
    row.label = at % 2 == 0 ? "x" : "y";
    table.add(row);
  }
  const Table before = table;
  sort_codes(table);
  for (std::uint32_t code = 1; code < table.items.size(); ++code) {
    ASSERT_LT(table.items.name(code - 1), table.items.name(code));
    ASSERT_EQ(table.items.find(table.items.name(code)), code);
  }
  for (std::size_t row = 0; row < table.row_count(); ++row) {
    ASSERT_EQ(table.items.name(table.item[row]), before.items.name(before.item[row]));
    ASSERT_EQ(table.annotators.name(table.annotator[row]), before.annotators.name(before.annotator[row]));
  }
}

TEST(sort_codes, makes_tables_of_any_row_order_alike) {
  std::vector<std::array<const char*, 3>> rows = {
      {"i1", "a", "x"}, {"i3", "b", "y"}, {"i2", "c", "x"}, {"i", "b", "x"}};
  Table one = canonical_table_of(rows);
  std::reverse(rows.begin(), rows.end());
  Table other = canonical_table_of(rows);
  sort_codes(one);
  sort_codes(other);
  const QuestionTable a = question_table(one, 0, {}).value(), b = question_table(other, 0, {}).value();
  EXPECT_EQ(a.item_begin, b.item_begin);
  EXPECT_EQ(a.annotator, b.annotator);
  EXPECT_EQ(a.category, b.category);
}

TEST(canonical, keeps_regions_with_their_items_and_annotators) {
  Table table;
  table.add({.item = "b", .annotator = "z", .label = "x"});
  table.add({.item = "a", .annotator = "y", .label = "x"});
  const double box[] = {1, 2, 3, 4, 0};
  table.regions.add({.item = 0, .annotator = 0, .label = 0}, box);
  table.regions.add({.item = 1, .annotator = none, .label = 0}, {});
  sort_codes(table);
  EXPECT_EQ(table.items.name(table.regions.rows[0].item), "b");
  EXPECT_EQ(table.annotators.name(table.regions.rows[0].annotator), "z");
  EXPECT_EQ(table.items.name(table.regions.rows[1].item), "a");
  EXPECT_EQ(table.regions.rows[1].annotator, none);
  EXPECT_EQ(table.regions.geometry(table.regions.rows[0]).size(), 5U);
}

}  // namespace
}  // namespace assay::labels
