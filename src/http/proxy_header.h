#pragma once
// A header in which a proxy says who asks (X-Forwarded-Email), and when it is believed: the request comes
// from one of the proxy's addresses and carries the secret that only the proxy knows. Off unless it is set.

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/hash.h"
#include "base/result.h"
#include "http/request.h"

namespace assay::http {

inline constexpr std::string_view proxy_secret_header = "X-Assay-Proxy-Secret";
inline constexpr std::size_t proxy_secret_bytes_min = 32;

// Addresses that share their first bits: "10.0.0.5", "172.18.0.0/16", "fd00::/8".
class AddressRange {
 public:
  static std::optional<AddressRange> read(std::string_view text);
  bool holds(std::string_view address) const;

 private:
  std::array<std::uint8_t, 16> bytes_{};  // IPv4 as ::ffff:a.b.c.d
  unsigned bits_ = 128;
};

// As people write them: all or none.
struct ProxyHeaderSettings {
  std::string name;       // of the header
  std::string addresses;  // of the proxies, with commas between
  std::string secret;
};

class ProxyHeader {
 public:
  ProxyHeader() = default;  // off
  // Error `invalid`: a name that is none or that something else uses, no address, a short secret.
  static Result<ProxyHeader> read(const ProxyHeaderSettings& settings);

  bool is_on() const { return !name_.empty(); }
  const std::string& name() const { return name_; }

  // The e-mail address the proxy says, in lower case. Nothing: it is off, or there is no such header. Error
  // `forbidden`: the header is there and cannot be believed.
  Result<std::optional<std::string>> person(const Request& request) const;

 private:
  std::string name_;
  std::vector<AddressRange> addresses_;
  Digest secret_sha256_{};
};

}  // namespace assay::http
