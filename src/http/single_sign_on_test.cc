// Signing in by others, as a browser sees it.

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>

#include "base/fetch.h"
#include "base/json_text.h"
#include "http/world_testing.h"

namespace assay::http {
namespace {

using nlohmann::json;

const json owner = {{"sub", "person-1"}, {"email", "owner@example.org"}, {"email_verified", true}};
constexpr const char* proxy_secret = "\nX-Assay-Proxy-Secret: a secret that only the proxy knows";

// The Set-Cookie of that name, whole; "": none.
std::string cookie_of(const Reply& reply, const std::string& name) {
  for (const Header& header : reply.headers) {
    if (same_name(header.name, "Set-Cookie") && header.value.starts_with(name + "=")) return header.value;
  }
  return "";
}

std::string pair_of(const std::string& cookie) { return cookie.substr(0, cookie.find(';')); }

class SignOn : public ::testing::Test {
 protected:
  World world{World::Start::with_people};

  Reply get(const std::string& target, const std::string& headers = "") {
    return ask(world.port(), "GET " + target + " HTTP/1.1\nHost: x" + headers);
  }
  Reply post(const std::string& target, const std::string& headers) {
    return ask(world.port(),
               "POST " + target + " HTTP/1.1\nHost: x\nContent-Type: application/json" + headers, "{}");
  }
  Reply start() { return get("/api/v1/single_sign_on/start?then=%2Fprojects%2F3%3Fa%3Db"); }
  Reply back(const Reply& left, const json& person) {
    const auto at = world.issuer().sign_in(reply_header(left, "Location"), person);
    return get("/api/v1/single_sign_on/callback?code=" + at.code + "&state=" + at.state,
               "\nCookie: " + pair_of(cookie_of(left, "assay_sign_in")));
  }
};

TEST_F(SignOn, goes_to_the_issuer_and_comes_back_with_a_session) {
  const Reply left = start();
  EXPECT_EQ(left.status, 303);
  EXPECT_TRUE(reply_header(left, "Location").starts_with("https://issuer.example/authorize?"));
  EXPECT_EQ(reply_header(left, "Cache-Control"), "no-store");
  const std::string kept = cookie_of(left, "assay_sign_in");
  EXPECT_NE(kept.find("; Path=/api/v1/single_sign_on; Max-Age=600; HttpOnly; SameSite=Lax"), kept.npos)
      << kept;
  const Reply arrived = back(left, owner);
  EXPECT_EQ(arrived.status, 303);
  EXPECT_EQ(reply_header(arrived, "Location"), "/projects/3?a=b");
  EXPECT_NE(cookie_of(arrived, "assay_sign_in").find("assay_sign_in=; "), kept.npos);
  EXPECT_NE(cookie_of(arrived, "assay_sign_in").find("Max-Age=0;"), kept.npos);
  const std::string session = cookie_of(arrived, "assay_session");
  EXPECT_NE(session.find("; Path=/; "), session.npos) << session;
  EXPECT_NE(session.find("HttpOnly; SameSite=Strict"), session.npos) << session;
  const json visit = json_from<json>(get("/api/v1/session", "\nCookie: " + pair_of(session)).body);
  EXPECT_EQ(visit["user"]["email"], "owner@example.org");
  EXPECT_FALSE(visit["csrf_token"].get<std::string>().empty());
}

TEST_F(SignOn, protects_its_sessions_from_forgery_as_all_others) {
  const Reply arrived = back(start(), owner);
  const std::string cookie = "\nCookie: " + pair_of(cookie_of(arrived, "assay_session"));
  const std::string csrf = json_from<json>(get("/api/v1/session", cookie).body)["csrf_token"];
  const std::string by_proxy = std::string("\nX-Forwarded-Email: owner@example.org") + proxy_secret;
  for (const std::string& proxied : {std::string(), by_proxy}) {
    const Reply forged = ask(world.port(), "DELETE /api/v1/session HTTP/1.1\nHost: x" + cookie + proxied);
    EXPECT_EQ(forged.status, 403);
    const Reply guessed =
        ask(world.port(), "DELETE /api/v1/session HTTP/1.1\nHost: x\nX-CSRF-Token: x" + cookie + proxied);
    EXPECT_EQ(guessed.status, 403);
  }
  const Reply left =
      ask(world.port(), "DELETE /api/v1/session HTTP/1.1\nHost: x\nX-CSRF-Token: " + csrf + cookie);
  EXPECT_EQ(left.status, 200);
}

TEST_F(SignOn, ends_at_a_page_with_a_word_when_it_fails) {
  const auto stopped = [](const Reply& reply) {
    EXPECT_EQ(reply.status, 303);
    EXPECT_EQ(cookie_of(reply, "assay_session"), "");
    return reply_header(reply, "Location");
  };
  EXPECT_EQ(stopped(back(start(), {{"sub", "x"}, {"email", "eve@example.org"}, {"email_verified", true}})),
            "/sign-in?stopped=person");
  EXPECT_EQ(stopped(back(start(), {{"sub", "x"}, {"email", "owner@example.org"}})), "/sign-in?stopped=email");
  EXPECT_EQ(stopped(get("/api/v1/single_sign_on/callback")), "/sign-in?stopped=expired");
  EXPECT_EQ(stopped(get("/api/v1/single_sign_on/callback?error=%0d%0aX-Evil:%201&state=x")).find("Evil"),
            std::string::npos);
  const Reply left = start();
  const std::string state = app::field_of(reply_header(left, "Location"), "state");
  const std::string cookie = "\nCookie: " + pair_of(cookie_of(left, "assay_sign_in"));
  EXPECT_EQ(stopped(get("/api/v1/single_sign_on/callback?error=access_denied&state=" + state)),
            "/sign-in?stopped=expired");  // without the cookie it is nobody's
  EXPECT_EQ(stopped(get("/api/v1/single_sign_on/callback?error=access_denied&state=" + state, cookie)),
            "/sign-in?stopped=refused");
  world.issuer().changed_claims = {{"aud", "another"}};
  EXPECT_EQ(stopped(back(start(), owner)), "/sign-in?stopped=token");
}

TEST_F(SignOn, comes_back_once) {
  const Reply left = start();
  ASSERT_EQ(reply_header(back(left, owner), "Location"), "/projects/3?a=b");
  EXPECT_EQ(reply_header(back(left, owner), "Location"), "/sign-in?stopped=expired");
}

TEST_F(SignOn, goes_nowhere_for_who_asks_for_the_head_alone) {
  Wire wire(world.port());
  wire.send("HEAD /api/v1/single_sign_on/start HTTP/1.1\r\nHost: x\r\n\r\n");
  const Reply reply = wire.read("HEAD");
  EXPECT_EQ(reply_header(reply, "Location"), "/sign-in");
  EXPECT_TRUE(world.issuer().asked.empty());
}

// As they arrive on the wire: the reader of requests must not have made one header out of two.
TEST_F(SignOn, by_a_proxy_is_refused_to_forgeries) {
  const std::string who = "\nX-Forwarded-Email: owner@example.org";
  const std::string target = "/api/v1/single_sign_on/proxy";
  EXPECT_EQ(post(target, who + proxy_secret).status, 200);
  for (const std::string& headers :
       {who, who + "\nX-Assay-Proxy-Secret: x", who + proxy_secret + proxy_secret, who + who + proxy_secret,
        "\nx-forwarded-email: stranger@example.org" + who + proxy_secret,
        who + "\nX-FORWARDED-EMAIL: stranger@example.org" + proxy_secret,
        "\nX-Forwarded-Email: owner@example.org, stranger@example.org" + std::string(proxy_secret),
        "\nX-Forwarded-Email: owner\t@example.org" + std::string(proxy_secret),
        "\nX-Forwarded-Email:" + std::string(proxy_secret),
        "\nX_Forwarded_Email: owner@example.org" + std::string(proxy_secret)}) {
    const Reply reply = post(target, headers);
    EXPECT_TRUE(reply.status == 403 || reply.status == 400) << reply.status << headers;
    EXPECT_EQ(cookie_of(reply, "assay_session"), "") << headers;
  }
  for (const char byte : {'\0', '\x01', '\x1b', '\x7f'}) {
    const Reply reply =
        post(target, "\nX-Forwarded-Email: owner" + std::string(1, byte) + "@example.org" + proxy_secret);
    EXPECT_NE(reply.status, 200) << int{byte};
    EXPECT_EQ(cookie_of(reply, "assay_session"), "");
  }
}

TEST_F(SignOn, by_a_proxy_leaves_no_session_to_the_next_person) {
  const Reply in = post("/api/v1/single_sign_on/proxy",
                        std::string("\nX-Forwarded-Email: owner@example.org") + proxy_secret);
  const std::string cookie = "\nCookie: " + pair_of(cookie_of(in, "assay_session"));
  const std::string next = std::string("\nX-Forwarded-Email: stranger@example.org") + proxy_secret;
  EXPECT_EQ(get("/api/v1/projects", cookie).status, 200);
  EXPECT_EQ(get("/api/v1/projects", cookie + next).status, 401);
  EXPECT_EQ(json_from<json>(get("/api/v1/session", cookie + next).body)["user"], nullptr);
  const Reply instead = post("/api/v1/single_sign_on/proxy", cookie + next);
  EXPECT_EQ(json_from<json>(instead.body)["user"]["email"], "stranger@example.org");
}

// The client of libcurl against this server, over loopback.
TEST_F(SignOn, asks_other_servers_within_limits) {
  const std::string at = "http://127.0.0.1:" + std::to_string(world.port());
  const auto health = fetch({at + "/healthz", {}, {}});
  ASSERT_TRUE(health.ok()) << error_text(health.error());
  EXPECT_EQ(health.value().status, 200);
  EXPECT_EQ(health.value().type, "application/json");
  EXPECT_EQ(health.value().body, R"({"status":"ok"})");
  const auto moved = fetch({at + "/api/v1/single_sign_on/start", {}, {}});
  ASSERT_TRUE(moved.ok());
  EXPECT_EQ(moved.value().status, 303);  // and is not followed
  const auto sent = fetch({at + "/api/v1/session", {"Content-Type: application/json"}, R"({"email":7})"});
  ASSERT_TRUE(sent.ok());
  EXPECT_EQ(sent.value().status, 400);
  EXPECT_NE(sent.value().body.find("email"), std::string::npos);
  const auto large = fetch({at + "/api/v1/openapi.json", {}, {}}, {.bytes_max = 1000});
  ASSERT_FALSE(large.ok());
  EXPECT_EQ(large.error().message, "the answer is longer than 1000 bytes");
}

}  // namespace
}  // namespace assay::http
