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

Events::MaySee by_membership(app::Context& context) {
  return [&context](const domain::User& user, std::int64_t project) {
    app::Caller caller;
    caller.user = user;
    caller.access = app::Access::read;
    return context.database
        .read([&](store::Connection& connection) -> Result<Done> {
          // As they are now: whoever is locked or closed hears nothing more on a stream that is still open.
          Result<domain::User> now = store::user_by_id(connection, user.id);
          if (!now) return now.error();
          if (now.value().state != "active") return Error{ErrorCode::forbidden, "this user is out", ""};
          if (project == 0) return Done{};
          return app::allow(connection, caller, app::Verb::see_project, domain::ProjectId{project});
        })
        .ok();
  };
}

}  // namespace

struct Site::Parts {
  Parts(const SiteSettings& settings, app::Context& its_context, const Log& log, StaticFiles its_files)
      : context(its_context),
        files(std::move(its_files)),
        router(all_routes()),
        metrics(router.routes()),
        attempts(context.clock),
        events(EventsSettings{}, context.clock, by_membership(context)),
        services{&context,
                 &events,
                 &attempts,
                 &files,
                 &router,
                 &metrics,
                 settings.metrics_token,
                 settings.cookies,
                 settings.log_key,
                 settings.settings},
        dispatcher({router, metrics, log, context.clock, services, identify_by(context),
                    [this](const Request& request) { return files.answer(request); }, settings.proxy}) {
    add_gauges();
  }

  app::Context& context;
  StaticFiles files;
  Router router;
  Metrics metrics;
  Attempts attempts;
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
  context.notify = [events = &parts->events](const app::Notice& notice) { events->publish(notice); };
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

void Site::stop() {
  if (!parts_->server) return;
  parts_->server->stop();
  parts_->context.notify = nullptr;
}

}  // namespace assay::http
