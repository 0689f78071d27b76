#include "base/fetch.h"

#include <gtest/gtest.h>

namespace assay {
namespace {

TEST(fetch, takes_https_and_this_machine_apart) {
  const auto plain = web_address("https://Issuer.Example/realms/x?a=b", "--x");
  ASSERT_TRUE(plain.ok()) << error_text(plain.error());
  EXPECT_EQ(plain.value().host, "issuer.example");
  EXPECT_EQ(plain.value().origin, "https://issuer.example");
  EXPECT_EQ(plain.value().path, "/realms/x");
  EXPECT_EQ(plain.value().query, "a=b");
  EXPECT_EQ(web_address("https://a.example:8443", "").value().origin, "https://a.example:8443");
  EXPECT_EQ(web_address("https://a.example:8443", "").value().path, "/");
  EXPECT_EQ(web_address("http://[::1]:80/", "").value().host, "::1");
  for (const char* text :
       {"http://127.0.0.1:1234", "http://localhost/x", "http://127.9.9.9", "https://10.0.0.1"}) {
    EXPECT_TRUE(web_address(text, "").ok()) << text;
  }
}

TEST(fetch, refuses_addresses_that_are_not_encrypted_or_not_plain) {
  for (const char* text :
       {"", "issuer.example", "http://issuer.example", "http://10.0.0.1", "http://127.0.0.1.example",
        "http://127.0.0.1@issuer.example", "https://ada@issuer.example", "https://ada:secret@issuer.example",
        "ftp://issuer.example", "file:///etc/passwd", "https://", "https://issuer.example/#x",
        "https://issuer.example/a b", "https://issuer.example/\r\nX: y", "https://issu\xc3\xa9r.example",
        "javascript:alert(1)", "//issuer.example", "https://issuer.example:99999"}) {
    const auto address = web_address(text, "--openid-issuer");
    ASSERT_FALSE(address.ok()) << text;
    EXPECT_EQ(address.error().where, "--openid-issuer");
  }
  EXPECT_FALSE(web_address("https://issuer.example/" + std::string(2000, 'x'), "").ok());
}

TEST(fetch, writes_fields_so_that_none_can_end_another) {
  EXPECT_EQ(encoded_fields({{"a", "b&c=d"}, {"e f", "\xc3\xa9/?+%"}}),
            "a=b%26c%3Dd&e%20f=%C3%A9%2F%3F%2B%25");
  EXPECT_EQ(encoded_fields({{"a", ""}}), "a=");
}

TEST(fetch, says_who_did_not_answer) {
  const auto nobody = fetch({"http://127.0.0.1:1/x", {}, {}});
  ASSERT_FALSE(nobody.ok());
  EXPECT_EQ(nobody.error().code, ErrorCode::unavailable);
  EXPECT_EQ(nobody.error().where, "http://127.0.0.1:1");
}

TEST(fetch, asks_nobody_in_the_clear) {
  const auto refused = fetch({"http://issuer.example/", {}, {}});
  ASSERT_FALSE(refused.ok());
  EXPECT_EQ(refused.error().code, ErrorCode::invalid);
}

}  // namespace
}  // namespace assay
