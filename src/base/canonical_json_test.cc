#include "base/canonical_json.h"

#include <nlohmann/json.hpp>

#include "base/hash.h"
#include "base/json_text.h"
#include "base/rng.h"

namespace assay {
namespace {

using Object = CanonicalJson::Object;
using List = CanonicalJson::List;

std::string bytes_of(const CanonicalJson& value) { return canonical_bytes(value).value(); }

TEST(canonical_json, bytes_of_a_gate_plan_have_their_published_hash) {
  const CanonicalJson criterion = Object{
      {"threshold", "0.05"}, {"slice", nullptr}, {"n_max", 600}, {"alpha", "0.05"}, {"method", "e_process"}};
  const CanonicalJson plan = Object{{"version", 1},
                                    {"note", "caf\xC3\xA9 \xE2\x82\xAC \x0f"},
                                    {"id", "gp-1"},
                                    {"criteria", List{criterion}}};
  EXPECT_EQ(bytes_of(plan),
            "{\"criteria\":[{\"alpha\":\"0.05\",\"method\":\"e_process\",\"n_max\":600,\"slice\":null,"
            "\"threshold\":\"0.05\"}],\"id\":\"gp-1\",\"note\":\"caf\xC3\xA9 \xE2\x82\xAC "
            "\\u000f\",\"version\":1}");
  EXPECT_EQ(hex(sha256(bytes_of(plan))), "bda6b68e97e10a521597a693881b2d8f64f16509d7ac9e389cdb52bd6b402dec");
  EXPECT_EQ(parse_canonical(bytes_of(plan)).value(), plan);
}

TEST(canonical_json, writes_what_rfc_8785_writes) {
  EXPECT_EQ(bytes_of(CanonicalJson()), "null");
  EXPECT_EQ(bytes_of(List{true, false, 0, -7, "", List{}, Object{}}), "[true,false,0,-7,\"\",[],{}]");
  EXPECT_EQ(bytes_of("\b\t\n\f\r\"\\/\x7f\x1f\x01"), "\"\\b\\t\\n\\f\\r\\\"\\\\/\x7f\\u001f\\u0001\"");
  EXPECT_EQ(bytes_of(List{canonical_integer_max, -canonical_integer_max}),
            "[9007199254740991,-9007199254740991]");
}

TEST(canonical_json, refuses_to_write_what_two_programs_could_read_differently) {
  EXPECT_FALSE(canonical_bytes(canonical_integer_max + 1).ok());
  EXPECT_FALSE(canonical_bytes(-canonical_integer_max - 1).ok());
  EXPECT_FALSE(canonical_bytes(~std::uint64_t{0}).ok());
  EXPECT_FALSE(canonical_bytes("\xC3").ok());
  EXPECT_FALSE(canonical_bytes("\xED\xA0\x80").ok()) << "an unpaired surrogate";
  EXPECT_FALSE(canonical_bytes("\xC0\x80").ok()) << "an overlong zero";
  for (const char* key : {"", "A", "a b", "a-b", "\xC3\xA9"}) {
    EXPECT_FALSE(canonical_bytes(Object{{key, 1}}).ok()) << key;
  }
  EXPECT_TRUE(canonical_bytes(Object{{std::string(64, 'k'), 1}}).ok());
  EXPECT_FALSE(canonical_bytes(Object{{std::string(65, 'k'), 1}}).ok());
}

TEST(canonical_json, depth_is_limited_in_both_directions) {
  CanonicalJson value = 1;
  for (int depth = 0; depth < canonical_depth_max; ++depth) value = List{value};
  const std::string deepest = bytes_of(value);
  EXPECT_EQ(parse_canonical(deepest).value(), value);
  EXPECT_FALSE(canonical_bytes(List{value}).ok());
  EXPECT_FALSE(parse_canonical("[" + deepest + "]").ok());
  EXPECT_FALSE(parse_canonical(std::string(1 << 20, '[')).ok());
}

TEST(canonical_json, refuses_every_other_spelling) {
  const std::vector<std::string> spellings = {"",
                                              " ",
                                              "1 ",
                                              " 1",
                                              "01",
                                              "-0",
                                              "-",
                                              "+1",
                                              "1.0",
                                              "1e3",
                                              "1E3",
                                              "0.05",
                                              "9007199254740992",
                                              "-9007199254740992",
                                              "99999999999999999999",
                                              "nul",
                                              "NaN",
                                              "True",
                                              "\"",
                                              "\"a",
                                              "'a'",
                                              "[1, 2]",
                                              "[1,]",
                                              "[,1]",
                                              "[",
                                              "[1",
                                              "]",
                                              "{",
                                              "{\"a\"}",
                                              "{\"a\":}",
                                              "{\"a\":1,}",
                                              "{\"a\": 1}",
                                              "{a:1}",
                                              "{\"b\":1,\"a\":2}",
                                              "{\"a\":1,\"a\":1}",
                                              "{\"A\":1}",
                                              "{\"\":1}",
                                              "{\"a\":1",
                                              "{\"\\u0061\":1}",
                                              "\"\\/\"",
                                              "\"\\u0041\"",
                                              "\"\\u000A\"",
                                              "\"\\u000a\"",
                                              "\"\\u001F\"",
                                              "\"\\u00e9\"",
                                              "\"\\ud800\"",
                                              "\"\\u0\"",
                                              "\"\\u00+1\"",
                                              "\"\\",
                                              "\"\\x\"",
                                              "\"\n\"",
                                              "\"\xC3\"",
                                              "\"\xED\xA0\x80\"",
                                              "\xEF\xBB\xBF"
                                              "1",
                                              "{\"a\":1}\n",
                                              "[1][2]",
                                              "null0",
                                              "truefalse"};
  for (const std::string& spelling : spellings) {
    const auto read = parse_canonical(spelling);
    ASSERT_FALSE(read.ok()) << spelling;
    EXPECT_FALSE(read.error().message.empty());
    EXPECT_EQ(read.error().where.substr(0, 5), "byte ");
  }
  EXPECT_EQ(parse_canonical("{\"a\":1,\"b\":01}").error().where, "byte 11");
}

TEST(canonical_json, fields_are_found_by_name_and_kind) {
  const CanonicalJson value = parse_canonical(R"({"a":"x","b":7,"c":[true],"d":null})").value();
  EXPECT_EQ(*value.field("a")->text(), "x");
  EXPECT_EQ(value.field("b")->integer(), 7);
  EXPECT_EQ(value.field("c")->list()->front().truth(), true);
  EXPECT_TRUE(value.field("d")->is_null());
  EXPECT_EQ(value.field("e"), nullptr);
  EXPECT_EQ(value.field("a")->field("a"), nullptr);
  EXPECT_EQ(value.field("a")->integer(), std::nullopt);
  EXPECT_EQ(value.field("b")->text(), nullptr);
}

CanonicalJson random_value(Rng& random, int depth) {
  static const std::vector<std::string> texts = {
      "", "a", "\x01\x1f\"\\/", "caf\xC3\xA9", "\xF0\x9F\x98\x80", "\n\r\t"};
  const std::uint64_t kind = random.below(depth < 5 ? 6 : 4);
  if (kind == 0) return nullptr;
  if (kind == 1) return random.below(2) == 0;
  if (kind == 2) return texts[random.below(texts.size())];
  if (kind == 3) return static_cast<std::int64_t>(random.below(1ull << 54)) - canonical_integer_max;
  List list;
  Object object;
  for (std::uint64_t left = random.below(4); left > 0; --left) {
    list.push_back(random_value(random, depth + 1));
    object.emplace("k" + std::to_string(random.below(100)), list.back());
  }
  return kind == 4 ? CanonicalJson(list) : CanonicalJson(object);
}

// Without fractions, a library that sorts keys and escapes little writes the same bytes.
TEST(canonical_json, agrees_with_another_writer_and_reads_back) {
  Rng random(5, RandomPurpose::simulation, 0);
  for (int i = 0; i < 2000; ++i) {
    const CanonicalJson value = random_value(random, 0);
    const auto bytes = canonical_bytes(value);
    if (!bytes.ok()) continue;  // an integer just beyond the limit
    EXPECT_EQ(json_from<nlohmann::json>(bytes.value()).dump(), bytes.value());
    EXPECT_EQ(parse_canonical(bytes.value()).value(), value);
  }
}

}  // namespace
}  // namespace assay
