#include "cli/sign_on_settings.h"

#include "base/fetch.h"
#include "base/file.h"
#include "base/text.h"

namespace assay::cli {
namespace {

constexpr std::size_t secret_bytes_max = 4096;
constexpr std::size_t button_bytes_max = 100;

// The first line of the file; "" without a file.
Result<std::string> secret_of(const std::string& path, const char* flag) {
  if (path.empty()) return std::string();
  Result<FileBytes> file = FileBytes::open(path);
  if (!file) return file.error();
  const std::string_view bytes = file.value().bytes();
  const std::string_view line = bytes.substr(0, bytes.find_first_of("\r\n"));
  if (line.empty() || line.size() > secret_bytes_max) {
    return Error{ErrorCode::invalid, "the file holds the secret as its first line", flag};
  }
  return std::string(line);
}

Result<Done> refuse_without_issuer(const ServeSettings& settings) {
  const ServeSettings defaults;
  for (const auto& [value, otherwise, flag] :
       {std::tuple{&settings.openid_client_id, &defaults.openid_client_id, "--openid-client-id"},
        std::tuple{&settings.openid_client_secret_file, &defaults.openid_client_secret_file,
                   "--openid-client-secret-file"},
        std::tuple{&settings.openid_scopes, &defaults.openid_scopes, "--openid-scopes"},
        std::tuple{&settings.openid_button, &defaults.openid_button, "--openid-button"},
        std::tuple{&settings.openid_organisation, &defaults.openid_organisation, "--openid-organisation"}}) {
    if (*value == *otherwise) continue;
    return Error{ErrorCode::invalid, "this is of an issuer; name it: --openid-issuer https://…", flag};
  }
  return Done{};
}

Result<Done> check_button(const std::string& button) {
  if (!button.empty() && button.size() <= button_bytes_max && printable(button) == button) return Done{};
  return Error{ErrorCode::invalid, "1 to 100 bytes that can be shown", "--openid-button"};
}

}  // namespace

Result<std::optional<app::OpenidSettings>> openid_settings(const ServeSettings& settings) {
  if (settings.openid_issuer.empty()) {
    if (auto none = refuse_without_issuer(settings); !none) return none.error();
    return std::optional<app::OpenidSettings>();
  }
  Result<std::string> secret = secret_of(settings.openid_client_secret_file, "--openid-client-secret-file");
  if (!secret) return secret.error();
  if (auto shown = check_button(settings.openid_button); !shown) return shown.error();
  app::OpenidSettings out;
  out.issuer = settings.openid_issuer;
  out.client_id = settings.openid_client_id;
  out.client_secret = Secret(std::move(secret).value());
  out.scopes = settings.openid_scopes;
  out.button = settings.openid_button;
  out.organisation = settings.openid_organisation;
  out.public_address = settings.public_address;
  if (auto checked = app::check_openid(out); !checked) return checked.error();
  return std::optional(std::move(out));
}

Result<http::ProxyHeader> proxy_header_of(const ServeSettings& settings) {
  Result<std::string> secret = secret_of(settings.proxy_secret_file, "--proxy-secret-file");
  if (!secret) return secret.error();
  return http::ProxyHeader::read(
      {settings.proxy_user_header, settings.proxy_addresses, std::move(secret).value()});
}

OpenidParts::OpenidParts(app::OpenidSettings settings, app::Context& context, const Log& log)
    : issuer(std::move(settings), context.clock, [](const FetchRequest& request) { return fetch(request); }),
      sign_in(context, issuer, log) {}

}  // namespace assay::cli
