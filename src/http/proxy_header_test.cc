#include "http/proxy_header.h"

#include <gtest/gtest.h>

namespace assay::http {
namespace {

constexpr const char* secret = "thirty-two characters, or longer";

ProxyHeader proxy() {
  auto read = ProxyHeader::read({"X-Forwarded-Email", "127.0.0.1, 10.1.0.0/16, fd00::/8", secret});
  EXPECT_TRUE(read.ok()) << error_text(read.error());
  return std::move(read).value();
}

Request request_of(std::string peer, std::vector<Header> headers) {
  Request request;
  request.peer = std::move(peer);
  request.headers = std::move(headers);
  return request;
}

// The address that is believed; "refused" or "nobody".
std::string person(const Request& request) {
  const auto said = proxy().person(request);
  if (!said) return "refused";
  return said.value().value_or("nobody");
}

TEST(proxy_header, is_believed_from_the_proxy_with_its_secret) {
  const std::vector<Header> headers = {{"X-Forwarded-Email", "Ada@Example.org"},
                                       {"X-Assay-Proxy-Secret", secret}};
  for (const char* peer : {"127.0.0.1", "10.1.2.3", "::ffff:10.1.2.3", "fd12::1"}) {
    EXPECT_EQ(person(request_of(peer, headers)), "ada@example.org") << peer;
  }
  EXPECT_EQ(person(request_of("127.0.0.1", {headers[1]})), "nobody");
  EXPECT_EQ(person(request_of("127.0.0.1", {})), "nobody");
}

TEST(proxy_header, is_believed_from_nowhere_else) {
  const std::vector<Header> headers = {{"X-Forwarded-Email", "ada@example.org"},
                                       {"X-Assay-Proxy-Secret", secret}};
  for (const char* peer : {"127.0.0.2", "10.2.0.1", "192.0.2.1", "::1", "fe80::1", "::ffff:10.2.0.1", "",
                           "proxy", "10.1.2.3.4", "0"}) {
    EXPECT_EQ(person(request_of(peer, headers)), "refused") << peer;
  }
  // What X-Forwarded-For says is not where the request comes from.
  Request forwarded = request_of("192.0.2.1", headers);
  forwarded.address = "127.0.0.1";
  forwarded.headers.push_back({"X-Forwarded-For", "127.0.0.1"});
  EXPECT_EQ(person(forwarded), "refused");
}

TEST(proxy_header, is_not_believed_without_the_secret) {
  const std::string good = secret;
  for (const std::vector<Header>& headers :
       std::vector<std::vector<Header>>{{},
                                        {{"X-Assay-Proxy-Secret", ""}},
                                        {{"X-Assay-Proxy-Secret", "another secret of 32 characters."}},
                                        {{"X-Assay-Proxy-Secret", good + "x"}},
                                        {{"X-Assay-Proxy-Secret", good.substr(1)}},
                                        {{"X-Assay-Proxy-Secret", "T" + good.substr(1)}},
                                        {{"X-Assay-Proxy-Secret", good}, {"X-Assay-Proxy-Secret", good}},
                                        {{"X-Assay-Proxy-Secret", "wrong"}, {"x-assay-proxy-secret", good}},
                                        {{"X_Assay_Proxy_Secret", good}}}) {
    std::vector<Header> all = headers;
    all.push_back({"X-Forwarded-Email", "ada@example.org"});
    EXPECT_EQ(person(request_of("127.0.0.1", all)), "refused");
  }
}

// A client's own header beside the proxy's, under whatever spelling of the name, must not be the one that
// counts.
TEST(proxy_header, that_is_there_twice_is_refused) {
  for (const char* name :
       {"X-Forwarded-Email", "x-forwarded-email", "X-FORWARDED-EMAIL", "x-Forwarded-eMail"}) {
    const Header own{name, "root@example.org"}, of_proxy{"X-Forwarded-Email", "ada@example.org"};
    const Header with{"X-Assay-Proxy-Secret", secret};
    EXPECT_EQ(person(request_of("127.0.0.1", {own, with})), "root@example.org") << name;
    EXPECT_EQ(person(request_of("127.0.0.1", {own, of_proxy, with})), "refused") << name;
    EXPECT_EQ(person(request_of("127.0.0.1", {of_proxy, with, own})), "refused") << name;
    EXPECT_EQ(person(request_of("127.0.0.1", {of_proxy, of_proxy, with})), "refused") << name;
  }
  const Header with{"X-Assay-Proxy-Secret", secret};
  EXPECT_EQ(person(request_of("127.0.0.1", {{"X_Forwarded_Email", "root@example.org"}, with})), "nobody");
  EXPECT_EQ(person(request_of("127.0.0.1", {{"X-Forwarded-Email ", "root@example.org"}, with})), "nobody");
}

TEST(proxy_header, that_holds_no_address_is_refused) {
  for (const std::string& value :
       {std::string(), std::string(" "), std::string("ada"), std::string("ada@example.org,root@example.org"),
        std::string("ada@example.org root@example.org"), std::string("ada@example.org\r\nX: y"),
        std::string("ada@exam\tple.org"), std::string("ada@example.org\0", 16),
        std::string("ada\x7f@example.org"), std::string("ada@example.org\x1b[0m"),
        std::string("ada\xff@example.org"),
        std::string("ada@\xe2\x80\xae"
                    "example.org"),
        std::string("<ada@example.org>"), "a@" + std::string(300, 'b')}) {
    EXPECT_EQ(
        person(request_of("127.0.0.1", {{"X-Forwarded-Email", value}, {"X-Assay-Proxy-Secret", secret}})),
        "refused")
        << value;
  }
}

TEST(proxy_header, is_off_unless_it_is_set) {
  const auto off = ProxyHeader::read({});
  ASSERT_TRUE(off.ok());
  EXPECT_FALSE(off.value().is_on());
  const auto said = off.value().person(
      request_of("127.0.0.1", {{"X-Forwarded-Email", "ada@example.org"}, {"X-Assay-Proxy-Secret", ""}}));
  ASSERT_TRUE(said.ok());
  EXPECT_FALSE(said.value().has_value());
}

TEST(proxy_header, is_set_wholly_or_refused) {
  const auto where = [](const ProxyHeaderSettings& settings) {
    const auto read = ProxyHeader::read(settings);
    return read ? std::string() : read.error().where;
  };
  EXPECT_EQ(where({"X-Forwarded-Email", "127.0.0.1", secret}), "");
  EXPECT_EQ(where({"", "127.0.0.1", secret}), "--proxy-user-header");
  for (const char* name : {"X Forwarded", "X-Forwarded-Email:", "Cookie", "authorization", "X-Forwarded-For",
                           "x-assay-proxy-secret", "Host", "X_User"}) {
    EXPECT_EQ(where({name, "127.0.0.1", secret}), "--proxy-user-header") << name;
  }
  for (const char* addresses : {"", "proxy", "127.0.0.1,", "127.0.0.1;10.0.0.1", "10.0.0.0/33", "10.0.0.0/0",
                                "::/129", "10.0.0.0/x", "10.0.0.0/8/8", "0.0.0.0/0", "/8", "10.0.0"}) {
    EXPECT_EQ(where({"X-Forwarded-Email", addresses, secret}), "--proxy-addresses") << addresses;
  }
  EXPECT_EQ(where({"X-Forwarded-Email", "127.0.0.1", ""}), "--proxy-secret-file");
  EXPECT_EQ(where({"X-Forwarded-Email", "127.0.0.1", "thirty-one characters, a little"}),
            "--proxy-secret-file");
}

}  // namespace
}  // namespace assay::http
