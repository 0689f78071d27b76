#include "cli/outbound_settings.h"

#include <fmt/format.h>

#include <array>

#include "base/file.h"
#include "work/mail_text.h"

namespace assay::cli {
namespace {

Error wrong(std::string message, const char* where) {
  return Error{ErrorCode::invalid, std::move(message), where};
}

Result<Done> read_public_address(const ServeSettings& settings, app::Outbound& out) {
  out.public_address = settings.public_address;
  while (out.public_address.ends_with('/')) out.public_address.pop_back();
  if (out.public_address.empty()) {
    return wrong("e-mail and webhooks hold links: say where people find the application", "--public-address");
  }
  if (!domain::webhook_url_of(out.public_address)) {
    return wrong("an address is https://host or https://host/path", "--public-address");
  }
  return Done{};
}

bool is_this_machine(const std::string& host) {
  return host == "localhost" || host == "::1" || host == "127.0.0.1";
}

Result<Done> read_tls(const ServeSettings& settings, work::MailServer& out) {
  constexpr std::array ways = {std::pair{"starttls", work::MailTls::starttls},
                               std::pair{"tls", work::MailTls::from_the_start},
                               std::pair{"none", work::MailTls::none}};
  bool is_known = false;
  for (const auto& [name, way] : ways) {
    if (settings.mail_tls != name) continue;
    out.tls = way;
    is_known = true;
  }
  if (!is_known) return wrong("this is starttls, tls or none", "--mail-tls");
  if (out.tls == work::MailTls::none && !is_this_machine(out.host)) {
    return wrong("e-mail goes without TLS to a server on this machine alone", "--mail-tls");
  }
  return Done{};
}

Result<work::MailServer> mail_server(const ServeSettings& settings) {
  work::MailServer out;
  const auto place = domain::webhook_url_of("https://" + settings.mail_server);
  const bool has_port = settings.mail_server.find_last_of(":]") != std::string::npos &&
                        settings.mail_server[settings.mail_server.find_last_of(":]")] == ':';
  if (!place || !has_port || settings.mail_server.find('/') != std::string::npos) {
    return wrong("a mail server is HOST:PORT, like smtp.example.org:587", "--mail-server");
  }
  out.host = place.value().host;
  out.port = place.value().port;
  if (auto tls = read_tls(settings, out); !tls) return tls.error();
  if (!work::is_mail_address(settings.mail_from)) {
    return wrong("the sender of the e-mail is an address: assay@example.org", "--mail-from");
  }
  out.from = settings.mail_from;
  out.user = settings.mail_user;
  out.ca_file = settings.outbound_ca;
  Result<Secret> password = secret_from(settings.mail_password_file, "ASSAY_MAIL_PASSWORD");
  if (!password) return password.error();
  out.password = std::move(password).value();
  if (out.user.empty() != out.password.empty()) {
    return wrong("a user of the mail server and a password belong together: ASSAY_MAIL_PASSWORD, or a file",
                 "--mail-user");
  }
  return out;
}

Result<domain::WebhookRules> webhook_rules(const ServeSettings& settings) {
  domain::WebhookRules out;
  const std::string& list = settings.webhook_hosts;
  for (std::size_t at = 0; at < list.size();) {
    const std::size_t end = std::min(list.find(',', at), list.size());
    const std::string host = list.substr(at, end - at);
    if (!domain::is_host_rule(host)) {
      return wrong(fmt::format("\"{}\" is no host, host:port or *.domain in lower case", host),
                   "--webhook-hosts");
    }
    out.hosts.push_back(host);
    at = end + 1;
  }
  if (settings.webhook_reach == "machine") out.reach = domain::WebhookReach::machine;
  if (settings.webhook_reach == "private") out.reach = domain::WebhookReach::private_networks;
  if (out.reach == domain::WebhookReach::everybody && settings.webhook_reach != "public") {
    return wrong("this is public, machine or private", "--webhook-reach");
  }
  return out;
}

}  // namespace

Result<OutboundSettings> outbound_settings(const ServeSettings& settings) {
  OutboundSettings out;
  out.sender.ca_file = settings.outbound_ca;
  if (!settings.outbound_ca.empty() && !file_exists(settings.outbound_ca)) {
    return wrong("there is no such file", "--outbound-ca");
  }
  Result<domain::WebhookRules> rules = webhook_rules(settings);
  if (!rules) return rules.error();
  out.outbound.webhooks = std::move(rules).value();
  if (!settings.mail_server.empty()) {
    Result<work::MailServer> server = mail_server(settings);
    if (!server) return server.error();
    out.sender.mail = std::move(server).value();
    out.outbound.has_mail = true;
  }
  if (!out.outbound.leads_anywhere()) return out;
  if (auto url = read_public_address(settings, out.outbound); !url) return url.error();
  return out;
}

}  // namespace assay::cli
