#pragma once
// What the settings say about signing in by others: an issuer of OpenID Connect, a trusted proxy.

#include <optional>

#include "app/single_sign_on.h"
#include "cli/serve_settings.h"
#include "http/proxy_header.h"

namespace assay::cli {

// Nothing when no issuer is set; refuses an issuer that cannot work, and settings of one without it. The
// secret comes from its file.
Result<std::optional<app::OpenidSettings>> openid_settings(const ServeSettings& settings);
// Off when none of its settings is there; refuses some of them without the others.
Result<http::ProxyHeader> proxy_header_of(const ServeSettings& settings);

// The issuer and the verbs on it, for as long as the server runs.
struct OpenidParts {
  OpenidParts(app::OpenidSettings settings, app::Context& context, const Log& log);
  app::OpenidIssuer issuer;
  app::OpenidSignIn sign_in;
};

}  // namespace assay::cli
