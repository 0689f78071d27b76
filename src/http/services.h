#pragma once
// What handlers work with. Owned by whoever starts the server; outlives every request.

#include <string>

#include "app/audit.h"
#include "app/context.h"
#include "base/clock.h"
#include "http/attempts.h"
#include "http/events.h"
#include "http/metrics.h"
#include "http/route.h"
#include "http/static_files.h"

namespace assay::http {

enum class Cookies { plain, secure };

struct Services {
  app::Context* app = nullptr;
  Events* events = nullptr;
  Attempts* attempts = nullptr;
  const StaticFiles* files = nullptr;
  const Router* router = nullptr;  // for what is made from the rows
  const Metrics* metrics = nullptr;
  std::string metrics_token;  // empty: metrics from this machine alone
  const app::LogKey* log_key = nullptr;
  Cookies cookies = Cookies::plain;  // secure: people reach the server by https, whoever ends it
};

// Who calls, as verbs want it.
app::Caller caller_of(const Call& call);

}  // namespace assay::http
