#include "domain/item_attribute.h"

#include <gtest/gtest.h>

#include "domain/schema.h"

namespace assay::domain {
namespace {

const std::vector<ItemAttribute> declared = {{.name = "age", .type = "number"},
                                             {.name = "site", .type = "choice", .values = {"north", "7"}},
                                             {.name = "seen", .type = "date"},
                                             {.name = "urgent", .type = "boolean"},
                                             {.name = "ward", .required = true}};

std::string kept(const std::string& attributes) {
  const auto fitted = fitted_attributes(declared, attributes);
  return fitted.ok() ? fitted.value() : fitted.error().where + ": " + fitted.error().message;
}

std::string wrong(const ItemAttribute& attribute) {
  const auto checked = check_declared({attribute});
  return checked.ok() ? "nothing" : checked.error().where + ": " + checked.error().message;
}

TEST(item_attribute, reads_texts_as_what_is_declared) {
  EXPECT_EQ(kept(R"({"age":" 007 ","site":7,"seen":"2024-02-29","urgent":"TRUE","ward":3,"free":"8"})"),
            R"({"age":7,"free":"8","seen":"2024-02-29","site":"7","urgent":"true","ward":"3"})");
  EXPECT_EQ(kept(R"({"age":"0.5","urgent":false,"ward":"a"})"), R"({"age":0.5,"urgent":"false","ward":"a"})");
  EXPECT_EQ(kept(R"({"age":"","seen":null,"ward":" b "})"), R"({"ward":" b "})");
  EXPECT_EQ(fitted_attributes({}, R"({"age": "x"})").value(), R"({"age": "x"})");
}

TEST(item_attribute, says_which_value_is_wrong_and_what_to_write_without_quoting_it) {
  EXPECT_EQ(kept(R"({"age":"secret","ward":"a"})"),
            "attributes.age: this is no number: write digits with a point, such as 12 or 0.5");
  EXPECT_EQ(kept(R"({"age":"1e999","ward":"a"})").substr(0, 15), "attributes.age:");
  EXPECT_EQ(kept(R"({"age":[1],"ward":"a"})").substr(0, 15), "attributes.age:");
  EXPECT_EQ(kept(R"({"site":"east","ward":"a"})"),
            "attributes.site: this is none of its values: write north, 7");
  EXPECT_EQ(kept(R"({"seen":"2023-02-29","ward":"a"})"),
            "attributes.seen: this is no day: write year, month and day, such as 2026-03-31");
  EXPECT_EQ(kept(R"({"urgent":"yes","ward":"a"})"),
            "attributes.urgent: this is neither true nor false: write one of the two");
  EXPECT_EQ(kept(R"({"ward":{"a":1}})"), "attributes.ward: this is no text: write a text or a number");
  const std::string missing = "attributes.ward: this is required and missing: give every item a value of it";
  EXPECT_EQ(kept("{}"), missing);
  EXPECT_EQ(kept(R"({"ward":" "})"), missing);
}

TEST(item_attribute, refuses_declarations_that_say_nothing_clear) {
  EXPECT_EQ(wrong({.name = "age", .type = "number"}), "nothing");
  EXPECT_EQ(wrong({.name = ""}), "attribute : this must not be empty");
  EXPECT_EQ(wrong({.name = "age", .type = "integer"}),
            "attribute age: a type is text, number, boolean, date or choice");
  EXPECT_EQ(wrong({.name = "age", .type = "choice"}), "attribute age: a choice needs its values");
  EXPECT_EQ(wrong({.name = "age", .type = "text", .values = {"a"}}),
            "attribute age: a choice alone has values");
  EXPECT_EQ(wrong({.name = "age", .type = "choice", .values = {"a", "a"}}),
            "attribute age: the value \"a\" stands twice");
  EXPECT_FALSE(check_declared({{.name = "age"}, {.name = "age"}}).ok());
}

TEST(item_attribute, comes_back_from_its_text_and_is_in_the_hash_of_a_schema) {
  std::vector<ItemAttribute> all = declared;
  all[1].description = "where it came from";
  const auto read = attributes_from_json(attributes_json(all));
  ASSERT_TRUE(read.ok());
  EXPECT_EQ(attributes_json(read.value()), attributes_json(all));
  EXPECT_TRUE(read.value()[4].required);
  EXPECT_EQ(read.value()[1].description, "where it came from");
  Schema schema;
  schema.questions = {{.name = "q"}};
  EXPECT_EQ(canonical_schema(schema), questions_json(schema.questions));
  const std::string before = canonical_schema(schema);
  schema.attributes = all;
  EXPECT_NE(canonical_schema(schema), before);
}

}  // namespace
}  // namespace assay::domain
