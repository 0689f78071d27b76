#pragma once
// The ID token of OpenID Connect Core 1.0: a signed statement of an issuer about who has signed in there
// (JWS compact form, RFC 7515). Pure: the keys, the time and what is expected come from the caller. Nothing
// of a token is believed before its signature holds; errors never quote it.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/verifying_key.h"

namespace assay::app {

// What an issuer says of somebody.
struct IssuerPerson {
  std::string subject;  // never used for another person by the same issuer
  std::string email;    // "": not told
  bool email_verified = false;
  std::string name;  // "": not told
};

struct IssuerKey {
  std::string id;                     // "kid"; "": it has none
  std::optional<SignatureKind> kind;  // absent: any that fits the key
  VerifyingKey key;
};

inline constexpr std::size_t issuer_keys_max = 100;

// The signing keys of a JWK set (RFC 7517). Keys for something else, and of a kind that is not known here,
// are passed over. Error `invalid` when it is no key set.
Result<std::vector<IssuerKey>> read_issuer_keys(std::string_view text);

// A token taken apart, believed in nothing.
struct SignedToken {
  SignatureKind kind = SignatureKind::rs256;
  std::string key_id;       // "": it names none
  std::string signed_text;  // header and claims as they came
  std::string claims;       // JSON
  std::string signature;
};

inline constexpr std::size_t token_bytes_max = 64 << 10;

// RS256, PS256 and ES256; "none" and all that is signed with a shared secret is refused, as are extensions
// that must be understood.
Result<SignedToken> read_token(std::string_view text);

// The key that the token names, or the only one of its kind when it names none. Null: there is none.
const IssuerKey* key_for(const std::vector<IssuerKey>& keys, const SignedToken& token);

struct TokenExpected {
  std::string issuer, client_id, nonce, access_token;
  std::int64_t now_us = 0;
};

inline constexpr std::int64_t token_leeway_s = 60;    // clocks may differ by so much
inline constexpr std::int64_t token_age_max_s = 600;  // it was made for this sign-in, which is not older

// Signature, iss, aud, azp, exp, iat, nbf, nonce, at_hash, sub, in this order. Error `forbidden` says which.
Result<IssuerPerson> check_token(const SignedToken& token, const IssuerKey& key,
                                 const TokenExpected& expected);

// E-mail, whether it is verified (a boolean, or its name as some issuers write it) and the name, from claims
// or from what the issuer answers about somebody.
void read_person(std::string_view claims, IssuerPerson& into);

}  // namespace assay::app
