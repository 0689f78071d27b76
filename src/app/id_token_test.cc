#include "app/id_token.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "app/issuer_testing.h"
#include "base/json_text.h"

namespace assay::app {
namespace {

using nlohmann::json;

constexpr std::int64_t now_s = 1'800'000'000;

class IdToken : public ::testing::Test {
 protected:
  TestSigner signer = TestSigner::p256();
  IssuerKey key{"key-1", SignatureKind::es256, signer.verifying()};
  TokenExpected expected{"https://issuer.example", "assay", "a nonce", "access", now_s * 1'000'000};
  json claims = {{"iss", "https://issuer.example"},
                 {"aud", "assay"},
                 {"exp", now_s + 300},
                 {"iat", now_s},
                 {"nonce", "a nonce"},
                 {"sub", "person-1"}};

  Result<IssuerPerson> checked(const std::string& text) const {
    const auto token = read_token(text);
    if (!token) return token.error();
    return check_token(token.value(), key, expected);
  }
  std::string token(const json& of, const std::string& algorithm = "ES256") const {
    return signed_token(signer, SignatureKind::es256, header_json(algorithm, "key-1"), of.dump());
  }
  // Why a token with this claim is refused; "": it is not.
  std::string refusal(const char* name, const json& value) const {
    json changed = claims;
    changed.erase(name);
    if (!value.is_null()) changed[name] = value;
    const auto person = checked(token(changed));
    return person ? "" : person.error().message.substr(0, person.error().message.find(':'));
  }
};

TEST_F(IdToken, says_who_signed_in) {
  claims["email"] = "ada@example.org";
  claims["email_verified"] = true;
  claims["name"] = "Ada";
  const auto person = checked(token(claims));
  ASSERT_TRUE(person.ok()) << error_text(person.error());
  EXPECT_EQ(person.value().subject, "person-1");
  EXPECT_EQ(person.value().email, "ada@example.org");
  EXPECT_TRUE(person.value().email_verified);
  EXPECT_EQ(person.value().name, "Ada");
}

TEST_F(IdToken, holds_by_each_kind_of_signature) {
  const TestSigner rsa = TestSigner::rsa();
  for (const auto& [kind, name] :
       {std::pair{SignatureKind::rs256, "RS256"}, std::pair{SignatureKind::ps256, "PS256"}}) {
    const auto read = read_token(signed_token(rsa, kind, header_json(name, "r"), claims.dump()));
    ASSERT_TRUE(read.ok());
    EXPECT_TRUE(check_token(read.value(), {"r", std::nullopt, rsa.verifying()}, expected).ok()) << name;
    EXPECT_TRUE(check_token(read.value(), {"r", kind, rsa.verifying()}, expected).ok()) << name;
    const auto other = kind == SignatureKind::rs256 ? SignatureKind::ps256 : SignatureKind::rs256;
    EXPECT_FALSE(check_token(read.value(), {"r", other, rsa.verifying()}, expected).ok()) << name;
  }
}

TEST_F(IdToken, with_one_character_changed_is_refused) {
  const std::string good = token(claims);
  ASSERT_TRUE(checked(good).ok());
  for (std::size_t at = 0; at < good.size(); ++at) {
    if (good[at] == '.') continue;
    std::string bad = good;
    bad[at] = bad[at] == 'A' ? 'B' : 'A';
    EXPECT_FALSE(checked(bad).ok()) << at;
  }
}

TEST_F(IdToken, signed_by_another_key_is_refused) {
  const std::string forged =
      signed_token(TestSigner::p256(), SignatureKind::es256, header_json("ES256", "key-1"), claims.dump());
  const auto person = checked(forged);
  ASSERT_FALSE(person.ok());
  EXPECT_EQ(person.error().message, "the signature of the token does not hold");
}

// The public key is known to everybody: as a shared secret it would let anybody sign.
TEST_F(IdToken, without_a_signature_or_with_a_shared_secret_is_refused) {
  const std::string head_and_claims =
      base64_url(header_json("HS256", "key-1")) + "." + base64_url(claims.dump());
  const Digest by_public_key = hmac_sha256(signer.jwk("key-1"), head_and_claims);
  const std::string shared = head_and_claims + "." + base64_url(as_text(by_public_key));
  const std::string unsigned_text =
      base64_url(header_json("none", "key-1")) + "." + base64_url(claims.dump()) + ".";
  for (const std::string& text :
       {shared, unsigned_text, token(claims, "none"), token(claims, "None"), token(claims, "HS256"),
        token(claims, "RS256"), token(claims, "ES384"), token(claims, ""), token(claims, "es256")}) {
    EXPECT_FALSE(checked(text).ok()) << text;
  }
  EXPECT_EQ(checked(unsigned_text).error().message.substr(0, 4), "alg:");
  EXPECT_EQ(checked(shared).error().message.substr(0, 4), "alg:");
}

TEST_F(IdToken, with_extensions_that_must_be_understood_is_refused) {
  const std::string text =
      signed_token(signer, SignatureKind::es256,
                   R"({"alg":"ES256","kid":"key-1","crit":["b64"],"b64":false})", claims.dump());
  EXPECT_FALSE(checked(text).ok());
}

TEST_F(IdToken, that_is_none_is_refused) {
  const std::string good = token(claims);
  for (const std::string& text :
       {std::string(), std::string("a"), std::string("a.b"), std::string(".."), good + ".x", good + "=",
        " " + good, base64_url("[]") + "." + base64_url("{}") + ".AA",
        std::string(token_bytes_max, 'A') + ".A.A"}) {
    EXPECT_FALSE(read_token(text).ok()) << text.substr(0, 40);
  }
}

TEST_F(IdToken, of_another_issuer_is_refused) {
  EXPECT_EQ(refusal("iss", "https://issuer.example"), "");
  EXPECT_EQ(refusal("iss", "https://issuer.example/"), "iss");
  EXPECT_EQ(refusal("iss", "https://other.example"), "iss");
  EXPECT_EQ(refusal("iss", json::array({"https://issuer.example"})), "iss");
  EXPECT_EQ(refusal("iss", nullptr), "iss");
}

TEST_F(IdToken, for_another_client_is_refused) {
  EXPECT_EQ(refusal("aud", "other"), "aud");
  EXPECT_EQ(refusal("aud", nullptr), "aud");
  EXPECT_EQ(refusal("aud", json::array()), "aud");
  EXPECT_EQ(refusal("aud", json::array({"other", "others"})), "aud");
  EXPECT_EQ(refusal("aud", json::array({"assay"})), "");
  EXPECT_EQ(refusal("aud", json::array({"assay", "other"})), "azp");
  EXPECT_EQ(refusal("azp", "other"), "azp");
  EXPECT_EQ(refusal("azp", 1), "azp");
  EXPECT_EQ(refusal("azp", "assay"), "");
  claims["azp"] = "assay";
  EXPECT_EQ(refusal("aud", json::array({"assay", "other"})), "");
}

TEST_F(IdToken, out_of_its_time_is_refused) {
  EXPECT_EQ(refusal("exp", now_s - token_leeway_s + 1), "");
  EXPECT_EQ(refusal("exp", now_s - token_leeway_s), "exp");
  EXPECT_EQ(refusal("exp", 0), "exp");
  EXPECT_EQ(refusal("exp", nullptr), "exp, iat");
  EXPECT_EQ(refusal("exp", "2999"), "exp, iat");
  EXPECT_EQ(refusal("exp", -1), "exp, iat");
  EXPECT_EQ(refusal("exp", 1e300), "exp, iat");
  EXPECT_EQ(refusal("exp", static_cast<double>(now_s) + 300.5), "");
  EXPECT_EQ(refusal("iat", now_s + token_leeway_s), "");
  EXPECT_EQ(refusal("iat", now_s + token_leeway_s + 1), "iat");
  EXPECT_EQ(refusal("iat", now_s - token_age_max_s - token_leeway_s), "");
  EXPECT_EQ(refusal("iat", now_s - token_age_max_s - token_leeway_s - 1), "iat");
  EXPECT_EQ(refusal("iat", nullptr), "exp, iat");
  EXPECT_EQ(refusal("nbf", now_s + token_leeway_s), "");
  EXPECT_EQ(refusal("nbf", now_s + token_leeway_s + 1), "nbf");
  EXPECT_EQ(refusal("nbf", "soon"), "nbf");
}

TEST_F(IdToken, of_another_request_is_refused) {
  EXPECT_EQ(refusal("nonce", "another"), "nonce");
  EXPECT_EQ(refusal("nonce", nullptr), "nonce");
  expected.nonce.clear();
  EXPECT_EQ(refusal("nonce", ""), "nonce");
}

TEST_F(IdToken, that_came_with_another_access_token_is_refused) {
  const auto hash_of = [](std::string_view text) {
    const Digest digest = sha256(text);
    return base64_url(as_text(digest).substr(0, 16));
  };
  EXPECT_EQ(refusal("at_hash", hash_of("access")), "");
  EXPECT_EQ(refusal("at_hash", hash_of("other")), "at_hash");
  EXPECT_EQ(refusal("at_hash", ""), "at_hash");
  EXPECT_EQ(refusal("at_hash", 5), "at_hash");
}

TEST_F(IdToken, without_a_person_is_refused) {
  EXPECT_EQ(refusal("sub", nullptr), "sub");
  EXPECT_EQ(refusal("sub", ""), "sub");
  EXPECT_EQ(refusal("sub", 17), "sub");
  EXPECT_EQ(refusal("sub", std::string(256, 'x')), "sub");
  EXPECT_EQ(refusal("sub", std::string("a\0b", 3)), "sub");
  EXPECT_EQ(refusal("sub", std::string(255, 'x')), "");
}

TEST_F(IdToken, verifies_an_address_only_in_so_many_words) {
  IssuerPerson person;
  for (const auto& [value, is_verified] :
       {std::pair{json(true), true}, std::pair{json("true"), true}, std::pair{json(false), false},
        std::pair{json("false"), false}, std::pair{json(1), false}, std::pair{json(nullptr), false}}) {
    read_person(json{{"email", "a@b"}, {"email_verified", value}}.dump(), person);
    EXPECT_EQ(person.email_verified, is_verified) << value.dump();
  }
  read_person(R"({"email":"a@b"})", person);
  EXPECT_FALSE(person.email_verified);
}

TEST(issuer_keys, are_those_that_sign_and_are_known_here) {
  const TestSigner rsa = TestSigner::rsa(), point = TestSigner::p256();
  const std::string text =
      "{\"keys\":[" + rsa.jwk("r") + "," + point.jwk("p", R"(,"use":"sig")") + "," +
      rsa.jwk("for secrecy", R"(,"use":"enc")") + "," + rsa.jwk("to sign", R"(,"key_ops":["sign"])") + "," +
      rsa.jwk("to verify", R"(,"key_ops":["verify"],"alg":"PS256")") + "," +
      rsa.jwk("of another alg", R"(,"alg":"RS512")") + "," +
      point.jwk("of the wrong kind", R"(,"alg":"RS256")") +
      R"(,{"kty":"oct","k":"AAAA"},{"kty":"OKP","crv":"Ed25519","x":"AA"},7,)"
      R"({"kty":"RSA","n":"AQAB","e":"AQAB"},{"kty":"EC","crv":"P-256","x":"!","y":""}]})";
  const auto keys = read_issuer_keys(text);
  ASSERT_TRUE(keys.ok()) << error_text(keys.error());
  std::vector<std::string> ids;
  for (const IssuerKey& key : keys.value()) ids.push_back(key.id);
  EXPECT_EQ(ids, (std::vector<std::string>{"r", "p", "to verify"}));
  for (const char* wrong : {"", "[]", "{}", R"({"keys":{}})", "{\"keys\":["}) {
    EXPECT_FALSE(read_issuer_keys(wrong).ok()) << wrong;
  }
}

TEST(issuer_keys, are_found_by_name_or_by_being_the_only_one) {
  const TestSigner rsa = TestSigner::rsa(), point = TestSigner::p256();
  std::vector<IssuerKey> keys = {{"r", std::nullopt, rsa.verifying()},
                                 {"p", std::nullopt, point.verifying()}};
  SignedToken token;
  token.kind = SignatureKind::es256;
  EXPECT_EQ(key_for(keys, token), &keys[1]);
  token.key_id = "p";
  EXPECT_EQ(key_for(keys, token), &keys[1]);
  token.key_id = "r";  // a key, but not of this kind
  EXPECT_EQ(key_for(keys, token), nullptr);
  token.key_id = "x";
  EXPECT_EQ(key_for(keys, token), nullptr);
  keys.push_back({"q", std::nullopt, TestSigner::p256().verifying()});
  token.key_id = "";
  EXPECT_EQ(key_for(keys, token), nullptr);
}

}  // namespace
}  // namespace assay::app
