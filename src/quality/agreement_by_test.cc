#include <gtest/gtest.h>

#include "base/parallel.h"
#include "quality/agreement_testing.h"
#include "quality/slice_rows.h"

namespace assay::quality {
namespace {

struct Shape {
  int first = 0, items = 400;
  int hard_every = 4;  // every fourth item is of the topic on which annotators guess
};

// Items of four topics; on "law" annotators guess. Sites have nothing to do with it.
labels::Table topics(const Shape& shape) {
  labels::Table table;
  labels::Attribute topic, site, size;
  topic.name = "topic", site.name = "site", size.name = "size";
  size.type = labels::Attribute::Type::number;
  const std::vector<std::string> names = {"yes", "no", "maybe"};
  for (int item = shape.first; item < shape.first + shape.items; ++item) {
    Rng rng(8, RandomPurpose::simulation, static_cast<std::uint64_t>(item));
    const bool hard = item % shape.hard_every == 0;
    const auto truth = rng.below(3);
    for (int annotator = 0; annotator < 3; ++annotator) {
      const double care = hard ? 0.1 : 0.8;
      add_label(table, "i" + std::to_string(item), "a" + std::to_string((item + annotator) % 7),
                names[rng.uniform() < care ? truth : rng.below(3)]);
    }
    topic.code.push_back(topic.values.code(hard            ? "law"
                                           : item % 3 == 0 ? "art"
                                           : item % 3 == 1 ? "sport"
                                                           : "music"));
    site.code.push_back(site.values.code("site" + std::to_string(rng.below(3))));
    size.number.push_back(rng.uniform());
  }
  table.item_attributes = {topic, site, size};
  return table;
}

std::map<std::string, std::vector<SliceRow>> by_slice(const labels::Table& table, InspectOptions options) {
  const auto work = workspace_of(table, std::move(options));
  QuestionInspection out = blank_of(*work);
  add_agreement_by(*work, out);
  return out.agreement_by;
}

TEST(agreement_by, finds_the_slice_where_annotators_guess_and_shows_it_first) {
  const auto found = by_slice(topics({}), {});
  ASSERT_EQ(found.count("topic"), 1U);
  const std::vector<SliceRow>& rows = found.at("topic");
  ASSERT_EQ(rows.size(), 4U);
  EXPECT_EQ(rows[0].slice, "law");
  EXPECT_TRUE(rows[0].worse);
  EXPECT_LT(*rows[0].p_adjusted, 0.01);
  EXPECT_EQ(rows[0].items, 100);
  EXPECT_EQ(rows[0].annotations, 300);
  EXPECT_EQ(rows[0].metric, "krippendorff_alpha");
  EXPECT_GT(*rows[0].shrunk.value, *rows[0].estimate.value);
  for (std::size_t s = 1; s < rows.size(); ++s) EXPECT_FALSE(rows[s].worse) << rows[s].slice;
  for (const SliceRow& row : found.at("site")) EXPECT_FALSE(row.worse) << row.slice;
}

TEST(agreement_by, has_bands_of_numbers_and_only_what_was_asked_for) {
  EXPECT_EQ(by_slice(topics({}), {}).at("size").size(), 10U);
  InspectOptions options;
  options.by = {"site"};
  const auto found = by_slice(topics({}), options);
  EXPECT_EQ(found.size(), 1U);
  EXPECT_EQ(found.begin()->first, "site");
}

TEST(agreement_by, says_that_ten_items_are_needed) {
  const auto found = by_slice(topics({.items = 36}), {});
  for (const SliceRow& row : found.at("topic")) {
    EXPECT_EQ(row.estimate.status, row.estimate.n < 10 ? Status::insufficient : Status::ok) << row.slice;
    if (row.estimate.n >= 10) continue;
    EXPECT_EQ(row.estimate.n_needed, 10);
    EXPECT_FALSE(row.p.has_value());
    EXPECT_FALSE(row.shrunk.value.has_value());
  }
}

TEST(agreement_by, keeps_the_fifty_largest_values_and_names_the_rest) {
  labels::Table table;
  labels::Attribute source;
  source.name = "source";
  for (int item = 0; item < 700; ++item) {
    add_label(table, "i" + std::to_string(item), "anna", item % 3 == 0 ? "yes" : "no");
    add_label(table, "i" + std::to_string(item), "ben", item % 4 == 0 ? "yes" : "no");
    source.code.push_back(source.values.code("s" + std::to_string(item < 600 ? item % 50 : item)));
  }
  table.item_attributes = {source};
  const auto rows = by_slice(table, {}).at("source");
  ASSERT_EQ(rows.size(), 51U);
  std::int64_t items = 0;
  for (const SliceRow& row : rows) items += row.items;
  EXPECT_EQ(items, 700);
  EXPECT_EQ(rows.back().slice, "100 other values");
  EXPECT_EQ(rows.back().items, 100);
  EXPECT_FALSE(rows.back().p.has_value());
}

TEST(agreement_by, of_annotators_compares_their_annotations_among_themselves) {
  labels::Table table = topics({});
  labels::Attribute team;
  team.name = "team";
  for (std::uint32_t code = 0; code < table.annotators.size(); ++code) {
    team.code.push_back(
        team.values.code(table.annotators.name(code) < std::string_view("a4") ? "one" : "two"));
  }
  table.annotator_attributes = {team};
  const auto rows = by_slice(table, {}).at("team");
  ASSERT_EQ(rows.size(), 2U);
  EXPECT_EQ(rows[0].annotations + rows[1].annotations, 1200);
  EXPECT_LT(rows[0].estimate.n, 400);
}

TEST(agreement_by, has_bands_of_difficulty_hardest_first_and_does_not_test_them) {
  const labels::Table table = topics({});
  const auto work = workspace_of(table);
  work->beliefs = fit_models(*work);
  QuestionInspection out = blank_of(*work);
  add_agreement_by(*work, out);
  ASSERT_EQ(out.agreement_by.count("difficulty"), 1U);
  const auto& rows = out.agreement_by.at("difficulty");
  ASSERT_GE(rows.size(), 2U);
  EXPECT_EQ(rows.front().slice.rfind("hardest", 0), 0U) << rows.front().slice;
  EXPECT_EQ(rows.back().slice.rfind("easiest", 0), 0U) << rows.back().slice;
  for (const SliceRow& row : rows) EXPECT_FALSE(row.p.has_value() || row.worse);
}

TEST(agreement_by, has_the_same_bits_on_two_threads_and_in_another_order_of_rows) {
  const labels::Table table = topics({});
  labels::Table turned;
  for (std::size_t row = table.row_count(); row > 0; --row) {
    add_label(turned, std::string(table.items.name(table.item[row - 1])),
              std::string(table.annotators.name(table.annotator[row - 1])),
              std::string(table.labels.name(table.label[row - 1])));
  }
  for (const labels::Attribute& attribute : table.item_attributes) {
    labels::Attribute copy;
    copy.name = attribute.name;
    copy.type = attribute.type;
    for (std::uint32_t item = 0; item < turned.items.size(); ++item) {
      const std::uint32_t old = *table.items.find(turned.items.name(item));
      if (attribute.type == labels::Attribute::Type::number) {
        copy.number.push_back(attribute.number[old]);
      } else {
        copy.code.push_back(copy.values.code(attribute.values.name(attribute.code[old])));
      }
    }
    turned.item_attributes.push_back(copy);
  }
  set_thread_count(1);
  const auto one = by_slice(table, {});
  set_thread_count(2);
  const auto two = by_slice(turned, {});
  set_thread_count(0);
  ASSERT_EQ(one.size(), two.size());
  for (const auto& [attribute, rows] : one) {
    for (std::size_t s = 0; s < rows.size(); ++s) {
      const SliceRow& other = two.at(attribute)[s];
      EXPECT_EQ(rows[s].slice, other.slice);
      EXPECT_EQ(rows[s].estimate.value, other.estimate.value);
      EXPECT_EQ(rows[s].shrunk.value, other.shrunk.value);
      EXPECT_EQ(rows[s].p_adjusted, other.p_adjusted);
    }
  }
}

// Everything that a tally can say, bit for bit.
void expect_equal(const Estimate& a, const Estimate& b) {
  EXPECT_EQ(a.value, b.value);
  EXPECT_EQ(a.standard_error, b.standard_error);
  EXPECT_EQ(a.n, b.n);
  EXPECT_EQ(a.status, b.status);
  EXPECT_EQ(a.note, b.note);
  ASSERT_EQ(a.interval.has_value(), b.interval.has_value());
  if (!a.interval) return;
  EXPECT_EQ(a.interval->lower, b.interval->lower);
  EXPECT_EQ(a.interval->upper, b.interval->upper);
  EXPECT_EQ(a.interval->method, b.interval->method);
}

void expect_equal(const QuestionInspection& a, const QuestionInspection& b) {
  EXPECT_EQ(a.categories, b.categories);
  EXPECT_EQ(a.data.category_counts, b.data.category_counts);
  EXPECT_EQ(a.data.labels_per_item.histogram, b.data.labels_per_item.histogram);
  EXPECT_EQ(a.counts.items, b.counts.items);
  EXPECT_EQ(a.counts.annotators, b.counts.annotators);
  EXPECT_EQ(a.counts.annotations, b.counts.annotations);
  ASSERT_EQ(a.disagreement.size(), b.disagreement.size());
  for (std::size_t i = 0; i < a.disagreement.size(); ++i) {
    EXPECT_EQ(a.disagreement[i].items, b.disagreement[i].items);
  }
  ASSERT_EQ(a.agreement.size(), b.agreement.size());
  for (std::size_t i = 0; i < a.agreement.size(); ++i) {
    EXPECT_EQ(a.agreement[i].metric + a.agreement[i].weights, b.agreement[i].metric + b.agreement[i].weights);
    expect_equal(a.agreement[i].estimate, b.agreement[i].estimate);
  }
  ASSERT_EQ(a.category_rows.size(), b.category_rows.size());
  for (std::size_t i = 0; i < a.category_rows.size(); ++i) {
    EXPECT_EQ(a.category_rows[i].labels, b.category_rows[i].labels);
    expect_equal(a.category_rows[i].specific_agreement, b.category_rows[i].specific_agreement);
    expect_equal(a.category_rows[i].alpha, b.category_rows[i].alpha);
  }
  ASSERT_EQ(a.agreement_by.size(), b.agreement_by.size());
  for (const auto& [attribute, rows] : a.agreement_by) {
    ASSERT_EQ(rows.size(), b.agreement_by.at(attribute).size());
    for (std::size_t s = 0; s < rows.size(); ++s) {
      const SliceRow& other = b.agreement_by.at(attribute)[s];
      EXPECT_EQ(rows[s].slice, other.slice);
      EXPECT_EQ(rows[s].p, other.p);
      EXPECT_EQ(rows[s].p_adjusted, other.p_adjusted);
      EXPECT_EQ(rows[s].worse, other.worse);
      expect_equal(rows[s].estimate, other.estimate);
      expect_equal(rows[s].shrunk, other.shrunk);
    }
  }
}

InspectOptions only_agreement() {
  InspectOptions options;
  options.agreement_only = true;
  options.replicates = 200;
  return options;
}

labels::Tally tally_of(const labels::Table& table) {
  return labels::make_tally(table, labels::question_table(table, 0, {}).value());
}

TEST(inspect_tally, equals_inspecting_the_files_bit_for_bit) {
  const labels::Table table = topics({});
  const auto whole = inspect_table(table, only_agreement(), {});
  ASSERT_TRUE(whole.ok());
  const QuestionInspection found = inspect_tally(tally_of(table), only_agreement());
  EXPECT_EQ(found.agreement_by.size(), 2U);
  expect_equal(whole.value().front(), found);
}

TEST(inspect_tally, of_two_halves_written_read_and_merged_equals_the_whole) {
  const auto whole = inspect_table(topics({}), only_agreement(), {});
  const labels::Tally first = tally_of(topics({.first = 0, .items = 150}));
  const labels::Tally second = tally_of(topics({.first = 150, .items = 250}));
  const auto read = labels::tallies_from_bytes(labels::tally_bytes({second, first}));
  ASSERT_TRUE(read.ok());
  const auto merged = labels::merge(read.value()[0], read.value()[1]);
  ASSERT_TRUE(merged.ok());
  expect_equal(whole.value().front(), inspect_tally(merged.value(), only_agreement()));
}

TEST(inspect_tally, of_sets_knows_their_members_again) {
  labels::Table table;
  const std::vector<std::string> sets = {R"(["cat"])", R"(["cat","dog"])", R"(["emu"])", R"([])"};
  Rng rng(3, RandomPurpose::simulation, 3);
  for (int item = 0; item < 80; ++item) {
    const auto truth = rng.below(4);
    for (const char* annotator : {"anna", "ben", "carl"}) {
      add_label(table, "i" + std::to_string(item), annotator,
                sets[rng.uniform() < 0.6 ? truth : rng.below(4)]);
    }
  }
  const auto whole = inspect_table(table, only_agreement(), {});
  ASSERT_TRUE(whole.ok());
  const QuestionInspection found = inspect_tally(tally_of(table), only_agreement());
  ASSERT_NE(row_of(found, "krippendorff_alpha", "masi"), nullptr);
  expect_equal(whole.value().front(), found);
}

}  // namespace
}  // namespace assay::quality
