#pragma once
// What handlers work with. Owned by whoever starts the server; outlives every request.

#include <string>
#include <vector>

#include "app/audit.h"
#include "app/context.h"
#include "app/single_sign_on.h"
#include "base/clock.h"
#include "http/attempts.h"
#include "http/events.h"
#include "http/metrics.h"
#include "http/proxy_header.h"
#include "http/route.h"
#include "http/static_files.h"
#include "http/traffic.h"
#include "http/visitor.h"

namespace assay::http {

// A setting of the server as its administrator sees it; secrets are not among them.
struct SettingRow {
  std::string name, value, source, help;
};

struct Services {
  app::Context* app = nullptr;
  Events* events = nullptr;
  Attempts* attempts = nullptr;
  Traffic* traffic = nullptr;  // none: nothing is counted
  const StaticFiles* files = nullptr;
  const Router* router = nullptr;  // for what is made from the rows
  const Metrics* metrics = nullptr;
  std::string metrics_token;         // empty: metrics from this machine alone
  Cookies cookies = Cookies::plain;  // secure: people reach the server by https, whoever ends it
  const app::LogKey* log_key = nullptr;
  std::vector<SettingRow> settings;
  app::OpenidSignIn* openid = nullptr;  // none: no issuer is set
  ProxyHeader proxy_header;
};

// Who calls, as verbs want it.
app::Caller caller_of(const Call& call);

}  // namespace assay::http
