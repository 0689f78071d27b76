#include <fmt/format.h>

#include "app/erasures.h"
#include "app/users.h"
#include "base/log.h"
#include "base/process.h"
#include "cli/command.h"
#include "cli/outbound_settings.h"
#include "cli/place.h"
#include "cli/serve_settings.h"
#include "cli/sign_on_settings.h"
#include "http/site.h"
#include "work/follower.h"
#include "work/neighbours.h"
#include "work/runner.h"
#include "work/sender.h"

namespace assay::cli {
namespace {

Result<LogLevel> level_of(const std::string& name) {
  for (const LogLevel level : {LogLevel::debug, LogLevel::info, LogLevel::warning, LogLevel::error}) {
    if (name == log_level_name(level)) return level;
  }
  return Error{ErrorCode::invalid, "a level is debug, info, warning or error", "--log-level"};
}

http::SiteSettings site_settings(const ServeSettings& settings, const ListenAddress& listen,
                                 const Place& place) {
  http::SiteSettings site;
  site.server.address = listen.address;
  site.server.port = listen.port;
  site.server.certificate_file = settings.tls_cert;
  site.server.key_file = settings.tls_key;
  site.server.connections_max = http::connections_possible(site.server.connections_max);
  const bool https = settings.https_proxy == "yes" || !settings.tls_cert.empty() ||
                     settings.public_address.starts_with("https://");
  if (settings.https_proxy == "yes") site.proxy = http::Proxy::on_this_machine;
  site.metrics_token = settings.metrics_token;
  site.requests_a_minute = requests_a_minute(settings);
  site.cookies = https ? http::Cookies::secure : http::Cookies::plain;
  site.log_key = &place.log_key();
  site.settings = settings.rows;
  site.images_from = settings.bucket_endpoint;
  return site;
}

Result<Done> greet(Place& place, const ServeSettings& settings, const ListenAddress& listen,
                   std::uint16_t port, Console& console) {
  const std::string scheme = settings.tls_cert.empty() ? "http" : "https";
  const bool v6 = listen.address.find(':') != std::string::npos;
  const std::string at =
      fmt::format("{}://{}:{}", scheme, v6 ? "[" + listen.address + "]" : listen.address, port);
  console.out << "Assay listens at " << at << "\n";
  Result<std::optional<std::string>> link = app::make_setup_link(place.context());
  if (!link) return link.error();
  if (link.value()) {
    console.out << "Nobody can sign in yet. Open this link once to make the first user:\n  " << at
                << "/setup#token=" << *link.value() << "\n";
  }
  console.out.flush();
  return Done{};
}

// Other servers may work on the same PostgreSQL database; on an SQLite file nobody else serves.
std::unique_ptr<work::Neighbours> neighbours_of(const ServeSettings& settings, const Log& log) {
  if (settings.database.empty()) return nullptr;
  return std::make_unique<work::Neighbours>(settings.database, log);
}

Result<int> serve_until_stopped(ServeSettings& settings, Console& console) {
  if (auto settled = settle(settings); !settled) return settled.error();
  Result<LogLevel> level = level_of(settings.log_level);
  if (!level) return level.error();
  Result<ListenAddress> listen = listen_address(settings.listen);
  if (!listen) return listen.error();
  if (auto heard = check_listen(settings, listen.value()); !heard) return heard.error();
  Result<files::ImageSources> images = image_sources(settings);
  if (!images) return images.error();
  Result<http::ProxyHeader> proxy_header = proxy_header_of(settings);
  if (!proxy_header) return proxy_header.error();
  Result<std::optional<app::OpenidSettings>> openid_set = openid_settings(settings);
  if (!openid_set) return openid_set.error();
  Result<OutboundSettings> outbound = outbound_settings(settings);
  if (!outbound) return outbound.error();
  const StopSignals signals;
  const SystemClock clock;
  const Log log(clock, level.value());
  Result<std::unique_ptr<Place>> place = Place::open(settings);
  if (!place) return place.error();
  if (auto same = place.value()->check_sealing_key(); !same) return same.error();
  if (auto same = place.value()->check_log_key(settings.keys); !same) return same.error();
  place.value()->show_images_from(std::move(images).value());
  place.value()->sign_in_by(sign_in_rules(settings));
  app::Context& context = place.value()->context();
  context.outbound = outbound.value().outbound;
  if (auto settled = app::settle_protection(context); !settled) return settled.error();
  std::unique_ptr<work::Sender> sender;
  if (context.outbound.leads_anywhere()) {
    sender = work::Sender::start(context, std::move(outbound.value().sender), log);
  }
  std::unique_ptr<work::Runner> runner;
  if (settings.jobs == "yes") {
    auto started = work::Runner::start(context, place.value()->log_key(), log);
    if (!started) return started.error();
    runner = std::move(started).value();
  }
  const work::Follower follower(context.live, log);
  const std::unique_ptr<work::Neighbours> neighbours = neighbours_of(settings, log);
  http::SiteSettings for_site = site_settings(settings, listen.value(), *place.value());
  for_site.proxy_header = std::move(proxy_header).value();
  std::optional<OpenidParts> openid;
  if (openid_set.value()) {
    openid.emplace(*std::move(openid_set).value(), context, log);
    for_site.openid = &openid->sign_in;
  }
  if (neighbours) for_site.spread = [&neighbours](const app::Notice& notice) { neighbours->tell(notice); };
  auto site = http::Site::start(for_site, context, log);
  if (!site) return site.error();
  if (neighbours) neighbours->start([&site](const app::Notice& notice) { site.value()->hear(notice); });
  context.live.tell_followed([&context](domain::ProjectId id, std::int64_t position,
                                        const std::set<std::int64_t>& providers) {
    context.tell({.kind = "project", .project = id.value, .log_position = position, .providers = providers});
  });
  // In the background: /readyz says when all are there.
  if (auto loading = context.live.load_open_projects(); !loading) return loading.error();
  auto greeted = greet(*place.value(), settings, listen.value(), site.value()->port(), console);
  if (!greeted) return greeted.error();
  signals.wait();
  console.out << "stopping\n";
  if (neighbours) neighbours->stop();
  site.value()->stop();
  runner.reset();
  sender.reset();
  return exit_done;
}

}  // namespace

int serve(Words words, Console& console) {
  ServeSettings settings;
  Arguments arguments("serve", "The server and its web application.", "assay serve --data assay-data");
  declare_settings(arguments, settings);
  return run_command(arguments, words, console, [&] { return serve_until_stopped(settings, console); });
}

}  // namespace assay::cli
