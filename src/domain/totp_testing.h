#pragma once
// What an application on a telephone does with the secret of a second factor, for tests.

#include <cstdint>
#include <string>

#include "domain/totp.h"

namespace assay::domain {

struct Telephone {
  std::string secret;  // in base32

  std::string bytes() const {
    std::string out;
    std::uint32_t held = 0;
    int bits = 0;
    for (const char c : secret) {
      held = (held << 5) | static_cast<std::uint32_t>(c >= 'A' ? c - 'A' : c - '2' + 26);
      bits += 5;
      if (bits < 8) continue;
      bits -= 8;
      out += static_cast<char>((held >> bits) & 0xff);
    }
    return out;
  }
  // Now, or so many steps of 30 s later.
  std::string code(std::int64_t now_us, std::int64_t steps = 0) const {
    return hotp_code(bytes(), static_cast<std::uint64_t>(totp_step(now_us) + steps), totp_digits);
  }
};

}  // namespace assay::domain
