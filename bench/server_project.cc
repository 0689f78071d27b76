#include "bench/server_project.h"

#include <fmt/format.h>
#include <unistd.h>

#include <cstdlib>
#include <nlohmann/json.hpp>

#include "base/clock.h"
#include "base/json_text.h"
#include "bench/seeded_project.h"

namespace assay::bench {
namespace {

constexpr const char* project_body =
    R"({"name":"Reviews","description":"","data_class":"internal","questions":[{"name":"sentiment",)"
    R"("kind":"nominal","categories":[{"name":"positive"},{"name":"negative"},{"name":"neutral"},)"
    R"({"name":"unclear"}]}]})";

// A new database of that server, named after the folder. Its address.
std::string new_database(const std::string& server, const std::string& folder) {
  const std::string name = "bench_" + folder.substr(folder.size() - 6);
  auto connection = store::open_postgres(server);
  if (!connection || !connection.value()->script("create database \"" + name + "\"")) {
    fmt::print(stderr, "bench: cannot make a database at {}\n", server);
    std::exit(1);
  }
  return server.substr(0, server.rfind('/') + 1) + name;
}

}  // namespace

BenchProject::BenchProject(const CaseOptions& options) {
  plan_ = {options.assay, folder_.path() + "/data", "", options.shim};
  if (!options.postgres.empty()) plan_.database = new_database(options.postgres, folder_.path());
  token_ = first_token(plan_);
  start();
  project_ = add_project();
}

std::string BenchProject::path(const std::string& rest) const {
  return fmt::format("/api/v1/projects/{}{}", project_.value, rest);
}

std::string BenchProject::ask(const Ask& asked) {
  const Reply reply = ask_once(server_->port(), token_, asked);
  if (reply.status >= 200 && reply.status < 300) return reply.body;
  fmt::print(stderr, "bench: {} {} answered {} {}\n", asked.method, asked.path, reply.status, reply.body);
  std::exit(1);
}

domain::ProjectId BenchProject::add_project() {
  const auto made = json_from<nlohmann::json>(ask({"POST", "/api/v1/projects", project_body}));
  return {std::atoll(made.at("id").get<std::string>().c_str())};
}

double BenchProject::metric(const std::string& name) {
  const std::string text = ask({"GET", "/metrics"});
  const std::size_t at = text.find("\n" + name + " ");
  return at == std::string::npos ? 0 : std::atof(text.c_str() + at + name.size() + 2);
}

std::unique_ptr<store::Connection> BenchProject::connection() const {
  auto opened = plan_.database.empty()
                    ? store::open_sqlite(plan_.data + "/assay.db", store::Access::read_write)
                    : store::open_postgres(plan_.database);
  if (opened) return std::move(opened).value();
  fmt::print(stderr, "bench: {}\n", error_text(opened.error()));
  std::exit(1);
}

void BenchProject::wait_until_ready() {
  while (ask_once(server_->port(), token_, {"GET", "/readyz"}).status != 200) usleep(5'000);
}

std::string annotation_json(std::int64_t item, std::int64_t annotator, std::int64_t label,
                            std::int64_t time) {
  return fmt::format(R"({{"item":"{}","annotator":"{}","label":"{}","submitted_at":"{}","active_ms":{},)"
                     R"("confidence":0.{},"guideline_version":"v3"}})",
                     seeded_item(item), seeded_annotator(annotator), seeded_label(label), utc_text_us(time),
                     1500 + item % 4000, 5 + item % 5);
}

}  // namespace assay::bench
