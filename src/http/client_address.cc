#include "http/client_address.h"

#include <algorithm>

namespace assay::http {
namespace {

constexpr std::size_t address_bytes_max = 45;  // the longest way to write an IPv6 address

bool is_address(std::string_view text) {
  const auto allowed = [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F') || c == '.' || c == ':';
  };
  return !text.empty() && text.size() <= address_bytes_max && std::all_of(text.begin(), text.end(), allowed);
}

}  // namespace

bool is_loopback(std::string_view address) {
  return address.rfind("127.", 0) == 0 || address == "::1" || address.rfind("::ffff:127.", 0) == 0;
}

std::string client_address(const Request& request) {
  const auto header = header_value(request, "X-Forwarded-For");
  if (!header || !is_loopback(request.address)) return request.address;
  std::string_view last = header->substr(header->rfind(',') + 1);
  while (last.starts_with(' ')) last.remove_prefix(1);
  while (last.ends_with(' ')) last.remove_suffix(1);
  return is_address(last) ? std::string(last) : request.address;
}

}  // namespace assay::http
