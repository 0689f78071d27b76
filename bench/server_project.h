#pragma once
// A server with one user and projects on it, as the cases of ./do bench server need them.

#include <memory>
#include <optional>
#include <string>

#include "bench/http_load.h"
#include "bench/server_cases.h"
#include "domain/nouns.h"
#include "store/connection.h"

namespace assay::bench {

class BenchProject {
 public:
  explicit BenchProject(const CaseOptions& options);  // a running server with an empty project

  ServerProcess& server() { return *server_; }
  const std::string& token() const { return token_; }
  const std::string& folder() const { return folder_.path(); }
  const ServerPlan& plan() const { return plan_; }
  domain::ProjectId project() const { return project_; }
  std::string path(const std::string& rest) const;  // "/api/v1/projects/1" + rest

  domain::ProjectId add_project();
  void stop() { server_.reset(); }
  void start() { server_ = std::make_unique<ServerProcess>(plan_); }
  // Ends the benchmark when the answer is no success.
  std::string ask(const Ask& ask);
  std::unique_ptr<store::Connection> connection() const;  // to its database
  double metric(const std::string& name);                 // of /metrics; 0 when it is not there
  void wait_until_ready();                                // until /readyz says so

 private:
  BenchFolder folder_;
  ServerPlan plan_;
  std::string token_;
  std::unique_ptr<ServerProcess> server_;
  domain::ProjectId project_;
};

// An annotation as JSON, on a seeded item.
std::string annotation_json(std::int64_t item, std::int64_t annotator, std::int64_t label, std::int64_t time);

}  // namespace assay::bench
