#pragma once
// An issuer of OpenID Connect without a network: it answers what a server asks it, as far as the server asks
// rightly, and lies where a test tells it to.

#include <algorithm>
#include <charconv>
#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>
#include <vector>

#include "app/openid_issuer.h"
#include "base/clock.h"
#include "base/hash.h"
#include "base/signer_testing.h"

namespace assay::app {

inline std::string header_json(const std::string& algorithm, const std::string& key_id) {
  return nlohmann::json{{"alg", algorithm}, {"kid", key_id}, {"typ", "JWT"}}.dump();
}

// The compact form of header and claims, signed.
inline std::string signed_token(const TestSigner& signer, SignatureKind kind, const std::string& header,
                                const std::string& claims) {
  const std::string text = base64_url(header) + "." + base64_url(claims);
  return text + "." + base64_url(signer.sign(kind, text));
}

// The value of a field in the query of an address or in a form, decoded.
inline std::string field_of(const std::string& text, const std::string& name) {
  const std::string fields = "&" + text.substr(text.find('?') + 1);
  const std::size_t found = fields.find("&" + name + "=");
  if (found == fields.npos) return "";
  const std::size_t begin = found + name.size() + 2;
  const std::string value = fields.substr(begin, fields.find('&', begin) - begin);
  std::string out;
  for (std::size_t at = 0; at < value.size(); ++at) {
    if (value[at] != '%') {
      out += value[at];
      continue;
    }
    int byte = 0;
    std::from_chars(value.data() + at + 1, value.data() + at + 3, byte, 16);
    out += static_cast<char>(byte);
    at += 2;
  }
  return out;
}

class FakeIssuer {
 public:
  explicit FakeIssuer(const Clock& clock) : clock_(clock) {}

  static OpenidSettings settings() {
    OpenidSettings out;
    out.issuer = "https://issuer.example/realm";
    out.client_id = "assay";
    out.client_secret = Secret("a secret: with & signs");
    out.public_address = "https://assay.example";
    return out;
  }

  Fetch fetch() {
    return [this](const FetchRequest& request) { return answer(request); };
  }

  // What the browser that was sent to this address comes back with, when this person has signed in there.
  struct Back {
    std::string code, state;
  };
  Back sign_in(const std::string& address, const nlohmann::json& claims) {
    const std::string code = "code-" + std::to_string(codes_.size());
    codes_[code] = {address, claims};
    return {code, field_of(address, "state")};
  }

  // What a test may change before it is asked.
  TestSigner signer = TestSigner::p256();
  SignatureKind kind = SignatureKind::es256;
  std::string algorithm = "ES256", key_id = "key-1";
  std::vector<std::string> published = {signer.jwk("key-1", R"(,"use":"sig","alg":"ES256")")};
  nlohmann::json discovery = {{"issuer", "https://issuer.example/realm"},
                              {"authorization_endpoint", "https://issuer.example/authorize?tenant=1"},
                              {"token_endpoint", "https://issuer.example/token"},
                              {"jwks_uri", "https://issuer.example/keys"},
                              {"userinfo_endpoint", "https://issuer.example/userinfo"}};
  nlohmann::json changed_claims = nlohmann::json::object();  // of every token; null takes one out
  nlohmann::json userinfo = nlohmann::json::object();
  bool is_down = false;
  std::vector<FetchRequest> asked;

  std::size_t asked_count(const std::string& end) const {
    return static_cast<std::size_t>(std::count_if(
        asked.begin(), asked.end(), [&](const FetchRequest& each) { return each.address.ends_with(end); }));
  }

 private:
  struct Left {
    std::string address;
    nlohmann::json claims;
  };

  static FetchAnswer json_answer(const nlohmann::json& value, int status = 200) {
    return {status, "application/json", value.dump()};
  }
  static FetchAnswer refusal(const char* word) { return json_answer({{"error", word}}, 400); }

  Result<FetchAnswer> answer(const FetchRequest& request) {
    asked.push_back(request);
    if (is_down) return Error{ErrorCode::unavailable, "no answer: it is down", "https://issuer.example"};
    if (request.address.ends_with("/.well-known/openid-configuration")) return json_answer(discovery);
    if (request.address.ends_with("/keys")) {
      nlohmann::json keys = nlohmann::json::array();
      for (const std::string& each : published) keys.push_back(nlohmann::json::parse(each));
      return json_answer({{"keys", keys}});
    }
    if (request.address.ends_with("/token")) return token_for(request);
    if (request.address.ends_with("/userinfo")) return userinfo_for(request);
    return FetchAnswer{404, "text/plain", ""};
  }

  // The client must be who it says, by the header that the specification describes.
  static bool is_client(const FetchRequest& request) {
    const std::string wanted =
        "Authorization: Basic " + base64("assay:" + percent_encoded(settings().client_secret.bytes()));
    return std::find(request.headers.begin(), request.headers.end(), wanted) != request.headers.end();
  }

  FetchAnswer token_for(const FetchRequest& request) {
    const std::string form = request.form.value_or("");
    const auto left = codes_.find(field_of(form, "code"));
    if (!is_client(request)) return refusal("invalid_client");
    if (left == codes_.end() || field_of(form, "grant_type") != "authorization_code") {
      return refusal("invalid_grant");
    }
    const auto [address, claims] = left->second;
    codes_.erase(left);
    const Digest challenge = sha256(field_of(form, "code_verifier"));
    const bool is_same = base64_url(as_text(challenge)) == field_of(address, "code_challenge") &&
                         field_of(address, "code_challenge_method") == "S256" &&
                         field_of(form, "redirect_uri") == field_of(address, "redirect_uri");
    if (!is_same) return refusal("invalid_grant");
    return json_answer({{"access_token", access_token},
                        {"token_type", "Bearer"},
                        {"id_token", token_of(field_of(address, "nonce"), claims)}});
  }

  std::string token_of(const std::string& nonce, const nlohmann::json& about) const {
    const std::int64_t now_s = clock_.now_us() / 1'000'000;
    const Digest digest = sha256(access_token);
    nlohmann::json claims = {
        {"iss", settings().issuer}, {"aud", "assay"},
        {"exp", now_s + 300},       {"iat", now_s},
        {"nonce", nonce},           {"at_hash", base64_url(as_text(digest).substr(0, 16))}};
    claims.update(about);
    for (const auto& [name, value] : changed_claims.items()) {
      claims.erase(name);
      if (!value.is_null()) claims[name] = value;
    }
    return signed_token(signer, kind, header_json(algorithm, key_id), claims.dump());
  }

  FetchAnswer userinfo_for(const FetchRequest& request) {
    const std::string wanted = "Authorization: Bearer " + access_token;
    const bool may =
        std::find(request.headers.begin(), request.headers.end(), wanted) != request.headers.end();
    return may ? json_answer(userinfo) : FetchAnswer{401, "", ""};
  }

  const std::string access_token = "access-token-1";
  const Clock& clock_;
  std::map<std::string, Left> codes_;
};

}  // namespace assay::app
