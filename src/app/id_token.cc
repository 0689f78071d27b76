#include "app/id_token.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <nlohmann/json.hpp>

#include "base/hash.h"
#include "base/json_field.h"
#include "base/json_text.h"
#include "base/keys.h"
#include "base/text.h"

namespace assay::app {
namespace {

using nlohmann::json;

constexpr std::size_t subject_bytes_max = 255;
constexpr double seconds_max = 1e12;  // beyond every date: no overflow when it becomes microseconds

struct KindName {
  SignatureKind kind;
  std::string_view name;
};
constexpr std::array kind_names = {KindName{SignatureKind::rs256, "RS256"},
                                   KindName{SignatureKind::ps256, "PS256"},
                                   KindName{SignatureKind::es256, "ES256"}};

std::optional<SignatureKind> kind_of(std::string_view name) {
  for (const KindName& row : kind_names) {
    if (row.name == name) return row.kind;
  }
  return std::nullopt;
}

std::optional<std::string> bytes_at(const json& object, const char* name) {
  return bytes_from_base64_url(text_field(object, name));
}

// Whole seconds; issuers may write fractions.
std::optional<std::int64_t> seconds_at(const json& claims, const char* name) {
  const auto found = claims.find(name);
  if (found == claims.end() || !found->is_number()) return std::nullopt;
  const double value = found->get<double>();
  if (!(value >= 0 && value <= seconds_max)) return std::nullopt;
  return static_cast<std::int64_t>(std::floor(value));
}

Error token_refused(std::string message) { return Error{ErrorCode::forbidden, std::move(message), "token"}; }

bool may_verify(const json& key) {
  const std::string use = text_field(key, "use");
  if (!use.empty() && use != "sig") return false;
  const auto operations = key.find("key_ops");
  if (operations == key.end()) return true;
  return operations->is_array() && std::any_of(operations->begin(), operations->end(),
                                               [](const json& each) { return each == "verify"; });
}

std::optional<VerifyingKey> verifying_key_of(const json& key) {
  const auto made = [&]() -> Result<VerifyingKey> {
    const Error unknown{ErrorCode::invalid, "the key is of another kind", "key"};
    if (text_field(key, "kty") == "RSA") {
      const auto n = bytes_at(key, "n"), e = bytes_at(key, "e");
      return n && e ? VerifyingKey::rsa(*n, *e) : Result<VerifyingKey>(unknown);
    }
    if (text_field(key, "kty") == "EC" && text_field(key, "crv") == "P-256") {
      const auto x = bytes_at(key, "x"), y = bytes_at(key, "y");
      return x && y ? VerifyingKey::p256(*x, *y) : Result<VerifyingKey>(unknown);
    }
    return unknown;
  }();
  return made ? std::optional(made.value()) : std::nullopt;
}

std::optional<IssuerKey> issuer_key_of(const json& object) {
  if (!object.is_object() || !may_verify(object)) return std::nullopt;
  const std::string algorithm = text_field(object, "alg");
  const auto kind = kind_of(algorithm);
  if (!algorithm.empty() && !kind) return std::nullopt;
  const auto key = verifying_key_of(object);
  if (!key || (kind && !key->is_for(*kind))) return std::nullopt;
  return IssuerKey{text_field(object, "kid"), kind, *key};
}

bool fits(const IssuerKey& key, const SignedToken& token) {
  return key.key.is_for(token.kind) && (!key.kind || *key.kind == token.kind);
}

Result<Done> check_audience(const json& claims, const std::string& client_id) {
  const json audience = claims.value("aud", json());
  const bool is_list = audience.is_array();
  const bool is_for_us = is_list ? std::any_of(audience.begin(), audience.end(),
                                               [&](const json& each) { return each == client_id; })
                                 : audience.is_string() && audience == client_id;
  if (!is_for_us) return token_refused("aud: the token is for another client than this server");
  const bool has_party = claims.contains("azp");
  if (is_list && audience.size() > 1 && !has_party) {
    return token_refused("azp: the token is for several clients and does not say for which it was made");
  }
  if (has_party && text_field(claims, "azp") != client_id) {
    return token_refused("azp: the token was made for another client than this server");
  }
  return Done{};
}

Result<Done> check_times(const json& claims, std::int64_t now_s) {
  const auto expires = seconds_at(claims, "exp"), made = seconds_at(claims, "iat");
  if (!expires || !made) {
    return token_refused("exp, iat: the token does not say when it was made and until when it holds");
  }
  if (now_s >= *expires + token_leeway_s) {
    return token_refused("exp: the token has expired; compare the two clocks");
  }
  if (*made > now_s + token_leeway_s) {
    return token_refused("iat: the token comes from the future; compare the clocks of issuer and server");
  }
  if (now_s - *made > token_age_max_s + token_leeway_s) {
    return token_refused("iat: the token is too old for a sign-in that has just happened");
  }
  if (claims.contains("nbf")) {
    const auto begins = seconds_at(claims, "nbf");
    if (!begins || now_s + token_leeway_s < *begins) return token_refused("nbf: the token does not hold yet");
  }
  return Done{};
}

// That the token is the answer to this request and came with this access token.
Result<Done> check_bindings(const json& claims, const TokenExpected& expected) {
  if (expected.nonce.empty() || !equal_in_constant_time(text_field(claims, "nonce"), expected.nonce)) {
    return token_refused("nonce: the token answers another request");
  }
  if (!claims.contains("at_hash")) return Done{};
  const Digest digest = sha256(expected.access_token);
  const std::string half = base64_url(as_text(digest).substr(0, digest.size() / 2));
  if (!equal_in_constant_time(text_field(claims, "at_hash"), half)) {
    return token_refused("at_hash: the token came with another access token");
  }
  return Done{};
}

}  // namespace

Result<std::vector<IssuerKey>> read_issuer_keys(std::string_view text) {
  const json document = json_from<json>(text);
  const Error wrong{ErrorCode::invalid, "this is no set of keys: {\"keys\":[…]}", "keys"};
  if (!document.is_object()) return wrong;
  const auto keys = document.find("keys");
  if (keys == document.end() || !keys->is_array() || keys->size() > issuer_keys_max) return wrong;
  std::vector<IssuerKey> out;
  for (const json& each : *keys) {
    if (auto key = issuer_key_of(each)) out.push_back(std::move(*key));
  }
  return out;
}

Result<SignedToken> read_token(std::string_view text) {
  const std::size_t first = text.find('.');
  const std::size_t second = first == text.npos ? text.npos : text.find('.', first + 1);
  if (text.size() > token_bytes_max || second == text.npos || text.find('.', second + 1) != text.npos) {
    return token_refused("the token is not three parts with points between");
  }
  const auto header = bytes_from_base64_url(text.substr(0, first));
  const auto claims = bytes_from_base64_url(text.substr(first + 1, second - first - 1));
  const auto signature = bytes_from_base64_url(text.substr(second + 1));
  if (!header || !claims || !signature) return token_refused("the token is not base64url");
  const json head = json_from<json>(*header);
  if (!head.is_object()) return token_refused("the token has no header");
  const auto kind = kind_of(text_field(head, "alg"));
  if (!kind) {
    return token_refused(
        "alg: the token is not signed by RS256, PS256 or ES256; set one of them at the issuer");
  }
  if (head.contains("crit"))
    return token_refused("crit: the token has extensions that this server does not know");
  return SignedToken{*kind, text_field(head, "kid"), std::string(text.substr(0, second)), *claims,
                     *signature};
}

const IssuerKey* key_for(const std::vector<IssuerKey>& keys, const SignedToken& token) {
  const IssuerKey* found = nullptr;
  for (const IssuerKey& key : keys) {
    if (!fits(key, token) || (!token.key_id.empty() && key.id != token.key_id)) continue;
    if (found != nullptr) return nullptr;  // two that could be meant: neither is
    found = &key;
  }
  return found;
}

void read_person(std::string_view claims, IssuerPerson& into) {
  const json object = json_from<json>(claims);
  if (!object.is_object()) return;
  into.email = text_field(object, "email");
  const json verified = object.value("email_verified", json());
  into.email_verified = verified == json(true) || verified == json("true");
  into.name = text_field(object, "name");
}

Result<IssuerPerson> check_token(const SignedToken& token, const IssuerKey& key,
                                 const TokenExpected& expected) {
  if (!fits(key, token) || !key.key.holds(token.kind, token.signed_text, token.signature)) {
    return token_refused("the signature of the token does not hold");
  }
  const json claims = json_from<json>(token.claims);
  if (!claims.is_object()) return token_refused("the token claims nothing");
  if (text_field(claims, "iss") != expected.issuer)
    return token_refused("iss: the token is of another issuer");
  if (auto held = check_audience(claims, expected.client_id); !held) return held.error();
  if (auto held = check_times(claims, expected.now_us / 1'000'000); !held) return held.error();
  if (auto held = check_bindings(claims, expected); !held) return held.error();
  IssuerPerson person;
  person.subject = text_field(claims, "sub");
  if (person.subject.empty() || person.subject.size() > subject_bytes_max ||
      printable(person.subject) != person.subject) {
    return token_refused("sub: the token does not say who signed in");
  }
  read_person(token.claims, person);
  return person;
}

}  // namespace assay::app
