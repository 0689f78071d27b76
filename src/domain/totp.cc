#include "domain/totp.h"

#include <fmt/format.h>

#include <array>

#include "base/big_endian.h"
#include "base/hmac_sha1.h"
#include "base/keys.h"

namespace assay::domain {
namespace {

constexpr std::string_view base32_digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
constexpr std::string_view unreserved = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";
constexpr std::size_t group_characters = 4;

// RFC 3986.
std::string percent_encoded(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (unreserved.find(c) != std::string_view::npos) {
      out += c;
    } else {
      out += fmt::format("%{:02X}", static_cast<unsigned>(static_cast<unsigned char>(c)));
    }
  }
  return out;
}

std::string without_blanks(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c != ' ' && c != '-') out += c;
  }
  return out;
}

}  // namespace

// RFC 4226, section 5.3: dynamic truncation.
std::string hotp_code(std::string_view secret, std::uint64_t counter, int digits) {
  const std::array<std::uint8_t, 20> mac = hmac_sha1(secret, big_endian(counter));
  const std::size_t offset = mac.back() & 0x0f;
  std::uint32_t number = mac[offset] & 0x7fU;
  for (std::size_t at = 1; at < 4; ++at) number = (number << 8) | mac[offset + at];
  std::uint32_t limit = 1;
  for (int at = 0; at < digits; ++at) limit *= 10;
  return fmt::format("{:0{}}", number % limit, digits);
}

std::int64_t totp_step(std::int64_t now_us) { return now_us / totp_step_us; }

std::optional<std::int64_t> matching_step(std::string_view secret, std::string_view code, std::int64_t now_us,
                                          std::int64_t last_step) {
  const std::string typed = without_blanks(code);
  const std::int64_t now = totp_step(now_us);
  std::optional<std::int64_t> found;
  for (std::int64_t step = now - totp_tolerance_steps; step <= now + totp_tolerance_steps; ++step) {
    const std::string wanted = hotp_code(secret, static_cast<std::uint64_t>(step), totp_digits);
    if (equal_in_constant_time(wanted, typed) && step > last_step) found = step;
  }
  return found;
}

std::string base32(std::string_view bytes) {
  std::string out;
  std::uint32_t held = 0;
  int bits = 0;
  for (const char byte : bytes) {
    held = (held << 8) | static_cast<unsigned char>(byte);
    for (bits += 8; bits >= 5; bits -= 5) out += base32_digits[(held >> (bits - 5)) & 31];
    held &= (1U << bits) - 1;
  }
  if (bits > 0) out += base32_digits[(held << (5 - bits)) & 31];
  return out;
}

std::string otpauth_uri(std::string_view issuer, std::string_view account, std::string_view secret) {
  const std::string from = percent_encoded(issuer);
  return fmt::format("otpauth://totp/{}:{}?secret={}&issuer={}&algorithm=SHA1&digits={}&period={}", from,
                     percent_encoded(account), base32(secret), from, totp_digits, totp_step_us / 1'000'000);
}

std::string recovery_code(std::string_view random) {
  const std::string letters = base32(random);
  std::string out;
  for (std::size_t at = 0; at < letters.size(); ++at) {
    if (at > 0 && at % group_characters == 0) out += '-';
    out += letters[at];
  }
  return out;
}

std::string recovery_code_typed(std::string_view code) {
  std::string out = without_blanks(code);
  for (char& c : out) {
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  }
  return out;
}

}  // namespace assay::domain
