#include "http/protection.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace assay::http {
namespace {

struct ProtectionRow {
  std::string_view name, value;
};
constexpr std::array<ProtectionRow, 7> rows = {{
    {"Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'"},
    {"Cache-Control", "no-store"},
    {"X-Content-Type-Options", "nosniff"},
    {"X-Frame-Options", "DENY"},
    {"Referrer-Policy", "no-referrer"},
    {"Cross-Origin-Opener-Policy", "same-origin"},
    {"Cross-Origin-Resource-Policy", "same-origin"},
}};

}  // namespace

bool has_header(const Answer& answer, std::string_view name) {
  return std::any_of(answer.headers.begin(), answer.headers.end(),
                     [&](const Header& header) { return same_name(header.name, name); });
}

void protect(Answer& answer, Transport transport) {
  for (const ProtectionRow& row : rows) {
    if (!has_header(answer, row.name)) add_header(answer, row.name, row.value);
  }
  // A browser that is led to an answer of the API keeps it as a file of this name and shows nothing of it.
  if (answer.type == "application/json" && !has_header(answer, "Content-Disposition")) {
    add_header(answer, "Content-Disposition", "attachment; filename=\"answer.json\"");
  }
  if (transport == Transport::tls) add_header(answer, "Strict-Transport-Security", "max-age=31536000");
}

std::string page_policy(std::string_view nonce, std::string_view images_from) {
  return fmt::format(
      "default-src 'none'; script-src 'self'; style-src 'self' 'nonce-{}'; img-src 'self' data: blob:{}{}; "
      "font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
      nonce, images_from.empty() ? "" : " ", images_from);
}

}  // namespace assay::http
