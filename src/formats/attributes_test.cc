#include "formats/attributes.h"

#include <gtest/gtest.h>

#include <cmath>

#include "formats/formats_testing.h"

namespace assay::formats {
namespace {

using labels::Attribute;

struct Attributes {
  labels::Table table;
  Problems problems;
  std::string error;
  ReadSummary summary;

  Attributes& read(std::string_view text, AttributeOf subject = AttributeOf::item) {
    const Result<ReadSummary> result = read_attributes(text, subject, {.file = "a"}, table, problems);
    error = result.ok() ? "" : error_text(result.error());
    if (result.ok()) summary = result.value();
    return *this;
  }
  const Attribute& item(std::size_t at) const { return table.item_attributes.at(at); }
  std::string value(std::size_t at, std::string_view name) const {
    const std::uint32_t code = item(at).code.at(table.items.find(name).value());
    return code == labels::none ? "-" : std::string(item(at).values.name(code));
  }
};

TEST(attributes, takes_every_column_but_the_item_as_one) {
  Attributes attributes;
  attributes.table.add({.item = "i9", .annotator = "w", .label = "x"});
  attributes.read("lang,item,source\nen,i0,web\n,i1,web\n");
  ASSERT_EQ(attributes.table.item_attributes.size(), 2U) << attributes.error;
  EXPECT_EQ(attributes.value(0, "i0"), "en");
  EXPECT_EQ(attributes.value(0, "i1"), "-");
  EXPECT_EQ(attributes.value(1, "i9"), "-");
  EXPECT_EQ(attributes.summary.understood, "comma, UTF-8, header: item=item; attributes: lang, source");
}

TEST(attributes, reads_those_of_annotators) {
  Attributes attributes;
  attributes.read("worker,country\nw0,DE\n", AttributeOf::annotator);
  ASSERT_EQ(attributes.table.annotator_attributes.size(), 1U) << attributes.error;
  EXPECT_EQ(attributes.table.annotators.name(0), "w0");
}

TEST(attributes, are_numbers_from_thirteen_different_ones) {
  const auto type = [](int count) {
    std::string text = "item,n,mixed\n";
    for (int at = 0; at < count; ++at) text += fmt::format("i{},{},{}\n", at, at * 0.5, at == 3 ? "x" : "1");
    Attributes attributes;
    attributes.read(text);
    EXPECT_EQ(attributes.item(1).type, Attribute::Type::text);
    return attributes.item(0).type;
  };
  EXPECT_EQ(type(12), Attribute::Type::text);
  EXPECT_EQ(type(13), Attribute::Type::number);
}

TEST(attributes, keep_missing_numbers_missing) {
  std::string text = "item,n\n";
  for (int at = 0; at < 20; ++at) text += fmt::format("i{},{}\n", at, at == 7 ? "" : std::to_string(at));
  Attributes attributes;
  attributes.read(text);
  EXPECT_TRUE(std::isnan(attributes.item(0).number.at(7)));
  EXPECT_EQ(attributes.item(0).number.at(8), 8);
}

TEST(attributes, keep_the_first_of_two_rows_and_list_the_second) {
  Attributes attributes;
  attributes.read("item,lang\ni0,en\ni0,fr\n,de\n");
  EXPECT_EQ(attributes.value(0, "i0"), "en");
  EXPECT_EQ(attributes.item(0).values.size(), 1U) << "a value of left-out rows only is none";
  EXPECT_EQ(messages_of(attributes.problems),
            "3 item: item \"i0\" stands in an earlier row: the first row is kept|4 item: no item: the row is "
            "left out");
}

TEST(attributes, of_several_files_are_joined_and_differences_counted) {
  Attributes attributes;
  attributes.read("item,lang\ni0,en\ni1,en\n").read("item,lang\ni1,fr\ni2,de\n");
  ASSERT_EQ(attributes.table.item_attributes.size(), 1U);
  EXPECT_EQ(attributes.value(0, "i1"), "en");
  EXPECT_EQ(attributes.value(0, "i2"), "de");
  EXPECT_EQ(messages_of(attributes.problems),
            "0 lang: 1 values differ from an earlier file: the earlier ones are kept");
}

TEST(attributes, of_numbers_and_of_texts_under_one_name_become_texts) {
  std::string numbers = "item,n\n";
  for (int at = 0; at < 20; ++at) numbers += fmt::format("i{},{}\n", at, at);
  Attributes attributes;
  attributes.read(numbers).read("item,n\ni50,many\n");
  EXPECT_EQ(attributes.item(0).type, Attribute::Type::text);
  EXPECT_EQ(attributes.value(0, "i3"), "3");
  EXPECT_EQ(attributes.value(0, "i50"), "many");
}

TEST(attributes, lists_a_file_that_gives_none) {
  Attributes attributes;
  attributes.read("item\ni0\n");
  EXPECT_EQ(messages_of(attributes.problems), "1 : the file has no attribute columns");
  EXPECT_NE(Attributes().read("thing,lang\ni0,en\n").error.find("no column is recognised as the item"),
            std::string::npos);
}

}  // namespace
}  // namespace assay::formats
