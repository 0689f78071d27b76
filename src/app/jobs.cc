#include "app/jobs.h"

#include <fmt/format.h>

#include <array>
#include <chrono>
#include <condition_variable>
#include <exception>
#include <mutex>

#include "app/exports.h"
#include "app/imports.h"
#include "app/messages.h"
#include "app/permissions.h"
#include "app/snapshots.h"
#include "base/background.h"
#include "store/job.h"
#include "store/user.h"

namespace assay::app {
namespace {

constexpr std::array job_table = {JobKind{"import", run_import}, JobKind{"snapshot", run_snapshot},
                                  JobKind{"export", run_export}};

constexpr const char* cancelled_message = "cancelled";

const JobKind* kind_named(const std::string& name) {
  for (const JobKind& kind : job_table) {
    if (name == kind.name) return &kind;
  }
  return nullptr;
}

// Where a job's results are, and why it failed.
std::string link_of(const domain::Job& job) {
  const char* place = job.kind == "import" ? "import" : job.kind == "snapshot" ? "snapshots" : "overview";
  return fmt::format("/projects/{}/{}", job.project.value, place);
}

// Who has cancelled a job knows that it has ended.
Result<Done> tell_who_asked(Context& context, store::Transaction& transaction, const domain::Job& job) {
  if (job.state == "cancelled" || job.project.none()) return Done{};
  return tell(context, transaction,
              {.kind = job.state == "done" ? "job_ended" : "job_failed",
               .recipients = {job.created_by},
               .project = job.project,
               .words = {{"job", job.kind}},
               .objects = {{"job", std::to_string(job.id.value)}},
               .link = link_of(job)});
}

void tell_of(Context& context, const domain::Job& job) {
  context.tell({.kind = "job", .project = job.project.value, .job = job.id.value});
}

Result<std::string> run_body(RunningJob& running) {
  const JobKind* kind = kind_named(running.job().kind);
  if (kind == nullptr) {
    return Error{ErrorCode::internal, "this program does not know jobs of the kind " + running.job().kind,
                 ""};
  }
  // A mistake of ours ends this job, and no other: left running it would be taken up at every start.
  try {
    return kind->run(running);
  } catch (const std::exception& mistake) {
    return Error{ErrorCode::internal, mistake.what(), ""};
  }
}

// Makes the lease of a job longer for as long as it runs, several times before it would be over.
class Lease {
 public:
  Lease(Context& context, const domain::Job& job) : context_(context), id_(job.id), claim_(job.claim) {
    thread_.emplace([this] { loop(); });
  }
  ~Lease() {
    {
      const std::lock_guard lock(mutex_);
      ended_ = true;
    }
    changed_.notify_all();
    thread_.reset();
  }
  Lease(const Lease&) = delete;
  Lease& operator=(const Lease&) = delete;

 private:
  // What fails is tried again; when it fails for too long, note() and the end of the job find it lost.
  void loop() {
    domain::Job job;
    job.id = id_;
    job.claim = claim_;
    std::unique_lock lock(mutex_);
    while (!changed_.wait_for(lock, std::chrono::microseconds(job_lease_us / 4), [this] { return ended_; })) {
      lock.unlock();
      static_cast<void>(context_.database.maintain([&](store::Transaction& transaction) {
        return store::extend_lease(transaction.connection(), job, transaction.now_us() + job_lease_us);
      }));
      lock.lock();
    }
  }

  Context& context_;
  const domain::JobId id_;
  const std::int64_t claim_;
  std::mutex mutex_;
  std::condition_variable changed_;
  bool ended_ = false;
  std::optional<BackgroundThread> thread_;
};

Result<domain::Job> job_seen_by(store::Connection& connection, const Caller& caller, domain::JobId id,
                                Verb verb) {
  Result<domain::Job> found = store::job_by_id(connection, id);
  if (!found) return no_such("job", found.error());
  if (auto may = allow(connection, caller, verb, found.value().project); !may) {
    return no_such("job", may.error());
  }
  return found;
}

}  // namespace

std::span<const JobKind> job_kinds() { return job_table; }

Result<domain::Job> job(Context& context, const Caller& caller, domain::JobId id) {
  return context.database.read(
      [&](store::Connection& connection) { return job_seen_by(connection, caller, id, Verb::see_jobs); });
}

Result<std::vector<domain::Job>> jobs(Context& context, const Caller& caller, domain::ProjectId project,
                                      const Page& page) {
  return context.database.read([&](store::Connection& connection) -> Result<std::vector<domain::Job>> {
    if (auto may = allow(connection, caller, Verb::see_jobs, project); !may) return may.error();
    return store::jobs_of(connection, project, page.before, std::min<std::int64_t>(page.limit, 1000));
  });
}

Result<Done> cancel_job(Context& context, const Caller& caller, domain::JobId id) {
  domain::ProjectId project;
  Result<Done> done =
      context.database.write([&](store::Transaction& transaction) -> Result<store::Outcome<Done>> {
        Result<domain::Job> found = job_seen_by(transaction.connection(), caller, id, Verb::cancel_job);
        if (!found) return found.error();
        Result<bool> asked = store::ask_to_cancel(transaction.connection(), id, transaction.now_us());
        if (!asked) return asked.error();
        if (!asked.value()) {
          return Error{ErrorCode::conflict,
                       "the job is " + found.value().state +
                           "; only waiting and running jobs can be "
                           "cancelled",
                       "job"};
        }
        domain::AuditEvent event = event_by(caller, "cancel_job", "job");
        project = found.value().project;
        event.project = project;
        event.object = id.value;
        return store::Outcome<Done>::changed({}, std::move(event));
      });
  if (done) context.tell({.kind = "job", .project = project.value, .job = id.value});
  return done;
}

Result<domain::Job> queue_job(Context& context, const Caller& caller, domain::Job job,
                              const std::string& verb) {
  Result<domain::Job> queued =
      context.database.write([&](store::Transaction& transaction) -> Result<store::Outcome<domain::Job>> {
        job.created_at = transaction.now_us();
        job.created_by = caller.user.id;
        Result<domain::JobId> id = store::insert_job(transaction.connection(), job);
        if (!id) return id.error();
        job.id = id.value();
        domain::AuditEvent event = event_by(caller, verb, "job");
        event.project = job.project;
        event.object = job.id.value;
        event.after = sha256(job.input);
        return store::Outcome<domain::Job>::changed(job, std::move(event));
      });
  if (queued && context.job_waits) context.job_waits();
  return queued;
}

Result<Done> RunningJob::note() {
  Result<bool> cancelled = context_.database.maintain([&](store::Transaction& transaction) -> Result<bool> {
    Result<domain::Job> stored = store::job_by_id(transaction.connection(), job_.id);
    if (!stored) return stored.error();
    if (stored.value().cancel_asked) return true;
    Result<Done> updated = store::update_job(transaction.connection(), job_);
    if (!updated) return updated.error();
    return false;
  });
  if (!cancelled) return cancelled.error();
  if (cancelled.value()) return Error{ErrorCode::conflict, cancelled_message, ""};
  tell_of(context_, job_);
  return Done{};
}

Result<Caller> RunningJob::caller() const {
  Result<domain::User> user = context_.database.read(
      [&](store::Connection& connection) { return store::user_by_id(connection, job_.created_by); });
  if (!user) return user.error();
  return Caller{std::move(user).value(), Access::write, fmt::format("job-{}", job_.id.value), "job"};
}

Result<bool> run_next_job(Context& context) {
  Result<bool> waits = context.database.read(
      [&](store::Connection& connection) { return store::a_job_waits(connection, context.clock.now_us()); });
  if (!waits || !waits.value()) return waits;
  Result<std::optional<domain::Job>> taken = context.database.maintain([&](store::Transaction& transaction) {
    const std::int64_t now = transaction.now_us();
    return store::take_job(transaction.connection(), {now, now + job_lease_us});
  });
  if (!taken) return taken.error();
  if (!taken.value()) return false;
  RunningJob running(context, *taken.value());
  const Lease lease(context, running.job());
  Result<std::string> result = run_body(running);
  domain::Job& ended = running.job();
  const bool cancelled =
      !result && result.error().code == ErrorCode::conflict && result.error().message == cancelled_message;
  ended.state = result ? "done" : cancelled ? "cancelled" : "failed";
  ended.error = result ? "" : error_text(result.error());
  ended.result = result ? result.value() : "";
  ended.finished_at = context.clock.now_us();
  Result<Done> written = context.database.maintain([&](store::Transaction& transaction) -> Result<Done> {
    if (auto kept = store::update_job(transaction.connection(), ended); !kept) return kept;
    return tell_who_asked(context, transaction, ended);
  });
  if (!written && written.error().code == ErrorCode::conflict) return true;  // it is another's by now
  if (!written) return written.error();
  tell_of(context, ended);
  return true;
}

}  // namespace assay::app
