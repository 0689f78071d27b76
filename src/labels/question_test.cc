#include "labels/question.h"

#include <gtest/gtest.h>

#include "labels/category_order.h"
#include "labels/tally.h"

namespace assay::labels {
namespace {

Table table_of(const std::vector<std::array<const char*, 3>>& rows) {
  Table table;
  for (const auto& row : rows) {
    Row cells;
    cells.item = row[0];
    cells.annotator = row[1];
    cells.label = row[2];
    table.add(cells);
  }
  return table;
}

QuestionTable only_question(const Table& table, const QuestionOptions& options = {}) {
  auto question = question_table(table, 0, options);
  EXPECT_TRUE(question.ok());
  return std::move(question).value();
}

TEST(question, keeps_the_first_of_repeated_rows_and_counts_the_rest) {
  const Table table = table_of({{"i1", "a", "x"}, {"i1", "b", "y"}, {"i1", "a", "y"}, {"i1", "a", "x"}});
  const QuestionTable question = only_question(table);
  EXPECT_EQ(question.counts.annotations, 2);
  EXPECT_EQ(question.counts.repeated, 2);
  EXPECT_EQ(question.counts.repeated_differ, 1);
  EXPECT_EQ(question.categories[question.category[0]], "x");
}

// More items than one chunk holds, every fifth with a repeated row: what chunks do must not show.
TEST(question, is_put_together_from_chunks_without_a_seam) {
  constexpr std::uint32_t items = 150'000;
  Table table;
  std::int64_t repeated = 0;
  for (std::uint32_t item = 0; item < items; ++item) {
    const std::string name = std::to_string(item);
    Row row{.item = name, .question = "", .annotator = "a", .label = item % 3 == 0 ? "x" : "y"};
    table.add(row);
    if (item % 5 == 0) {
      row.label = "z";
      table.add(row);
      ++repeated;
    }
    row.annotator = "b";
    row.label = item % 2 == 0 ? "x" : "y";
    table.add(row);
  }
  const QuestionTable question = only_question(table);
  EXPECT_EQ(question.counts.items, items);
  EXPECT_EQ(question.counts.annotations, 2 * items);
  EXPECT_EQ(question.counts.repeated, repeated);
  for (std::uint32_t item = 0; item < items; ++item) {
    ASSERT_EQ(question.item_begin[item], 2 * item);
    ASSERT_EQ(question.categories[question.category[2 * item]], item % 3 == 0 ? "x" : "y");
    ASSERT_EQ(question.categories[question.category[2 * item + 1]], item % 2 == 0 ? "x" : "y");
  }
  const PatternCounts patterns = count_patterns(question, {});
  ASSERT_EQ(patterns.size(), 3U);  // x and y, x twice, y twice
  EXPECT_EQ(patterns.item_count, (std::vector<std::int64_t>{items / 2, items / 6, items / 3}));
}

TEST(question, prefers_the_earliest_time_to_file_order) {
  Table table;
  Row later{.item = "i", .question = "", .annotator = "a", .label = "x"};
  later.time_us = 20;
  Row earlier = later;
  earlier.label = "y";
  earlier.time_us = 10;
  table.add(later);
  table.add(earlier);
  const QuestionTable question = only_question(table);
  ASSERT_EQ(question.counts.annotations, 1);
  EXPECT_EQ(question.categories[question.category[0]], "y");
}

TEST(question, counts_skipped_rows_unknown_annotators_and_items_without_annotations) {
  Table table = table_of({{"i1", "a", "x"}, {"i1", "", "y"}, {"i1", "", "y"}, {"i2", "a", ""}});
  (void)table.items.code("i3");
  const QuestionTable question = only_question(table);
  EXPECT_EQ(question.counts.skipped, 1);
  EXPECT_EQ(question.counts.unknown_annotator, 2);
  EXPECT_EQ(question.counts.items, 1);
  EXPECT_EQ(question.counts.items_without_annotations, 2);
  EXPECT_EQ(question.counts.annotators, 1);
}

TEST(question, lists_categories_that_only_gold_has) {
  Table table = table_of({{"i1", "a", "x"}, {"i1", "b", "y"}});
  table.add_gold("i1", "", "z");
  table.add_gold("i9", "", "x");
  table.add_gold("i1", "", "x");
  const QuestionTable question = only_question(table);
  EXPECT_EQ(question.gold_only_categories, std::vector<std::string>{"z"});
  EXPECT_EQ(question.counts.gold_items, 2);
  EXPECT_EQ(question.counts.gold_on_annotated, 1);
  EXPECT_EQ(question.counts.gold_conflicts, 1);
}

TEST(question, splits_a_file_of_several_questions) {
  Table table;
  for (const char* asked : {"tone", "topic"}) {
    Row row;
    row.item = "i";
    row.question = asked;
    row.annotator = "a";
    row.label = asked;
    table.add(row);
  }
  EXPECT_EQ(question_table(table, 0, {}).value().categories, std::vector<std::string>{"tone"});
  EXPECT_EQ(question_table(table, 1, {}).value().categories, std::vector<std::string>{"topic"});
}

TEST(question, detects_the_kind_from_texts_and_answers) {
  EXPECT_EQ(only_question(table_of({{"i", "a", "low"}, {"i", "b", "high"}, {"j", "a", "medium"}})).kind,
            Kind::ordinal);
  EXPECT_EQ(only_question(table_of({{"i", "a", R"(["x","y"])"}, {"i", "b", R"(["x"])"}})).kind, Kind::set);
  EXPECT_EQ(only_question(table_of({{"i", "a", "0.5"}, {"i", "b", "0.75"}})).kind, Kind::interval);
  EXPECT_EQ(only_question(table_of({{"i", "a", "cat"}, {"i", "b", "dog"}})).kind, Kind::nominal);
}

TEST(question, takes_numbers_in_numeric_order_and_an_order_as_given) {
  const Table numbers = table_of({{"i", "a", "10"}, {"i", "b", "9"}, {"j", "a", "-1"}});
  EXPECT_EQ(only_question(numbers).categories, (std::vector<std::string>{"-1", "9", "10"}));
  const Table names = table_of({{"i", "a", "G"}, {"i", "b", "X"}, {"j", "a", "P"}});
  QuestionOptions options;
  options.order = {"G", "P", "X"};
  const QuestionTable question = only_question(names, options);
  EXPECT_EQ(question.categories, (std::vector<std::string>{"G", "P", "X"}));
  EXPECT_EQ(question.kind, Kind::ordinal);
}

TEST(question, refuses_a_kind_the_labels_cannot_have_and_an_unknown_category_in_the_order) {
  const Table table = table_of({{"i", "a", "cat"}, {"i", "b", "dog"}});
  QuestionOptions ratio;
  ratio.kind = Kind::ratio;
  EXPECT_FALSE(question_table(table, 0, ratio).ok());
  QuestionOptions order;
  order.order = {"cow"};
  EXPECT_FALSE(question_table(table, 0, order).ok());
}

TEST(tally, of_two_halves_merged_is_the_tally_of_the_whole) {
  const std::vector<std::array<const char*, 3>> first = {
      {"i1", "a", "x"}, {"i1", "b", "y"}, {"i2", "a", "x"}};
  const std::vector<std::array<const char*, 3>> second = {
      {"i3", "a", "z"}, {"i3", "b", "z"}, {"i4", "c", "x"}};
  std::vector<std::array<const char*, 3>> both = first;
  both.insert(both.end(), second.begin(), second.end());
  const auto tally = [](const auto& rows) {
    const Table table = table_of(rows);
    return make_tally(table, only_question(table));
  };
  const auto merged = merge(tally(first), tally(second));
  ASSERT_TRUE(merged.ok());
  EXPECT_EQ(tally_bytes({merged.value()}), tally_bytes({tally(both)}));
}

TEST(tally, refuses_to_merge_items_counted_twice) {
  const Table table = table_of({{"i1", "a", "x"}, {"i1", "b", "y"}});
  const Tally tally = make_tally(table, only_question(table));
  const auto merged = merge(tally, tally);
  ASSERT_FALSE(merged.ok());
  EXPECT_EQ(merged.error().code, ErrorCode::conflict);
}

TEST(tally, comes_back_from_its_bytes_and_refuses_every_cut_and_flip) {
  const Table table = table_of({{"i1", "a", "x"}, {"i1", "b", "y"}, {"i2", "a", "x"}});
  const std::string bytes = tally_bytes({make_tally(table, only_question(table))});
  const auto back = tallies_from_bytes(bytes);
  ASSERT_TRUE(back.ok());
  EXPECT_EQ(tally_bytes(back.value()), bytes);
  for (std::size_t size = 0; size < bytes.size(); ++size)
    EXPECT_FALSE(tallies_from_bytes(bytes.substr(0, size)).ok());
  for (std::size_t at = 0; at < bytes.size(); ++at) {
    std::string flipped = bytes;
    flipped[at] = static_cast<char>(flipped[at] ^ 1);
    EXPECT_FALSE(tallies_from_bytes(flipped).ok());
  }
}

TEST(count_patterns_by, counts_alike_for_a_few_slices_and_for_very_many) {
  std::vector<std::string> names(900);
  std::vector<std::array<const char*, 3>> some;
  for (int i = 0; i < 900; ++i) {
    names[static_cast<std::size_t>(i)] = "i" + std::to_string(i);
    some.push_back({names[static_cast<std::size_t>(i)].c_str(), "a", i % 3 == 0 ? "x" : "y"});
    some.push_back({names[static_cast<std::size_t>(i)].c_str(), "b", i % 5 == 0 ? "x" : "y"});
  }
  const Table items = table_of(some);
  const QuestionTable question = only_question(items);
  std::vector<std::uint32_t> slice_of;
  for (std::uint32_t i = 0; i < question.item_count(); ++i) slice_of.push_back(i % 7 == 0 ? none : i % 40);
  const auto few = count_patterns_by(question, slice_of, 40);
  const auto many = count_patterns_by(question, slice_of, 500'000);
  ASSERT_EQ(many.size(), 500'000U);
  for (std::size_t slice = 0; slice < few.size(); ++slice) {
    EXPECT_GT(few[slice].size(), 0U);
    EXPECT_EQ(few[slice].category, many[slice].category);
    EXPECT_EQ(few[slice].count, many[slice].count);
    EXPECT_EQ(few[slice].item_count, many[slice].item_count);
  }
}

}  // namespace
}  // namespace assay::labels
