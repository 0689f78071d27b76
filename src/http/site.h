#pragma once
// The whole server: the verbs behind routes behind sockets. What the command line starts.

#include <functional>
#include <memory>
#include <string>

#include "app/context.h"
#include "base/log.h"
#include "base/result.h"
#include "http/dispatch.h"
#include "http/metrics.h"
#include "http/server.h"
#include "http/services.h"

namespace assay::http {

struct SiteSettings {
  ServerSettings server;
  std::string metrics_token;             // empty: metrics from this machine alone
  Cookies cookies = Cookies::plain;      // secure: people come by https that a proxy ends
  const app::LogKey* log_key = nullptr;  // outlives the site
  std::vector<SettingRow> settings;
  Proxy proxy = Proxy::none;
  std::int64_t requests_a_minute = Traffic::requests_a_minute;  // of one account or address; 0: no limit
  app::OpenidSignIn* openid = nullptr;                          // outlives the site; none: no issuer is set
  ProxyHeader proxy_header;
  std::string images_from;  // the origin of a bucket whose images pages show; empty: none
  // Told of everything that pages open here are told of, for those open on other servers; may be empty.
  std::function<void(const app::Notice&)> spread;
};

class Site {
 public:
  // Listens when it returns. The context and the log outlive the site; the context's notify becomes the
  // site's event stream until it stops.
  static Result<std::unique_ptr<Site>> start(const SiteSettings& settings, app::Context& context,
                                             const Log& log);
  ~Site();  // as stop()
  Site(const Site&) = delete;
  Site& operator=(const Site&) = delete;

  std::uint16_t port() const;
  // Tells the pages open here what another server has told.
  void hear(const app::Notice& notice);
  void stop();

  struct Parts;
  explicit Site(std::unique_ptr<Parts> parts);  // for start()

 private:
  std::unique_ptr<Parts> parts_;
};

}  // namespace assay::http
