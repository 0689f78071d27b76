#include "app/single_sign_on.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "app/app_testing.h"
#include "app/issuer_testing.h"
#include "store/audit_log.h"
#include "store/single_sign_on.h"

namespace assay::app {
namespace {

using nlohmann::json;

const json ada_claims = {
    {"sub", "person-1"}, {"email", "Ada@Example.org"}, {"email_verified", true}, {"name", "Ada"}};

class SingleSignOn : public ::testing::TestWithParam<Dialect> {
 protected:
  Server server{GetParam()};  // with its administrator ada@example.org
  std::vector<std::string> lines;
  Log log{server.test.clock, LogLevel::debug, [this](std::string_view line) { lines.emplace_back(line); }};
  FakeIssuer issuer{server.test.clock};
  OpenidIssuer openid{FakeIssuer::settings(), server.test.clock, issuer.fetch()};
  OpenidSignIn sign_on{server.context, openid, log};

  static std::string why(const Result<SignInArrived>& arrived) {
    return arrived ? "" : arrived.error().where;
  }
  // Out and back, as one browser goes.
  Result<SignInArrived> go(OpenidSignIn& by, const json& person) {
    const auto begun = by.begin({}, "/projects/1");
    if (!begun) return begun.error();
    const auto back = issuer.sign_in(begun.value().address, person);
    return by.finish({}, {back.code, back.state, "", "", begun.value().browser_secret});
  }
  Result<SignInArrived> go(const json& person) { return go(sign_on, person); }

  store::AuditRow last_event() {
    return server.test.database
        ->read([](store::Connection& connection) { return store::audit_events(connection, {.limit = 1}); })
        .value()
        .at(0);
  }
  void set_state(const char* state) {
    const auto set = server.test.database->maintain([&](store::Transaction& transaction) {
      return transaction.connection().script(std::string("update user_account set state = '") + state + "'");
    });
    ASSERT_TRUE(set.ok()) << error_text(set.error());
  }
};
ASSAY_ON_BOTH_DATABASES(SingleSignOn);

TEST_P(SingleSignOn, ends_in_a_session_of_the_user_with_the_verified_address) {
  const auto arrived = go(ada_claims);
  ASSERT_TRUE(arrived.ok()) << error_text(arrived.error());
  EXPECT_EQ(arrived.value().return_to, "/projects/1");
  EXPECT_EQ(arrived.value().signed_in.session.user.id, server.owner.user.id);
  const auto session = session_of(server.context, arrived.value().signed_in.secret);
  ASSERT_TRUE(session.ok());
  EXPECT_EQ(session.value().user.email, "ada@example.org");
  EXPECT_FALSE(session.value().csrf_token.empty());
  const store::AuditRow event = last_event();
  EXPECT_EQ(event.verb, "sign_in");
  EXPECT_EQ(event.user, server.owner.user.id.value);
  EXPECT_EQ(json_from<json>(event.leaf)["header"]["reason"],
            "openid_connect https://issuer.example/realm; linked");
  EXPECT_EQ(event.leaf.find("person-1"), std::string::npos);
  EXPECT_EQ(event.leaf.find("example.org"), std::string::npos);
}

TEST_P(SingleSignOn, asks_the_issuer_as_the_specification_says) {
  const auto begun = sign_on.begin({}, "/");
  ASSERT_TRUE(begun.ok());
  const std::string& address = begun.value().address;
  EXPECT_TRUE(address.starts_with("https://issuer.example/authorize?tenant=1&response_type=code&"))
      << address;
  EXPECT_EQ(field_of(address, "redirect_uri"), "https://assay.example/api/v1/single_sign_on/callback");
  EXPECT_EQ(field_of(address, "scope"), "openid email profile");
  EXPECT_EQ(field_of(address, "client_id"), "assay");
  EXPECT_EQ(field_of(address, "code_challenge_method"), "S256");
  for (const char* name : {"state", "nonce", "code_challenge"})
    EXPECT_EQ(field_of(address, name).size(), 43u) << name;
  const auto again = sign_on.begin({}, "/");
  ASSERT_TRUE(again.ok());
  for (const char* name : {"state", "nonce", "code_challenge"}) {
    EXPECT_NE(field_of(address, name), field_of(again.value().address, name)) << name;
  }
  EXPECT_EQ(issuer.asked_count("openid-configuration"), 1u);  // kept
}

TEST_P(SingleSignOn, knows_a_linked_person_by_the_subject_and_no_longer_by_the_address) {
  ASSERT_TRUE(go(ada_claims).ok());
  const auto renamed = go({{"sub", "person-1"}, {"email", "other@example.org"}, {"email_verified", false}});
  ASSERT_TRUE(renamed.ok()) << error_text(renamed.error());
  EXPECT_EQ(renamed.value().signed_in.session.user.id, server.owner.user.id);
  EXPECT_EQ(json_from<json>(last_event().leaf)["header"]["reason"],
            "openid_connect https://issuer.example/realm");
}

// An address that was given to somebody else in time must not bring them into the account.
TEST_P(SingleSignOn, keeps_a_second_person_with_the_same_address_out) {
  ASSERT_TRUE(go(ada_claims).ok());
  json second = ada_claims;
  second["sub"] = "person-2";
  EXPECT_EQ(why(go(second)), "taken");
  EXPECT_EQ(why(go(second)), "taken");
  EXPECT_TRUE(go(ada_claims).ok());
}

TEST_P(SingleSignOn, takes_another_person_after_an_administrator_has_unlinked_the_user) {
  EXPECT_EQ(unlink_user(server.context, server.owner, "ada@example.org").error().code, ErrorCode::not_found);
  const auto arrived = go(ada_claims);
  ASSERT_TRUE(arrived.ok());
  json second = ada_claims;
  second["sub"] = "person-2";
  ASSERT_EQ(why(go(second)), "taken");
  Caller nobody;
  EXPECT_EQ(unlink_user(server.context, nobody, "ada@example.org").error().code, ErrorCode::forbidden);
  Caller ordinary = server.owner;
  ordinary.user.administrator = false;
  EXPECT_EQ(unlink_user(server.context, ordinary, "ada@example.org").error().code, ErrorCode::forbidden);
  const auto unlinked = unlink_user(server.context, server.owner, "Ada@example.org");
  ASSERT_TRUE(unlinked.ok()) << error_text(unlinked.error());
  EXPECT_EQ(unlinked.value(), 1);
  EXPECT_EQ(last_event().verb, "unlink_user");
  EXPECT_TRUE(go(second).ok());
  EXPECT_EQ(why(go(ada_claims)), "taken");
}

TEST_P(SingleSignOn, believes_no_address_that_the_issuer_has_not_verified) {
  issuer.userinfo = {{"sub", "p"}};
  for (const json& claims : {json{{"sub", "p"}, {"email", "ada@example.org"}}, json{{"sub", "p"}},
                             json{{"sub", "p"}, {"email", "ada@example.org"}, {"email_verified", false}},
                             json{{"sub", "p"}, {"email", "no address"}, {"email_verified", true}}}) {
    EXPECT_EQ(why(go(claims)), "email") << claims.dump();
  }
}

TEST_P(SingleSignOn, asks_for_the_address_where_the_token_leaves_it_out) {
  issuer.userinfo = ada_claims;
  ASSERT_TRUE(go({{"sub", "person-1"}}).ok());
  EXPECT_EQ(issuer.asked_count("userinfo"), 1u);
  ASSERT_TRUE(go({{"sub", "person-1"}}).ok());
  EXPECT_EQ(issuer.asked_count("userinfo"), 1u);  // linked: nothing more is needed
}

TEST_P(SingleSignOn, refuses_what_the_issuer_says_about_somebody_else) {
  issuer.userinfo = ada_claims;
  EXPECT_EQ(why(go({{"sub", "person-2"}})), "token");
}

TEST_P(SingleSignOn, makes_nobody_unless_the_settings_say_where) {
  const json eve = {{"sub", "e"}, {"email", "eve@example.org"}, {"email_verified", true}, {"name", "Eve"}};
  EXPECT_EQ(why(go(eve)), "person");
  OpenidSettings settings = FakeIssuer::settings();
  settings.organisation = "Client";
  OpenidIssuer generous(std::move(settings), server.test.clock, issuer.fetch());
  OpenidSignIn by(server.context, generous, log);
  const auto arrived = go(by, eve);
  ASSERT_TRUE(arrived.ok()) << error_text(arrived.error());
  const domain::User& made = arrived.value().signed_in.session.user;
  EXPECT_EQ(made.email, "eve@example.org");
  EXPECT_EQ(made.name, "Eve");
  EXPECT_EQ(made.organisation, server.owner.user.organisation);
  EXPECT_FALSE(made.administrator);
  EXPECT_EQ(json_from<json>(last_event().leaf)["header"]["reason"],
            "openid_connect https://issuer.example/realm; made and linked");
  // Who has no password signs in with none.
  EXPECT_FALSE(assay::app::sign_in(server.context, {}, "eve@example.org", "").ok());
  EXPECT_EQ(why(go(by, {{"sub", "f"}, {"email", "fay@example.org"}})), "email");
}

TEST_P(SingleSignOn, makes_nobody_in_an_organisation_that_is_not_there) {
  OpenidSettings settings = FakeIssuer::settings();
  settings.organisation = "Elsewhere";
  OpenidIssuer generous(std::move(settings), server.test.clock, issuer.fetch());
  OpenidSignIn by(server.context, generous, log);
  EXPECT_EQ(why(go(by, {{"sub", "e"}, {"email", "eve@example.org"}, {"email_verified", true}})), "person");
}

TEST_P(SingleSignOn, brings_the_invited_in_and_keeps_the_closed_out) {
  for (const char* state : {"locked", "closed"}) {
    set_state(state);
    EXPECT_EQ(why(go(ada_claims)), "closed");
  }
  set_state("invited");
  const auto arrived = go(ada_claims);
  ASSERT_TRUE(arrived.ok()) << error_text(arrived.error());
  EXPECT_TRUE(session_of(server.context, arrived.value().signed_in.secret).ok());
  set_state("closed");  // linked by now
  EXPECT_EQ(why(go(ada_claims)), "closed");
}

TEST_P(SingleSignOn, serves_a_state_once) {
  const auto begun = sign_on.begin({}, "/");
  ASSERT_TRUE(begun.ok());
  const auto back = issuer.sign_in(begun.value().address, ada_claims);
  const SignInReturn once{back.code, back.state, "", "", begun.value().browser_secret};
  ASSERT_TRUE(sign_on.finish({}, once).ok());
  const auto again = issuer.sign_in(begun.value().address, ada_claims);  // even with a code that is new
  EXPECT_EQ(why(sign_on.finish({}, once)), "expired");
  EXPECT_EQ(why(sign_on.finish({}, {again.code, again.state, "", "", begun.value().browser_secret})),
            "expired");
}

TEST_P(SingleSignOn, serves_the_browser_that_began_it_alone) {
  const auto mine = sign_on.begin({}, "/"), theirs = sign_on.begin({}, "/");
  ASSERT_TRUE(mine.ok() && theirs.ok());
  const auto back = issuer.sign_in(theirs.value().address, ada_claims);
  const std::string& my_secret = mine.value().browser_secret;
  EXPECT_EQ(why(sign_on.finish({}, {back.code, back.state, "", "", my_secret})), "expired");
  EXPECT_EQ(why(sign_on.finish({}, {back.code, back.state, "", "", ""})), "expired");
  EXPECT_EQ(why(sign_on.finish({}, {back.code, "", "", "", theirs.value().browser_secret})), "expired");
  // A code from elsewhere under a state of one's own: its token has another nonce and challenge.
  const std::string my_state = field_of(mine.value().address, "state");
  EXPECT_EQ(why(sign_on.finish({}, {back.code, my_state, "", "", my_secret})), "token");
  // None of that took it from whom it belongs to but the code, which the issuer takes once.
  const auto fresh = issuer.sign_in(theirs.value().address, ada_claims);
  EXPECT_TRUE(sign_on.finish({}, {fresh.code, back.state, "", "", theirs.value().browser_secret}).ok());
}

TEST_P(SingleSignOn, waits_ten_minutes) {
  for (const auto& [minutes, expected] : {std::pair{9, ""}, std::pair{11, "expired"}}) {
    const auto begun = sign_on.begin({}, "/");
    ASSERT_TRUE(begun.ok());
    server.test.clock.advance(minutes * 60'000'000LL);
    const auto back = issuer.sign_in(begun.value().address, ada_claims);
    EXPECT_EQ(why(sign_on.finish({}, {back.code, back.state, "", "", begun.value().browser_secret})),
              expected);
  }
}

TEST_P(SingleSignOn, is_refused_with_a_token_that_does_not_hold) {
  for (const json& change :
       {json{{"nonce", "another"}}, json{{"aud", "another"}}, json{{"iss", "https://other.example"}},
        json{{"exp", 1'700'000'000}}, json{{"iat", nullptr}}, json{{"at_hash", "AAAA"}},
        json{{"azp", "another"}}, json{{"sub", nullptr}}}) {
    issuer.changed_claims = change;
    EXPECT_EQ(why(go(ada_claims)), "token") << change.dump();
  }
  issuer.changed_claims = json::object();
  issuer.algorithm = "none";
  EXPECT_EQ(why(go(ada_claims)), "token");
  issuer.algorithm = "HS256";
  EXPECT_EQ(why(go(ada_claims)), "token");
  issuer.algorithm = "ES256";
  issuer.signer = TestSigner::p256();  // the published key is another
  EXPECT_EQ(why(go(ada_claims)), "token");
}

TEST_P(SingleSignOn, looks_for_a_new_key_but_not_at_every_token) {
  ASSERT_TRUE(go(ada_claims).ok());
  ASSERT_EQ(issuer.asked_count("/keys"), 1u);
  issuer.signer = TestSigner::p256();
  issuer.key_id = "key-2";
  issuer.published.push_back(issuer.signer.jwk("key-2"));
  EXPECT_EQ(why(go(ada_claims)), "token");  // within a minute of the last look
  EXPECT_EQ(issuer.asked_count("/keys"), 1u);
  server.test.clock.advance(61'000'000);
  EXPECT_TRUE(go(ada_claims).ok());
  EXPECT_EQ(issuer.asked_count("/keys"), 2u);
  issuer.key_id = "key-3";
  server.test.clock.advance(61'000'000);
  for (int i = 0; i < 5; ++i) EXPECT_EQ(why(go(ada_claims)), "token");
  EXPECT_EQ(issuer.asked_count("/keys"), 3u);
}

TEST_P(SingleSignOn, forgets_keys_that_the_issuer_has_withdrawn) {
  ASSERT_TRUE(go(ada_claims).ok());
  issuer.published = {TestSigner::p256().jwk("key-9")};
  EXPECT_TRUE(go(ada_claims).ok());
  server.test.clock.advance(3601LL * 1'000'000);
  EXPECT_EQ(why(go(ada_claims)), "token");
}

TEST_P(SingleSignOn, says_that_the_issuer_is_down_and_does_not_ask_it_all_the_time) {
  issuer.is_down = true;
  for (int i = 0; i < 5; ++i) {
    const auto begun = sign_on.begin({}, "/");
    ASSERT_FALSE(begun.ok());
    EXPECT_EQ(begun.error().where, "issuer");
    EXPECT_EQ(begun.error().code, ErrorCode::unavailable);
  }
  EXPECT_EQ(issuer.asked.size(), 1u);
  issuer.is_down = false;
  server.test.clock.advance(11'000'000);
  EXPECT_TRUE(go(ada_claims).ok());
}

TEST_P(SingleSignOn, believes_no_discovery_document_of_another_issuer_or_in_the_clear) {
  for (const auto& [name, value] :
       {std::pair{"issuer", "https://issuer.example/realm/"}, std::pair{"issuer", "https://other.example"},
        std::pair{"authorization_endpoint", "http://issuer.example/a"},
        std::pair{"token_endpoint", "http://issuer.example/token"},
        std::pair{"jwks_uri", "file:///etc/passwd"}, std::pair{"userinfo_endpoint", "ftp://issuer.example"},
        std::pair{"token_endpoint", ""}}) {
    FakeIssuer liar(server.test.clock);
    liar.discovery[name] = value;
    OpenidIssuer asked(FakeIssuer::settings(), server.test.clock, liar.fetch());
    OpenidSignIn by(server.context, asked, log);
    const auto begun = by.begin({}, "/");
    ASSERT_FALSE(begun.ok()) << name << value;
    EXPECT_EQ(begun.error().where, "issuer");
    EXPECT_EQ(liar.asked.size(), 1u);
  }
}

TEST_P(SingleSignOn, refuses_an_answer_of_another_issuer) {
  issuer.discovery["authorization_response_iss_parameter_supported"] = true;
  for (const auto& [named, expected] :
       {std::pair{"https://issuer.example/realm", ""}, std::pair{"https://other.example", "token"},
        std::pair{"", "token"}}) {
    const auto begun = sign_on.begin({}, "/");
    ASSERT_TRUE(begun.ok());
    const auto back = issuer.sign_in(begun.value().address, ada_claims);
    EXPECT_EQ(why(sign_on.finish({}, {back.code, back.state, named, "", begun.value().browser_secret})),
              expected)
        << named;
  }
}

TEST_P(SingleSignOn, says_what_the_issuer_came_back_with) {
  for (const auto& [error, expected] : {std::pair{"access_denied", "refused"},
                                        std::pair{"server_error", "issuer"}, std::pair{"<b>", "issuer"}}) {
    const auto begun = sign_on.begin({}, "/");
    ASSERT_TRUE(begun.ok());
    const std::string state = field_of(begun.value().address, "state");
    EXPECT_EQ(why(sign_on.finish({}, {"", state, "", error, begun.value().browser_secret})), expected);
    EXPECT_EQ(why(sign_on.finish({}, {"", state, "", error, begun.value().browser_secret})), "expired");
  }
  // An error that nobody asked for says nothing.
  EXPECT_EQ(why(sign_on.finish({}, {"", "", "", "access_denied", ""})), "expired");
}

TEST_P(SingleSignOn, gives_the_secret_in_the_form_where_the_issuer_takes_it_there_alone) {
  issuer.discovery["token_endpoint_auth_methods_supported"] = json::array({"client_secret_post"});
  EXPECT_EQ(why(go(ada_claims)), "token");  // this issuer wants it in the header after all
  const auto& asked = issuer.asked.back();
  EXPECT_EQ(field_of(*asked.form, "client_secret"), "a secret: with & signs");
  EXPECT_EQ(field_of(*asked.form, "client_id"), "assay");
  for (const std::string& header : asked.headers) EXPECT_FALSE(header.starts_with("Authorization")) << header;
}

TEST_P(SingleSignOn, tells_the_log_why_and_nothing_of_the_person) {
  issuer.changed_claims = {{"aud", "another"}};
  ASSERT_FALSE(go(ada_claims).ok());
  ASSERT_EQ(lines.size(), 1u);
  EXPECT_NE(lines[0].find("aud: the token is for another client"), std::string::npos) << lines[0];
  issuer.changed_claims = json::object();
  EXPECT_FALSE(go({{"sub", "secret-subject"}, {"email", "eve@example.org"}, {"email_verified", true}}).ok());
  ASSERT_EQ(lines.size(), 2u);
  for (const char* word : {"eve@", "secret-subject", "code-", "access-token", "a secret"}) {
    EXPECT_EQ((lines[0] + lines[1]).find(word), std::string::npos) << word;
  }
}

TEST_P(SingleSignOn, leaves_no_trace_when_it_is_refused) {
  const std::int64_t before = last_event().index;
  EXPECT_EQ(why(go({{"sub", "x"}, {"email", "nobody@example.org"}, {"email_verified", true}})), "person");
  set_state("closed");
  EXPECT_EQ(why(go(ada_claims)), "closed");
  EXPECT_EQ(last_event().index, before);
  set_state("active");
  EXPECT_TRUE(go({{"sub", "another"}, {"email", "ada@example.org"}, {"email_verified", true}})
                  .ok());  // not linked then
}

TEST_P(SingleSignOn, keeps_so_many_that_are_on_their_way_and_no_more) {
  const auto kept = server.test.database->maintain([&](store::Transaction& transaction) -> Result<Done> {
    for (int i = 0; i < 5; ++i) {
      auto put =
          store::insert_pending(transaction.connection(), {sha256(std::to_string(i)), sha256("b"), "/", i});
      if (!put) return put;
    }
    return store::forget_pending(transaction.connection(), 1, 3);
  });
  ASSERT_TRUE(kept.ok()) << error_text(kept.error());
  int found = 0;
  for (int i = 0; i < 5; ++i) {
    const auto taken = server.test.database->maintain([&](store::Transaction& transaction) {
      return store::take_pending(transaction.connection(), sha256(std::to_string(i)), sha256("b"));
    });
    ASSERT_TRUE(taken.ok());
    found += taken.value() ? 1 : 0;
    EXPECT_EQ(taken.value().has_value(), i >= 2) << i;  // 0 is too old, 1 one too many
  }
  EXPECT_EQ(found, 3);
}

TEST_P(SingleSignOn, by_a_proxy_ends_in_a_session_of_the_user_with_the_address) {
  const auto in = sign_in_by_proxy(server.context, {}, "ada@example.org", "X-Forwarded-Email");
  ASSERT_TRUE(in.ok()) << error_text(in.error());
  EXPECT_TRUE(session_of(server.context, in.value().secret).ok());
  EXPECT_EQ(last_event().verb, "sign_in");
  EXPECT_EQ(json_from<json>(last_event().leaf)["header"]["reason"], "proxy_header X-Forwarded-Email");
  EXPECT_EQ(sign_in_by_proxy(server.context, {}, "eve@example.org", "X").error().where, "person");
  set_state("locked");
  EXPECT_EQ(sign_in_by_proxy(server.context, {}, "ada@example.org", "X").error().where, "closed");
}

TEST(single_sign_on, goes_back_to_pages_of_this_server_alone) {
  for (const char* path : {"/", "/projects/3", "/projects/3/items?label=a%20b&x=%2F"})
    EXPECT_EQ(local_path(path), path);
  for (const char* path :
       {"", "//evil.example", "https://evil.example", "/\\evil.example", "javascript:x", "/a b", "/a\r\nX: y",
        "/api/v1/session", "evil", "/caf\xc3\xa9", "/a#b", "\\\\evil"}) {
    EXPECT_EQ(local_path(path), "/") << path;
  }
  EXPECT_EQ(local_path("/" + std::string(600, 'x')), "/");
}

TEST(single_sign_on, refuses_settings_that_cannot_work) {
  EXPECT_TRUE(check_openid(FakeIssuer::settings()).ok());
  const auto where = [](auto change) {
    OpenidSettings settings = FakeIssuer::settings();
    change(settings);
    const auto checked = check_openid(settings);
    return checked ? std::string() : checked.error().where;
  };
  EXPECT_EQ(where([](auto& s) { s.issuer = "http://issuer.example"; }), "--openid-issuer");
  EXPECT_EQ(where([](auto& s) { s.issuer = "https://issuer.example?x=y"; }), "--openid-issuer");
  EXPECT_EQ(where([](auto& s) { s.issuer = "http://127.0.0.1:9000"; }), "");
  EXPECT_EQ(where([](auto& s) { s.client_id = ""; }), "--openid-client-id");
  EXPECT_EQ(where([](auto& s) { s.scopes = "email"; }), "--openid-scopes");
  EXPECT_EQ(where([](auto& s) { s.scopes = "openid\nemail"; }), "--openid-scopes");
  EXPECT_EQ(where([](auto& s) { s.scopes = "openidemail"; }), "--openid-scopes");
  EXPECT_EQ(where([](auto& s) { s.public_address = ""; }), "--public-address");
  EXPECT_EQ(where([](auto& s) { s.public_address = "http://assay.example"; }), "--public-address");
  EXPECT_EQ(where([](auto& s) { s.public_address = "https://assay.example/x"; }), "--public-address");
  EXPECT_EQ(where([](auto& s) { s.public_address = "https://assay.example/"; }), "");
}

}  // namespace
}  // namespace assay::app
