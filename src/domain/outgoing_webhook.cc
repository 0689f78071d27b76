#include "domain/outgoing_webhook.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "base/ascii.h"
#include "base/keys.h"

namespace assay::domain {
namespace {

constexpr std::size_t url_bytes_max = 2000;
constexpr std::size_t secret_bytes = 32;
constexpr std::string_view secret_prefix = "whsec_";

bool is_alphanumeric(char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); }

bool is_host_name(std::string_view host) {
  if (host.empty() || host.size() > 253 || host.front() == '.' || host.back() == '.') return false;
  if (host.find("..") != std::string_view::npos) return false;
  return std::all_of(host.begin(), host.end(),
                     [](char c) { return is_alphanumeric(c) || c == '-' || c == '.'; });
}

bool is_number(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

std::vector<std::string_view> labels_of(std::string_view host) {
  std::vector<std::string_view> out;
  for (std::size_t at = 0; at <= host.size();) {
    const std::size_t end = std::min(host.find('.', at), host.size());
    out.push_back(host.substr(at, end - at));
    at = end + 1;
  }
  return out;
}

// A host whose last label begins like a number is an address, and then in four plain numbers alone: 0x7f.1
// and 2130706433 lead to this machine as well.
bool is_plain_host(std::string_view host) {
  if (!is_host_name(host)) return false;
  const auto labels = labels_of(host);
  if (labels.back().front() < '0' || labels.back().front() > '9') return true;
  if (labels.size() != 4) return false;
  return std::all_of(labels.begin(), labels.end(), [](std::string_view each) {
    return is_number(each) && each.size() <= 3 && (each.size() == 1 || each.front() != '0');
  });
}

bool is_six(std::string_view host) {
  return host.find(':') != std::string_view::npos && host.size() <= 45 &&
         std::all_of(host.begin(), host.end(), [](char c) {
           return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || c == ':' || c == '.';
         });
}

std::optional<int> port_of(std::string_view text) {
  int port = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), port);
  if (!is_number(text) || read.ec != std::errc() || port < 1 || port > 65535) return std::nullopt;
  return port;
}

Error wrong(const char* message) { return Error{ErrorCode::invalid, message, "url"}; }

// "host:port" or "[address]:port" into its halves.
Result<Done> read_authority(std::string_view authority, WebhookUrl& out) {
  std::size_t end = authority.find(':');
  if (authority.starts_with('[')) {
    end = authority.find(']');
    if (end == std::string_view::npos) return wrong("the bracket of the address is not closed");
    out.host = lower_ascii(authority.substr(1, end - 1));
    if (!is_six(out.host)) return wrong("in brackets stands an IPv6 address");
    ++end;
  } else {
    out.host = lower_ascii(authority.substr(0, end));
    if (!is_plain_host(out.host)) {
      return wrong("the host is a name or an address of four numbers, without a user");
    }
  }
  if (end >= authority.size()) return Done{};
  const auto port = authority[end] == ':' ? port_of(authority.substr(end + 1)) : std::nullopt;
  if (!port) return wrong("a port is 1 to 65535");
  out.port = *port;
  return Done{};
}

// Whether a row of the list means this host and port. Without a port: the usual one of the scheme.
bool means(std::string_view rule, const WebhookUrl& url) {
  const std::size_t colon = rule.rfind(':');
  const bool has_port = colon != std::string_view::npos && rule.back() != ']';
  const int port = has_port ? port_of(rule.substr(colon + 1)).value_or(0) : url.is_https ? 443 : 80;
  if (port != url.port) return false;
  std::string_view host = has_port ? rule.substr(0, colon) : rule;
  if (host.starts_with('[')) host = host.substr(1, host.size() - 2);
  if (!host.starts_with("*.")) return host == url.host;
  return url.host.size() > host.size() - 1 && url.host.ends_with(host.substr(1));
}

bool names_this_machine(const std::string& host) {
  if (host == "localhost" || host == "::1") return true;
  return host.starts_with("127.") && is_plain_host(host) && is_number(labels_of(host).back());
}

}  // namespace

Result<WebhookUrl> webhook_url_of(std::string_view text) {
  if (text.size() > url_bytes_max) return wrong("an address has at most 2000 characters");
  const bool is_plain = std::all_of(text.begin(), text.end(), [](char c) {
    return c > ' ' && c < '\x7f' && std::string_view("\"<>\\^`{|}#").find(c) == std::string_view::npos;
  });
  if (!is_plain) return wrong("spaces, # and characters outside of ASCII are written as %XX");
  WebhookUrl out;
  out.is_https = text.starts_with("https://");
  if (!out.is_https && !text.starts_with("http://")) return wrong("an address begins with https://");
  out.port = out.is_https ? 443 : 80;
  text.remove_prefix(out.is_https ? 8 : 7);
  const std::string_view authority = text.substr(0, text.find_first_of("/?"));
  if (authority.size() < text.size() && text[authority.size()] == '?') {
    return wrong("write a path before the question mark: https://host/?…");
  }
  if (auto read = read_authority(authority, out); !read) return read.error();
  return out;
}

Result<WebhookUrl> allowed_webhook_url(std::string_view text, const WebhookRules& rules) {
  Result<WebhookUrl> url = webhook_url_of(text);
  if (!url) return url;
  if (rules.hosts.empty()) {
    return Error{ErrorCode::conflict,
                 "this server sends no webhooks: its administrator allows hosts by --webhook-hosts", "url"};
  }
  const bool is_listed = std::any_of(rules.hosts.begin(), rules.hosts.end(),
                                     [&](const std::string& rule) { return means(rule, url.value()); });
  if (!is_listed) {
    return Error{ErrorCode::invalid,
                 fmt::format("the host {} with port {} is not among those the server may reach; its "
                             "administrator allows hosts by --webhook-hosts",
                             url.value().host, url.value().port),
                 "url"};
  }
  if (!url.value().is_https &&
      (rules.reach == WebhookReach::everybody || !names_this_machine(url.value().host))) {
    return wrong(
        "an address begins with https://; http is for this machine alone, where the server allows it");
  }
  return url;
}

bool is_host_rule(std::string_view text) {
  if (text != lower_ascii(text)) return false;
  if (text.starts_with("*.")) text.remove_prefix(2);
  WebhookUrl url;
  return read_authority(text, url).ok();
}

std::string new_webhook_secret() { return std::string(secret_prefix) + base64(random_bytes(secret_bytes)); }

std::optional<std::string> webhook_signature(std::string_view secret, const SignedText& text) {
  if (!secret.starts_with(secret_prefix)) return std::nullopt;
  const auto key = bytes_from_base64(secret.substr(secret_prefix.size()));
  if (!key || key->empty()) return std::nullopt;
  const std::string all = fmt::format("{}.{}.{}", text.event, text.at_s, text.body);
  return "v1," + base64(as_text(hmac_sha256(*key, all)));
}

}  // namespace assay::domain
