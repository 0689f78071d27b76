#pragma once
// An OpenID Connect issuer as a server of Assay talks to it: its discovery document, its keys, the exchange
// of a code for a token (authorization code with PKCE: OpenID Connect Core 1.0, RFC 7636, RFC 9207). Nothing
// is asked before somebody signs in. Thread safe; blocks while the issuer is asked.

#include <cstdint>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/id_token.h"
#include "base/clock.h"
#include "base/fetch.h"
#include "base/keys.h"

namespace assay::app {

struct OpenidSettings {
  std::string issuer;  // as the issuer writes it itself; compared letter by letter
  std::string client_id;
  Secret client_secret;  // empty: a client without a secret
  std::string scopes = "openid email profile";
  std::string button = "Sign in with single sign-on";
  std::string organisation;    // new people come into it; "": nobody is made
  std::string public_address;  // of this server, "https://assay.example"
};

// https addresses (http on this machine itself), scopes with openid among them. Error `invalid` says which.
Result<Done> check_openid(const OpenidSettings& settings);

inline constexpr std::string_view openid_callback_path = "/api/v1/single_sign_on/callback";

// What a browser takes to the issuer.
struct IssuerQuestion {
  std::string state, nonce, code_verifier;
};

// What the issuer answered for the code.
struct IssuerAnswer {
  IssuerPerson person;
  std::string access_token;
};

class OpenidIssuer {
 public:
  // The settings are checked; clock outlives this.
  OpenidIssuer(OpenidSettings settings, const Clock& clock, Fetch fetch);

  const OpenidSettings& settings() const { return settings_; }

  // Where the browser goes.
  Result<std::string> authorization_address(const IssuerQuestion& question);
  // Whether an answer that says (or leaves out) this issuer may be ours: RFC 9207.
  Result<Done> check_named(std::string_view issuer);
  // The code for a token, the token for who has signed in. Errors: `unavailable`, the issuer cannot be
  // reached or answers what it should not; `forbidden`, it refuses the code, or its token does not hold.
  Result<IssuerAnswer> answer_to(const IssuerQuestion& question, const std::string& code);
  // What the token left out, from the issuer's userinfo, when it has one.
  Result<Done> complete(IssuerAnswer& answer);

 private:
  struct Endpoints {
    std::string authorization, token, keys, userinfo;  // userinfo "": it has none
    bool takes_secret_in_form = false;                 // it does not take it in a header
    bool names_itself = false;                         // in every answer
    std::int64_t fetched_us = 0;
  };
  Result<Endpoints> endpoints();
  Result<Endpoints> fetched_endpoints() const;
  Result<std::vector<IssuerKey>> fetched_keys(const std::string& address) const;
  Result<IssuerKey> key_of(const Endpoints& at, const SignedToken& token);
  FetchRequest token_request(const Endpoints& at, const IssuerQuestion& question,
                             const std::string& code) const;
  std::string callback_address() const;

  const OpenidSettings settings_;
  const Clock& clock_;
  const Fetch fetch_;
  std::mutex mutex_;  // one asks, the others wait for what it learns
  std::optional<Endpoints> endpoints_;
  std::optional<Error> failure_;  // of the last look at the discovery document
  std::int64_t failed_us_ = 0;
  std::vector<IssuerKey> keys_;
  std::optional<std::int64_t> keys_fetched_us_;
};

}  // namespace assay::app
