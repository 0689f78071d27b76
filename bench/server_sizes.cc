// How a server bears its size: items, annotations and events of the audit log by the million, put straight
// into its database, then the start, what people ask for first, and the log held against itself.

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <filesystem>

#include "bench/loading.h"
#include "bench/seeded_project.h"
#include "bench/server_project.h"
#include "store/audit_log.h"

namespace assay::bench {
namespace {

using Clock = std::chrono::steady_clock;

constexpr std::int64_t annotations_per_item = 4, events_per_item = 10;
constexpr std::int64_t events_at_once = 100'000;
constexpr std::int64_t first_event_us = 1'790'000'000'000'000;

template <class T>
T value_or_end(Result<T> result) {
  if (result) return std::move(result).value();
  fmt::print(stderr, "bench: {}\n", error_text(result.error()));
  std::exit(1);
}

// As a project's owner makes them: one in ten of an import, the others of rows that come one by one.
domain::AuditEvent seeded_event(const BenchProject& bench, std::int64_t number) {
  domain::AuditEvent event;
  event.user = domain::UserId{1};
  event.project = bench.project();
  event.verb = number % 10 == 0 ? "finish_import" : "add_annotations";
  event.object_kind = "import";
  event.object = number + 1;
  event.request_id = fmt::format("seeded-{}", number);
  if (number % 10 != 0) event.rows = domain::AuditRows{1, {}};
  return event;
}

void seed_events(const BenchProject& bench, std::int64_t count) {
  const auto connection = bench.connection();
  for (std::int64_t first = 0; first < count; first += events_at_once) {
    value_or_end(connection->begin_write());
    auto log = value_or_end(store::AuditAppender::open(*connection));
    for (std::int64_t at = first; at < std::min(count, first + events_at_once); ++at)
      value_or_end(log.append(*connection, seeded_event(bench, at), first_event_us + at * 1000));
    value_or_end(log.save(*connection));
    value_or_end(connection->commit());
    if (connection->log_pages() > 0) value_or_end(connection->checkpoint());
  }
}

double gigabytes_of(const std::string& folder) {
  std::uintmax_t bytes = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder))
    if (entry.is_regular_file()) bytes += entry.file_size();
  return static_cast<double>(bytes) / 1e9;
}

void print_asked(BenchProject& bench, const std::string& what, const std::string& path) {
  std::vector<std::int64_t> us;
  for (int time = 0; time < 20; ++time) {
    const Reply reply = ask_once(bench.server().port(), bench.token(), {"GET", path});
    if (reply.status != 200) fmt::print("  {} {} {}\n", path, reply.status, reply.body.substr(0, 200));
    us.push_back(reply.us);
  }
  const double first = static_cast<double>(us.front()) / 1e3;
  std::sort(us.begin(), us.end());
  fmt::print("  {:<34} first {:>8.1f} ms, then p50 {:>7.2f} ms, max {:>7.2f} ms\n", what, first,
             static_cast<double>(us[us.size() / 2]) / 1e3, static_cast<double>(us.back()) / 1e3);
}

void print_reads(BenchProject& bench, std::int64_t items) {
  print_asked(bench, "the project", bench.path(""));
  print_asked(bench, "its overview", bench.path("/overview"));
  print_asked(bench, "a page of items in their middle",
              bench.path(fmt::format("/items?limit=100&cursor={}", items / 2)));
  print_asked(bench, "a page of one language and label",
              bench.path("/items?limit=100&attribute.language=l1&label=negative"));
  print_asked(bench, "the newest events", "/api/v1/audit/events?limit=100");
  print_asked(
      bench, "the newest of one verb and project",
      fmt::format("/api/v1/audit/events?limit=100&verb=finish_import&project={}", bench.project().value));
  print_asked(bench, "a signed head", "/api/v1/audit/head");
}

void print_writes(const CaseOptions& options, BenchProject& bench) {
  const Clock::time_point begin = Clock::now();
  std::int64_t posted = 0;
  const LoadResult load =
      run_load({.port = bench.server().port(),
                .token = bench.token(),
                .clients = 8,
                .next = [&](int) -> std::optional<Ask> {
                  if (seconds_since(begin) > options.seconds / 2) return std::nullopt;
                  ++posted;
                  const std::string row = annotation_json(posted, 1, 1, 1'795'000'000'000'000 + posted);
                  return Ask{"POST", bench.path("/annotations"), R"({"annotations":[)" + row + "]}"};
                },
                .answered = {}});
  fmt::print("  rows one by one, 8 clients: {:.0f}/s, p50 {:.2f} ms, p99 {:.2f} ms; {} failures {}\n",
             load.per_second(), load.ms_at(0.5), load.ms_at(0.99), load.failures, load.first_failure);
}

}  // namespace

void measure_sizes(const CaseOptions& options) {
  const std::int64_t items = options.items, events = items * events_per_item;
  BenchProject bench(options);
  const std::int64_t empty = bench.server().resident_bytes();
  bench.stop();
  Clock::time_point begin = Clock::now();
  SeedPlan plan{.project = bench.project(), .items = items, .annotations_per_item = annotations_per_item};
  plan.with_content = true;
  value_or_end(seed_project(*bench.connection(), plan));
  fmt::print("{} items, {} annotations: made in {:.0f} s\n", items, items * annotations_per_item,
             seconds_since(begin));
  begin = Clock::now();
  seed_events(bench, events);
  fmt::print("{} events: made in {:.0f} s, {:.0f}/s; {:.2f} GB on the disk\n", events, seconds_since(begin),
             static_cast<double>(events) / seconds_since(begin), gigabytes_of(bench.plan().data));
  std::fflush(stdout);
  begin = Clock::now();
  bench.start();
  bench.wait_until_ready();
  fmt::print("  listens after {:.2f} s, ready after {:.1f} s, {:.2f} GB in memory\n",
             bench.server().seconds_to_listen(), seconds_since(begin),
             static_cast<double>(bench.server().resident_bytes() - empty) / 1e9);
  print_reads(bench, items);
  print_writes(options, bench);
  bench.stop();
  begin = Clock::now();
  const std::string log = bench.folder() + "/log.jsonl";
  run_assay(bench.plan(), {"audit", "export", "-o", log});
  fmt::print("  the log exported in {:.0f} s, {:.2f} GB\n", seconds_since(begin),
             static_cast<double>(std::filesystem::file_size(log)) / 1e9);
  begin = Clock::now();
  run_assay(bench.plan(), {"audit", "verify", log, "--key", bench.plan().data + "/keys/log.pub"},
            Works::alone);
  fmt::print("  and verified in {:.0f} s\n", seconds_since(begin));
}

}  // namespace assay::bench
