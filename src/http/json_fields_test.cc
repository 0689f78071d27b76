#include "http/json_fields.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>

namespace assay::http {
namespace {

TEST(json_fields, read_what_is_there) {
  const auto body =
      read_object(R"({"name": "x", "n": 3, "share": 0.5, "yes": true, "tags": ["a", "b"], "none": null})");
  ASSERT_TRUE(body.ok());
  Fields fields(body.value(), "");
  EXPECT_EQ(fields.text("name"), "x");
  EXPECT_EQ(fields.maybe_integer("n"), 3);
  EXPECT_EQ(fields.maybe_number("share"), 0.5);
  EXPECT_TRUE(fields.truth("yes"));
  EXPECT_EQ(fields.texts("tags").size(), 2u);
  EXPECT_FALSE(fields.maybe_text("none").has_value());
  EXPECT_EQ(fields.text_or("absent", "else"), "else");
  EXPECT_FALSE(fields.problem().has_value());
}

TEST(json_fields, name_the_first_field_that_is_wrong) {
  const auto body = read_object(R"({"name": 3, "n": 1.5, "big": 9223372036854775808, "tags": [1]})");
  ASSERT_TRUE(body.ok());
  for (const auto& [read, where] : std::vector<std::pair<void (*)(Fields&), std::string>>{
           {[](Fields& fields) { fields.text("name"); }, "q[0].name"},
           {[](Fields& fields) { fields.text("gone"); }, "q[0].gone"},
           {[](Fields& fields) { fields.maybe_integer("n"); }, "q[0].n"},
           {[](Fields& fields) { fields.maybe_integer("big"); }, "q[0].big"},
           {[](Fields& fields) { fields.texts("tags"); }, "q[0].tags"},
           {[](Fields& fields) { fields.list("name"); }, "q[0].name"}}) {
    Fields fields(body.value(), "q[0]");
    read(fields);
    ASSERT_TRUE(fields.problem().has_value()) << where;
    EXPECT_EQ(fields.problem()->where, where);
  }
}

TEST(json_fields, refuse_a_field_nobody_asked_for) {
  const auto body = read_object(R"({"name": "x", "nmae": "y"})");
  Fields fields(body.value(), "");
  EXPECT_EQ(fields.text("name"), "x");
  ASSERT_TRUE(fields.problem().has_value());
  EXPECT_EQ(fields.problem()->where, "nmae");
}

TEST(json_fields, refuse_more_values_than_memory_is_meant_for) {
  const auto list_of = [](std::size_t count) {
    std::string body = "{\"a\":[0";
    for (std::size_t i = 1; i < count; ++i) body += ",0";
    return body + "]}";
  };
  EXPECT_TRUE(read_object(list_of(json_values_max - 10)).ok());
  EXPECT_FALSE(read_object(list_of(json_values_max + 1)).ok());
  std::string members = "{";
  for (std::size_t i = 0; i < json_values_max; ++i) members += "\"" + std::to_string(i) + "\":{},";
  EXPECT_FALSE(read_object(members + "\"z\":1}").ok());
  // Commas inside of texts are no values.
  EXPECT_TRUE(read_object("{\"a\":\"" + std::string(json_values_max + 1, ',') + "\"}").ok());
}

TEST(json_fields, refuse_what_is_no_object_or_too_deep) {
  for (const char* body : {"", "[]", "1", "{", "{\"a\":}", "{}x", "\xff"}) {
    EXPECT_FALSE(read_object(body).ok()) << body;
  }
  std::string deep = "{\"a\":" + std::string(100'000, '[');
  EXPECT_FALSE(read_object(deep).ok());
  const std::string fine = "{\"a\":" + std::string(31, '[') + std::string(31, ']') + "}";
  EXPECT_TRUE(read_object(fine).ok());
  EXPECT_FALSE(read_object("{\"a\":[" + fine + "]}").ok());
  EXPECT_TRUE(read_object("{\"a\":\"" + std::string(100, '[') + "\\\"\"}").ok());
}

}  // namespace
}  // namespace assay::http
