#include "http/proxy_header.h"

#include <arpa/inet.h>
#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "base/ascii.h"
#include "base/keys.h"
#include "domain/user.h"

namespace assay::http {
namespace {

constexpr std::size_t header_name_bytes_max = 100;
constexpr std::size_t ranges_max = 100;
constexpr unsigned v4_prefix_bits = 96;  // of ::ffff:0:0/96

using AddressBytes = std::array<std::uint8_t, 16>;

struct Read {
  AddressBytes bytes{};
  bool is_v4 = false;
};

std::optional<Read> address_bytes(std::string_view text) {
  const std::string address(text);
  Read out;
  if (::inet_pton(AF_INET6, address.c_str(), out.bytes.data()) == 1) return out;
  out.bytes.fill(0);
  out.bytes[10] = out.bytes[11] = 0xff;
  out.is_v4 = true;
  if (::inet_pton(AF_INET, address.c_str(), out.bytes.data() + 12) == 1) return out;
  return std::nullopt;
}

bool is_header_name(std::string_view name) {
  return !name.empty() && name.size() <= header_name_bytes_max &&
         std::all_of(name.begin(), name.end(), [](char c) {
           return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-';
         });
}

// Headers that mean something else already.
bool is_taken(std::string_view name) {
  static constexpr std::array taken = {"Authorization",
                                       "Cookie",
                                       "Host",
                                       "Content-Type",
                                       "Content-Length",
                                       "Connection",
                                       "Origin",
                                       "If-Match",
                                       "Idempotency-Key",
                                       "X-CSRF-Token",
                                       "X-Forwarded-For",
                                       "X-Request-Id",
                                       "X-Assay-Proxy-Secret"};
  return std::any_of(taken.begin(), taken.end(), [&](const char* each) { return same_name(each, name); });
}

Result<std::vector<AddressRange>> read_ranges(std::string_view text) {
  std::vector<AddressRange> out;
  for (std::size_t at = 0; at <= text.size();) {
    const std::size_t end = std::min(text.find(',', at), text.size());
    const std::string_view each = trimmed(text.substr(at, end - at));
    const auto range = AddressRange::read(each);
    if (!range || out.size() == ranges_max) {
      return Error{ErrorCode::invalid,
                   "addresses of proxies, with commas between: 127.0.0.1, 10.0.0.5 or 172.18.0.0/16",
                   "--proxy-addresses"};
    }
    out.push_back(*range);
    at = end + 1;
  }
  return out;
}

// Of a header that there must be once.
struct Found {
  std::size_t count = 0;
  std::string_view value;
};
Found find(const Request& request, std::string_view name) {
  Found out;
  for (const Header& header : request.headers) {
    if (!same_name(header.name, name)) continue;
    ++out.count;
    out.value = header.value;
  }
  return out;
}

}  // namespace

std::optional<AddressRange> AddressRange::read(std::string_view text) {
  const std::size_t slash = text.find('/');
  const auto address = address_bytes(text.substr(0, slash));
  if (!address) return std::nullopt;
  AddressRange out;
  out.bytes_ = address->bytes;
  if (slash == text.npos) return out;
  const std::string_view digits = text.substr(slash + 1);
  const unsigned most = address->is_v4 ? 32 : 128;
  unsigned bits = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), bits);
  if (error != std::errc() || end != digits.data() + digits.size() || bits == 0 || bits > most)
    return std::nullopt;
  out.bits_ = address->is_v4 ? bits + v4_prefix_bits : bits;
  return out;
}

bool AddressRange::holds(std::string_view address) const {
  const auto given = address_bytes(address);
  if (!given) return false;
  for (unsigned bit = 0; bit < bits_; ++bit) {
    const auto mask = static_cast<std::uint8_t>(0x80U >> (bit % 8));
    if (((given->bytes[bit / 8] ^ bytes_[bit / 8]) & mask) != 0) return false;
  }
  return true;
}

Result<ProxyHeader> ProxyHeader::read(const ProxyHeaderSettings& settings) {
  ProxyHeader out;
  if (settings.name.empty() && settings.addresses.empty() && settings.secret.empty()) return out;
  if (!is_header_name(settings.name) || is_taken(settings.name)) {
    return Error{ErrorCode::invalid,
                 "name the header in which the proxy says the e-mail address of who asks: X-Forwarded-Email",
                 "--proxy-user-header"};
  }
  auto ranges = read_ranges(settings.addresses);
  if (!ranges) return ranges.error();
  if (settings.secret.size() < proxy_secret_bytes_min) {
    return Error{ErrorCode::invalid,
                 fmt::format("a line of at least {} characters, which the proxy sends as {}",
                             proxy_secret_bytes_min, proxy_secret_header),
                 "--proxy-secret-file"};
  }
  out.name_ = settings.name;
  out.addresses_ = std::move(ranges).value();
  out.secret_sha256_ = sha256(settings.secret);
  return out;
}

// Hashes are compared, so that the time tells neither where a guess goes wrong nor how long the secret is.
Result<std::optional<std::string>> ProxyHeader::person(const Request& request) const {
  if (!is_on()) return std::optional<std::string>();
  const Found said = find(request, name_);
  if (said.count == 0) return std::optional<std::string>();
  const auto refused = [&](const char* message) { return Error{ErrorCode::forbidden, message, name_}; };
  const bool is_proxy = std::any_of(addresses_.begin(), addresses_.end(),
                                    [&](const AddressRange& range) { return range.holds(request.peer); });
  if (!is_proxy) return refused("this header is believed from the proxy alone");
  const Found secret = find(request, proxy_secret_header);
  if (secret.count != 1 || !equal_in_constant_time(as_text(sha256(secret.value)), as_text(secret_sha256_))) {
    return refused("this header is believed with the proxy's secret alone");
  }
  if (said.count != 1)
    return refused("this header is there more than once: the proxy must replace what came");
  auto email = domain::email_of(said.value);
  if (!email) return refused("the proxy's header holds no e-mail address");
  return std::optional(std::move(email).value());
}

}  // namespace assay::http
