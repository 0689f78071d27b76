#include "base/hmac_sha1.h"

#include <openssl/evp.h>
#include <openssl/hmac.h>

#include "base/check.h"

namespace assay {

std::array<std::uint8_t, 20> hmac_sha1(std::string_view key, std::string_view bytes) {
  std::array<std::uint8_t, 20> mac{};
  unsigned length = 0;
  const auto* data = reinterpret_cast<const unsigned char*>(bytes.data());
  ASSAY_CHECK(HMAC(EVP_sha1(), key.data(), static_cast<int>(key.size()), data, bytes.size(), mac.data(),
                   &length) != nullptr,
              "HMAC is available");
  return mac;
}

}  // namespace assay
