#pragma once
// Codes of a second factor: HOTP (RFC 4226) over steps of 30 seconds (RFC 6238), HMAC-SHA-1, six digits,
// which is what the applications of telephones do. Pure.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace assay::domain {

inline constexpr std::size_t totp_secret_bytes = 20;  // RFC 4226, section 4, R6
inline constexpr int totp_digits = 6;
inline constexpr std::int64_t totp_step_us = 30'000'000;
inline constexpr std::int64_t totp_tolerance_steps = 1;  // before and after: clocks differ

// The code of one counter, with leading zeros; 6 to 8 digits.
std::string hotp_code(std::string_view secret, std::uint64_t counter, int digits);
std::int64_t totp_step(std::int64_t now_us);

// The step whose code this is, within the tolerance and after `last_step`: a code works once, and none works
// that is older than one that was used. Blanks in the code are passed over. Takes the same time for every
// code of six digits.
std::optional<std::int64_t> matching_step(std::string_view secret, std::string_view code, std::int64_t now_us,
                                          std::int64_t last_step);

// RFC 4648, without padding.
std::string base32(std::string_view bytes);
// What an application reads from a picture: otpauth://totp/ISSUER:ACCOUNT?secret=…&issuer=ISSUER…
std::string otpauth_uri(std::string_view issuer, std::string_view account, std::string_view secret);

// A code for the day the telephone is lost: random bits as six groups of four letters and digits.
inline constexpr std::size_t recovery_code_bytes = 15;  // 120 random bits, as 24 characters
inline constexpr int recovery_code_count = 10;
std::string recovery_code(std::string_view random);
// The same however it was typed: without blanks and hyphens, in capitals.
std::string recovery_code_typed(std::string_view code);

}  // namespace assay::domain
