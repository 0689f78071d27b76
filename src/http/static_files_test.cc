#include "http/static_files.h"

#include <gtest/gtest.h>

#include <string>

#include "http/app_archive.h"

namespace assay::http {
namespace {

Request asks_for(std::string path, std::vector<Header> headers = {}) {
  Request request;
  request.method = "GET";
  request.path = std::move(path);
  request.headers = std::move(headers);
  return request;
}

std::string header_named(const Answer& answer, std::string_view name) {
  for (const Header& header : answer.headers) {
    if (header.name == name) return header.value;
  }
  return "";
}

// The path of a script, as the page names it.
std::string script_path(const StaticFiles& files) {
  const std::string page = files.answer(asks_for("/")).body;
  const std::size_t begin = page.find("/assets/");
  return page.substr(begin, page.find('"', begin) - begin);
}

TEST(static_files, serves_the_page_for_every_address_of_the_application) {
  const auto files = StaticFiles::open(app_archive());
  ASSERT_TRUE(files.ok()) << files.error().message;
  for (const char* path : {"/", "/projects/1/overview", "/index.html"}) {
    const Answer answer = files.value().answer(asks_for(path));
    EXPECT_EQ(answer.status, 200);
    EXPECT_EQ(answer.type, "text/html; charset=utf-8");
    EXPECT_NE(answer.body.find("id=\"root\""), std::string::npos);
  }
}

TEST(static_files, gives_each_page_a_nonce_of_its_own) {
  const auto files = StaticFiles::open(app_archive());
  ASSERT_TRUE(files.ok());
  const Answer first = files.value().answer(asks_for("/")), second = files.value().answer(asks_for("/"));
  EXPECT_NE(first.body, second.body);
  EXPECT_EQ(first.body.find("@ASSAY_NONCE@"), std::string::npos);
  const std::string policy = header_named(first, "Content-Security-Policy");
  const std::size_t at = policy.find("'nonce-") + 7;
  const std::string nonce = policy.substr(at, policy.find('\'', at) - at);
  EXPECT_EQ(nonce.size(), 24u);
  EXPECT_NE(first.body.find(nonce), std::string::npos);
  EXPECT_EQ(policy.find("unsafe"), std::string::npos);
}

TEST(static_files, serves_assets_packed_or_plain_and_for_ever) {
  const auto files = StaticFiles::open(app_archive());
  ASSERT_TRUE(files.ok());
  const std::string path = script_path(files.value());
  const Answer packed = files.value().answer(asks_for(path, {{"Accept-Encoding", "br, gzip"}}));
  EXPECT_EQ(packed.status, 200);
  EXPECT_EQ(header_named(packed, "Content-Encoding"), "gzip");
  EXPECT_EQ(packed.fixed_body.substr(0, 2), "\x1f\x8b");
  EXPECT_NE(header_named(packed, "Cache-Control").find("immutable"), std::string::npos);
  const Answer plain = files.value().answer(asks_for(path));
  EXPECT_EQ(header_named(plain, "Content-Encoding"), "");
  EXPECT_GT(plain.body.size(), packed.fixed_body.size());
}

TEST(static_files, answers_304_to_who_has_the_file) {
  const auto files = StaticFiles::open(app_archive());
  ASSERT_TRUE(files.ok());
  const std::string path = script_path(files.value());
  const std::string tag = header_named(files.value().answer(asks_for(path)), "ETag");
  const Answer known = files.value().answer(asks_for(path, {{"If-None-Match", "\"other\", " + tag}}));
  EXPECT_EQ(known.status, 304);
  EXPECT_TRUE(known.body.empty());
  EXPECT_EQ(files.value().answer(asks_for(path, {{"If-None-Match", "\"other\""}})).status, 200);
}

TEST(static_files, knows_no_file_outside_of_the_archive) {
  const auto files = StaticFiles::open(app_archive());
  ASSERT_TRUE(files.ok());
  EXPECT_EQ(files.value().answer(asks_for("/assets/none.js")).status, 404);
  EXPECT_EQ(files.value().answer(asks_for("/assets/../../etc/passwd")).status, 404);
}

TEST(static_files, refuses_a_broken_archive) {
  const std::string whole(app_archive());
  for (const std::size_t size : {0UL, 3UL, 10UL, 100UL, whole.size() - 1}) {
    EXPECT_FALSE(StaticFiles::open(std::string_view(whole).substr(0, size)).ok()) << size;
  }
  EXPECT_FALSE(StaticFiles::open(std::string_view("\0\0\0\0", 4)).ok());
}

}  // namespace
}  // namespace assay::http
