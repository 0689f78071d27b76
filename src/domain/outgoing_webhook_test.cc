#include "domain/outgoing_webhook.h"

#include <gtest/gtest.h>

namespace assay::domain {
namespace {

std::string code(const Result<WebhookUrl>& url) { return url.ok() ? "" : error_code_name(url.error().code); }

}  // namespace

// The example of the Standard Webhooks libraries (github.com/standard-webhooks/standard-webhooks), and
// docs/guides/messages.md shows the same by Python and by OpenSSL.
TEST(outgoing_webhook, signs_as_the_published_example) {
  EXPECT_EQ(webhook_signature("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
                              {"msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, R"({"test": 2432232314})"}),
            "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
}

TEST(outgoing_webhook, signs_by_secrets_alone_that_are_some) {
  for (const char* secret : {"", "whsec_", "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "whsec_***"}) {
    EXPECT_EQ(webhook_signature(secret, {"msg_1", 1, "{}"}), std::nullopt) << secret;
  }
  const std::string made = new_webhook_secret();
  EXPECT_NE(made, new_webhook_secret());
  EXPECT_TRUE(webhook_signature(made, {"msg_1", 1, "{}"}).has_value());
}

TEST(outgoing_webhook, reads_addresses_in_their_plainest_spelling) {
  const auto url = webhook_url_of("https://Hooks.Example.org:8443/a/b?c=d");
  ASSERT_TRUE(url.ok());
  EXPECT_TRUE(url.value().is_https);
  EXPECT_EQ(url.value().host, "hooks.example.org");
  EXPECT_EQ(url.value().port, 8443);
  EXPECT_EQ(webhook_url_of("https://host").value().port, 443);
  EXPECT_EQ(webhook_url_of("http://127.0.0.1/x").value().port, 80);
  EXPECT_EQ(webhook_url_of("https://[2001:DB8::1]:1/").value().host, "2001:db8::1");
}

TEST(outgoing_webhook, refuses_addresses_that_could_be_read_in_two_ways) {
  for (const char* text : {"",
                           "https://",
                           "ftp://host/",
                           "HTTPS://host/",
                           "file:///etc/passwd",
                           "https://user@host/",
                           "https://user:secret@host/",
                           "https://host\\@other/",
                           "https://host#@other/",
                           "https://host/a b",
                           "https://host:0/",
                           "https://host:65536/",
                           "https://host:/",
                           "https://host:1:2/",
                           "https://[::1/",
                           "https://[host]/",
                           "https://.host/",
                           "https://host./",
                           "https://a..b/",
                           "https://h%6fst/",
                           "https://2130706433/",
                           "https://0x7f000001/",
                           "https://0177.0.0.1/",
                           "https://127.1/",
                           "https://127.0.0.0x1/",
                           "https://host?x",
                           "https://h\xC3\xB6st/",
                           "https://host/\r\nX: y"}) {
    EXPECT_EQ(code(webhook_url_of(text)), "invalid") << text;
  }
}

TEST(outgoing_webhook, leads_to_listed_hosts_alone) {
  const WebhookRules rules{{"hooks.example.org", "other.example.org:8443", "*.example.net"}};
  for (const char* text : {"https://hooks.example.org/x", "https://other.example.org:8443/",
                           "https://a.example.net/", "https://a.b.example.net/"}) {
    EXPECT_EQ(code(allowed_webhook_url(text, rules)), "") << text;
  }
  for (const char* text :
       {"https://hooks.example.org:8443/", "https://other.example.org/", "https://example.net/",
        "https://badexample.net/", "https://hooks.example.org.evil.org/", "https://evil.org/",
        "http://hooks.example.org/", "https://127.0.0.1/"}) {
    EXPECT_EQ(code(allowed_webhook_url(text, rules)), "invalid") << text;
  }
  EXPECT_EQ(code(allowed_webhook_url("https://hooks.example.org/", {})), "conflict");
}

TEST(outgoing_webhook, goes_without_tls_to_this_machine_alone_and_only_where_allowed) {
  WebhookRules rules{{"127.0.0.1:9", "localhost:9", "example.org:9"}};
  EXPECT_EQ(code(allowed_webhook_url("http://127.0.0.1:9/", rules)), "invalid");
  rules.reach = WebhookReach::machine;
  EXPECT_EQ(code(allowed_webhook_url("http://127.0.0.1:9/", rules)), "");
  EXPECT_EQ(code(allowed_webhook_url("http://localhost:9/", rules)), "");
  EXPECT_EQ(code(allowed_webhook_url("http://example.org:9/", rules)), "invalid");
}

TEST(outgoing_webhook, lists_are_of_hosts) {
  for (const char* text :
       {"example.org", "*.example.org", "example.org:8443", "127.0.0.1:80", "[::1]:80", "[::1]"})
    EXPECT_TRUE(is_host_rule(text)) << text;
  for (const char* text : {"", "*", "*.", "https://example.org", "Example.org", "a b", "example.org/"})
    EXPECT_FALSE(is_host_rule(text)) << text;
}

}  // namespace assay::domain
