#include "domain/user.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/ascii.h"
#include "base/text.h"
#include "domain/common_passwords.h"

namespace assay::domain {
namespace {

constexpr std::size_t user_name_bytes_max = 255;
constexpr std::string_view blanks = " \t\r\n";

Error wrong_state(const char* message) { return Error{ErrorCode::conflict, message, "state"}; }

}  // namespace

Result<std::string> user_state_after(UserVerb verb, std::string_view state) {
  switch (verb) {
    case UserVerb::lock:
      if (state != "active") return wrong_state("only an active user is locked");
      return std::string("locked");
    case UserVerb::unlock:
      if (state != "locked") return wrong_state("only a locked user is unlocked");
      return std::string("active");
    case UserVerb::close:
      if (state == "closed") return wrong_state("this user is closed already");
      return std::string("closed");
  }
  return wrong_state("no verb of users is called so");
}

Result<std::string> name_of(std::string_view text, const std::string& where) {
  const std::string_view name = trimmed(text, blanks);
  if (name.empty()) return Error{ErrorCode::invalid, "this must not be empty", where};
  if (name.size() > user_name_bytes_max) {
    return Error{ErrorCode::invalid,
                 fmt::format("at most {} bytes; this has {}", user_name_bytes_max, name.size()), where};
  }
  if (printable(name) != name) {
    return Error{ErrorCode::invalid, "control characters and broken UTF-8 have no place here", where};
  }
  return std::string(name);
}

Result<std::string> email_of(std::string_view text) {
  Result<std::string> name = name_of(text, "email");
  if (!name) return name;
  const std::string& email = name.value();
  const std::size_t at = email.find('@');
  const bool is_one = at != std::string::npos && at > 0 && at + 1 < email.size() &&
                      email.find('@', at + 1) == std::string::npos &&
                      email.find_first_of(" \"<>,;") == std::string::npos;
  if (!is_one) return Error{ErrorCode::invalid, "this is no e-mail address", "email"};
  return lower_ascii(email);
}

Result<Done> check_password(std::string_view password) {
  // Bytes that go on with a character of UTF-8 are none.
  const std::int64_t characters = std::count_if(password.begin(), password.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
  });
  if (characters < password_characters_min) {
    return Error{ErrorCode::invalid,
                 fmt::format("a password has at least {} characters", password_characters_min), "password"};
  }
  if (characters > password_characters_max) {
    return Error{ErrorCode::invalid,
                 fmt::format("a password has at most {} characters", password_characters_max), "password"};
  }
  if (is_common_password(password)) {
    return Error{ErrorCode::invalid,
                 "this password is one of the first that are guessed: take a sentence that is yours alone",
                 "password"};
  }
  return Done{};
}

}  // namespace assay::domain
