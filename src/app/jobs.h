#pragma once
// Long work: asked for by people, done by the runner in pieces that can be taken up again.

#include <functional>
#include <span>
#include <vector>

#include "app/context.h"
#include "app/projects.h"
#include "domain/job.h"

namespace assay::app {

Result<domain::Job> job(Context& context, const Caller& caller, domain::JobId id);
Result<std::vector<domain::Job>> jobs(Context& context, const Caller& caller, domain::ProjectId project,
                                      const Page& page);
Result<Done> cancel_job(Context& context, const Caller& caller, domain::JobId id);

// Queues the job with its audit event; the caller's right was checked.
Result<domain::Job> queue_job(Context& context, const Caller& caller, domain::Job job,
                              const std::string& verb);

// A job while it runs. note() keeps what the job says of its progress, and refuses with `conflict` when
// somebody asked to cancel: the job ends there.
class RunningJob {
 public:
  RunningJob(Context& context, domain::Job job) : context_(context), job_(std::move(job)) {}
  Context& context() { return context_; }
  domain::Job& job() { return job_; }
  Result<Done> note();
  // Who asked for it, as the caller of the verbs it uses.
  Result<Caller> caller() const;

 private:
  Context& context_;
  domain::Job job_;
};

// The body gives the job's result as JSON.
struct JobKind {
  const char* name;
  Result<std::string> (*run)(RunningJob& job);
};
std::span<const JobKind> job_kinds();

// Takes the oldest job that waits and runs it to its end. False: none waits. While it runs its lease is made
// longer again and again; a job whose server has died is taken up by whoever comes here after the lease. Who
// has lost a job to another keeps nothing of it.
Result<bool> run_next_job(Context& context);
inline constexpr std::int64_t job_lease_us = 30'000'000;

}  // namespace assay::app
