#pragma once
// People who sign in, the organisation each belongs to, their sessions and the tokens they made.

#include <cstdint>
#include <optional>
#include <string>

#include "base/hash.h"
#include "base/result.h"
#include "domain/nouns.h"

namespace assay::domain {

struct User {
  UserId id;
  OrganisationId organisation;
  std::string organisation_name;
  std::string email;  // lower case
  std::string name;
  bool administrator = false;
  std::string state = "active";  // invited, active, locked, closed
  std::int64_t created_at = 0;
  bool second_factor = false;  // enrolled and confirmed
  bool has_password = false;
};

// What a user's state allows. Error `conflict` says from which state the verb goes.
enum class UserVerb { lock, unlock, close };
Result<std::string> user_state_after(UserVerb verb, std::string_view state);

struct Session {
  SessionId id;
  User user;
  std::string csrf_token;
  std::string methods;  // by which the person was known: "password", "password totp"
  std::int64_t created_at = 0;
  std::int64_t last_used_at = 0;
  std::int64_t expires_at = 0;
  bool locked = false;  // idle for too long: it asks for the password again
};

struct ApiToken {
  TokenId id;
  UserId user;
  std::string name;
  std::string prefix;  // shown, so that a token can be told from others; no secret
  std::string scopes;  // "read" or "read write"
  std::int64_t created_at = 0;
  std::optional<std::int64_t> expires_at;    // absent: never
  std::optional<std::int64_t> last_used_at;  // absent: not yet
  std::optional<std::int64_t> revoked_at;    // absent: valid
};

// Of a password that is chosen, whatever alphabet it is written in.
inline constexpr std::int64_t password_characters_min = 12, password_characters_max = 128;
inline constexpr std::size_t password_bytes_max = 1024;  // that are looked at when somebody signs in

// The address in lower case; refuses what is none. A form check, no promise that it is reachable.
Result<std::string> email_of(std::string_view text);
// 1..255 bytes of UTF-8 without control characters, trimmed; `where` names the field in the error.
Result<std::string> name_of(std::string_view text, const std::string& where);
Result<Done> check_password(std::string_view password);

}  // namespace assay::domain
