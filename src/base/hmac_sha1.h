#pragma once
// HMAC-SHA-1 (RFC 2104, by OpenSSL), for codes of second factors (RFC 4226) alone, where the weakness of
// SHA-1 does not matter. Everything else is hashed by base/hash.h.

#include <array>
#include <cstdint>
#include <string_view>

namespace assay {

std::array<std::uint8_t, 20> hmac_sha1(std::string_view key, std::string_view bytes);

}  // namespace assay
