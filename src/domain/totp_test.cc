#include "domain/totp.h"

#include <gtest/gtest.h>

#include <array>
#include <utility>

namespace assay::domain {
namespace {

constexpr std::string_view secret = "12345678901234567890";

// RFC 4226, appendix D.
TEST(totp, gives_the_codes_of_rfc_4226) {
  constexpr std::array codes = {"755224", "287082", "359152", "969429", "338314",
                                "254676", "287922", "162583", "399871", "520489"};
  for (std::size_t counter = 0; counter < codes.size(); ++counter) {
    EXPECT_EQ(hotp_code(secret, counter, 6), codes[counter]);
  }
}

// RFC 6238, appendix B, the rows of SHA1: eight digits.
TEST(totp, gives_the_codes_of_rfc_6238) {
  constexpr std::array<std::pair<std::int64_t, const char*>, 6> rows = {{{59, "94287082"},
                                                                         {1111111109, "07081804"},
                                                                         {1111111111, "14050471"},
                                                                         {1234567890, "89005924"},
                                                                         {2000000000, "69279037"},
                                                                         {20000000000, "65353130"}}};
  for (const auto& [seconds, code] : rows) {
    const auto step = static_cast<std::uint64_t>(totp_step(seconds * 1'000'000));
    EXPECT_EQ(hotp_code(secret, step, 8), code) << seconds;
  }
}

TEST(totp, takes_codes_of_one_step_before_and_after) {
  const std::int64_t now_us = 1'800'000'015'000'000;
  const std::int64_t now = totp_step(now_us);
  for (std::int64_t step = now - 3; step <= now + 3; ++step) {
    const std::string code = hotp_code(secret, static_cast<std::uint64_t>(step), 6);
    const bool near = step >= now - 1 && step <= now + 1;
    EXPECT_EQ(matching_step(secret, code, now_us, 0), near ? std::optional(step) : std::nullopt)
        << step - now;
  }
}

TEST(totp, takes_a_code_once_and_none_before_it) {
  const std::int64_t now_us = 1'800'000'015'000'000;
  const std::int64_t now = totp_step(now_us);
  const auto code = [](std::int64_t step) { return hotp_code(secret, static_cast<std::uint64_t>(step), 6); };
  EXPECT_FALSE(matching_step(secret, code(now), now_us, now));
  EXPECT_FALSE(matching_step(secret, code(now - 1), now_us, now));
  EXPECT_EQ(matching_step(secret, code(now + 1), now_us, now), now + 1);
}

TEST(totp, passes_over_blanks_and_refuses_all_else) {
  const std::string code = hotp_code(secret, 60'000'000, 6);
  const std::int64_t now_us = 1'800'000'000'000'000;
  EXPECT_TRUE(matching_step(secret, code.substr(0, 3) + " " + code.substr(3), now_us, 0));
  for (const std::string& wrong : {std::string(), code.substr(1), code + "0", std::string("abcdef")}) {
    EXPECT_FALSE(matching_step(secret, wrong, now_us, 0)) << wrong;
  }
}

// RFC 4648, section 10, without padding.
TEST(totp, writes_base32_as_rfc_4648) {
  constexpr std::array<std::pair<const char*, const char*>, 7> rows = {{{"", ""},
                                                                        {"f", "MY"},
                                                                        {"fo", "MZXQ"},
                                                                        {"foo", "MZXW6"},
                                                                        {"foob", "MZXW6YQ"},
                                                                        {"fooba", "MZXW6YTB"},
                                                                        {"foobar", "MZXW6YTBOI"}}};
  for (const auto& [bytes, text] : rows) EXPECT_EQ(base32(bytes), text);
}

TEST(totp, writes_the_address_that_applications_read) {
  EXPECT_EQ(otpauth_uri("Assay (Example)", "ada@example.org", "foobar"),
            "otpauth://totp/Assay%20%28Example%29:ada%40example.org?secret=MZXW6YTBOI&issuer="
            "Assay%20%28Example%29&algorithm=SHA1&digits=6&period=30");
}

TEST(totp, makes_recovery_codes_of_at_least_112_bits) {
  const std::string code = recovery_code(std::string(recovery_code_bytes, '\x5a'));
  EXPECT_EQ(recovery_code_typed(code).size() * 5, 120U);  // a character of base 32 is five bits
  EXPECT_EQ(code.size(), 24U + 5U);
  EXPECT_NE(recovery_code(std::string(recovery_code_bytes - 1, '\x5a') + "\x5b"),
            code);  // the last bit counts
}

TEST(totp, reads_recovery_codes_however_they_are_typed) {
  const std::string code = recovery_code(std::string_view("\x00\x01\x02\x03\x04\x05\x06\x07\x08\xff", 10));
  EXPECT_EQ(code.size(), 19U);
  EXPECT_EQ(code[4], '-');
  EXPECT_EQ(recovery_code_typed("abcd-efgh ijkl-mnop"), "ABCDEFGHIJKLMNOP");
  EXPECT_EQ(recovery_code_typed(code), recovery_code_typed(recovery_code_typed(code)));
}

}  // namespace
}  // namespace assay::domain
