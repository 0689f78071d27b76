#include "http/site.h"

#include <utility>

#include "app/permissions.h"
#include "http/app_archive.h"
#include "http/dispatch.h"
#include "http/identify.h"
#include "http/routes.h"
#include "store/user.h"

namespace assay::http {
namespace {

// As they are now: whoever is locked or closed hears nothing more on a stream that is still open.
bool is_active(app::Context& context, domain::UserId id) {
  const Result<domain::User> user =
      context.database.read([&](store::Connection& connection) { return store::user_by_id(connection, id); });
  return user.ok() && user.value().state == "active";
}

// Who works in an engagement hears of that provider's rows, not of others', nor where the log stands.
std::optional<app::Notice> heard_by(app::Context& context, const domain::User& user, app::Notice notice) {
  if (!is_active(context, user.id)) return std::nullopt;
  if (notice.project == 0) return notice;
  app::Caller caller;
  caller.user = user;
  caller.access = app::Access::read;
  const app::Verb verb = notice.kind == "job" ? app::Verb::see_jobs : app::Verb::see_project;
  const Result<domain::Scope> scope = app::scope_for(context, caller, verb, {notice.project});
  if (!scope.ok()) return std::nullopt;
  if (scope.value().whole()) return notice;
  if (!notice.providers.empty() && !notice.providers.contains(scope.value().provider.value))
    return std::nullopt;
  notice.log_position = 0;
  return notice;
}

}  // namespace

struct Site::Parts {
  Parts(const SiteSettings& settings, app::Context& its_context, const Log& log, StaticFiles its_files)
      : context(its_context),
        files(std::move(its_files)),
        router(all_routes()),
        metrics(router.routes()),
        attempts(context.clock),
        traffic(context.clock, settings.requests_a_minute),
        events(EventsSettings{}, context.clock,
               [&its_context](const domain::User& user, const app::Notice& notice) {
                 return heard_by(its_context, user, notice);
               }),
        services{&context,
                 &events,
                 &attempts,
                 &traffic,
                 &files,
                 &router,
                 &metrics,
                 settings.metrics_token,
                 settings.cookies,
                 settings.log_key,
                 settings.settings,
                 settings.openid,
                 settings.proxy_header},
        dispatcher({router, metrics, log, context.clock, services,
                    identify_by(context, services.proxy_header, settings.cookies),
                    [this](const Request& request) { return files.answer(request); }, settings.proxy}) {
    add_gauges();
  }

  app::Context& context;
  StaticFiles files;
  Router router;
  Metrics metrics;
  Attempts attempts;
  Traffic traffic;
  Events events;
  Services services;
  Dispatcher dispatcher;
  std::unique_ptr<Server> server;

  void add_gauges() {
    metrics.add_gauge("assay_event_streams", "Open streams of events.",
                      [this] { return static_cast<double>(events.stream_count()); });
    metrics.add_gauge("assay_database_commits", "Commits of the writer since the start.",
                      [this] { return static_cast<double>(context.database.counts().commits); });
    metrics.add_gauge("assay_database_writes", "Writes in these commits.",
                      [this] { return static_cast<double>(context.database.counts().writes); });
    metrics.add_gauge("assay_database_failed_commits", "Commits that the database refused.",
                      [this] { return static_cast<double>(context.database.counts().failed_commits); });
    metrics.add_gauge("assay_database_checkpoints", "Times the write-ahead log was moved into the database.",
                      [this] { return static_cast<double>(context.database.counts().checkpoints); });
    metrics.add_gauge("assay_projects_waiting", "Projects that are still to be loaded into memory.",
                      [this] { return static_cast<double>(context.live.loads_waiting()); });
  }
};

Site::Site(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}

Site::~Site() { stop(); }

Result<std::unique_ptr<Site>> Site::start(const SiteSettings& settings, app::Context& context,
                                          const Log& log) {
  auto files = StaticFiles::open(app_archive());
  if (!files.ok()) return files.error();
  files.value().allow_images_from(settings.images_from);
  auto parts = std::make_unique<Parts>(settings, context, log, std::move(files).value());
  context.notify = [events = &parts->events, spread = settings.spread](const app::Notice& notice) {
    events->publish(notice);
    if (spread) spread(notice);
  };
  auto server = Server::start(settings.server, [dispatcher = &parts->dispatcher](const Request& request) {
    return dispatcher->answer(request);
  });
  if (!server.ok()) {
    context.notify = nullptr;
    return server.error();
  }
  parts->server = std::move(server).value();
  return std::make_unique<Site>(std::move(parts));
}

std::uint16_t Site::port() const { return parts_->server->port(); }

void Site::hear(const app::Notice& notice) { parts_->events.publish(notice); }

void Site::stop() {
  if (!parts_->server) return;
  parts_->server->stop();
  parts_->context.notify = nullptr;
}

}  // namespace assay::http
