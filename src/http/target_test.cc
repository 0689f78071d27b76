#include "http/target.h"

#include <gtest/gtest.h>

namespace assay::http {
namespace {

TEST(target, is_taken_apart_and_decoded) {
  const auto target = read_target("/api/v1/items/a%2Fb%20c?search=x+y%26z&empty=&limit=10&&flag");
  ASSERT_TRUE(target.ok());
  EXPECT_EQ(target.value().segments, (std::vector<std::string>{"api", "v1", "items", "a/b c"}));
  ASSERT_EQ(target.value().query.size(), 4u);
  EXPECT_EQ(target.value().query[0].value, "x y&z");
  EXPECT_EQ(target.value().query[1].value, "");
  EXPECT_EQ(target.value().query[3].name, "flag");
  EXPECT_TRUE(read_target("/").value().segments.empty());
  EXPECT_EQ(read_target("/caf%C3%A9").value().segments[0], "café");
}

TEST(target, refuses_what_could_be_read_in_two_ways) {
  for (const char* target : {"",        "x",
                             "*",       "http://evil/",
                             "/a/../b", "/a/%2e%2e/b",
                             "/./a",    "/..",
                             "/a//b",   "//evil",
                             "/a/",     "/%",
                             "/%4",     "/%zz",
                             "/a%00b",  "/a%0d%0aSet-Cookie:x",
                             "/%ff",    "/%c0%ae%c0%ae",
                             "/a#b",    "/a?x=%0a",
                             "/a?=b",   "/a?%ff=1"}) {
    EXPECT_FALSE(read_target(target).ok()) << target;
  }
}

TEST(target, has_limits) {
  std::string many = "/a?";
  for (int i = 0; i <= 100; ++i) many += "x=1&";
  EXPECT_FALSE(read_target(many).ok());
  std::string deep;
  for (int i = 0; i <= 20; ++i) deep += "/a";
  EXPECT_FALSE(read_target(deep).ok());
}

TEST(target, finds_cookies_among_others) {
  const auto cookies = read_cookies("theme=dark; assay_session=abc=; ;=x; lone");
  ASSERT_EQ(cookies.size(), 3u);
  EXPECT_EQ(cookies[1].name, "assay_session");
  EXPECT_EQ(cookies[1].value, "abc=");
  EXPECT_EQ(cookies[2].name, "lone");
}

TEST(target, without_its_last_slash_leads_to_this_server_alone) {
  EXPECT_EQ(without_last_slash("/projects/1/"), "/projects/1");
  EXPECT_EQ(without_last_slash("/projects/1/?a=b/"), "/projects/1?a=b/");
  const char* others[] = {"/",
                          "//",
                          "/projects/1",
                          "/projects//",
                          "//evil.example/",
                          "/\\evil.example/",
                          "/a/../",
                          "/a b/",
                          "/a\r\nSet-Cookie: x/",
                          "/a%2/",
                          "",
                          "/?a=/"};
  for (const char* target : others) {
    EXPECT_EQ(without_last_slash(target), std::nullopt) << target;
  }
}

}  // namespace
}  // namespace assay::http
