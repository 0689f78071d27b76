// Annotations that come in over HTTP: in batches, one by one, and while a large import runs.

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <nlohmann/json.hpp>

#include "base/json_text.h"
#include "bench/seeded_project.h"
#include "bench/server_project.h"

namespace assay::bench {
namespace {

using Clock = std::chrono::steady_clock;

constexpr std::int64_t item_count = 100'000;
constexpr std::int64_t annotator_count = 50;
constexpr std::int64_t first_time_us = 1'791'000'000'000'000;

double seconds_since(Clock::time_point begin) {
  return std::chrono::duration<double>(Clock::now() - begin).count();
}

enum class Order { as_they_stand, scattered };

// Annotations that nobody has made yet, each item once in a round.
class Rows {
 public:
  explicit Rows(Order order) : step_(order == Order::scattered ? 48'271 : 1) {}

  std::string take(int count) {
    std::string body = R"({"annotations":[)";
    for (int at = 0; at < count; ++at) {
      const std::int64_t item = made_ * step_ % item_count;
      const std::int64_t annotator = (item + made_ / item_count) % annotator_count;
      if (at > 0) body += ",";
      body += annotation_json(item, annotator, (item * 7 + made_) % 4, first_time_us + made_ * 1000);
      ++made_;
    }
    return body + "]}";
  }

 private:
  std::int64_t step_;
  std::int64_t made_ = 0;
};

void seed_items(BenchProject& bench, std::int64_t items) {
  bench.stop();
  const Result<Done> seeded = seed_project(
      *bench.connection(), {.project = bench.project(), .items = items, .annotators = annotator_count});
  if (!seeded) {
    fmt::print(stderr, "bench: {}\n", error_text(seeded.error()));
    std::exit(1);
  }
  bench.start();
  bench.wait_until_ready();
}

struct WriteCase {
  const char* name;
  int clients, rows;
  Order order;
};

struct Meters {
  double commits, syncs, cpu;
};

Meters meters_of(BenchProject& bench) {
  return {bench.metric("assay_database_commits"), static_cast<double>(bench.server().syncs()),
          bench.server().cpu_seconds()};
}

std::int64_t annotations_in(BenchProject& bench) {
  return json_from<nlohmann::json>(bench.ask({"GET", bench.path("")})).at("annotation_count");
}

void print_write_case(const WriteCase& what, const LoadResult& load, const Meters& before,
                      const Meters& after) {
  const double rows = static_cast<double>(load.requests - load.failures) * what.rows;
  const double commits = after.commits - before.commits, syncs = after.syncs - before.syncs;
  fmt::print(
      "{:<28} {:>9.0f} rows in {:.1f} s = {:.0f}/s; {:.1f} a commit, {:.1f} a sync ({:.0f} commits, {:.0f} "
      "syncs); answer p50 {:.1f} p99 {:.1f} max {:.1f} ms; processor {:.0f} us a row; {} failures {}\n",
      what.name, rows, load.seconds, rows / load.seconds, rows / commits, syncs > 0 ? rows / syncs : 0,
      commits, syncs, load.ms_at(0.5), load.ms_at(0.99), load.ms_at(1), (after.cpu - before.cpu) / rows * 1e6,
      load.failures, load.first_failure);
}

void measure_writes(const CaseOptions& options, const WriteCase& what) {
  BenchProject bench(options);
  seed_items(bench, item_count);
  Rows rows(what.order);
  std::int64_t key = 0;
  const Meters before = meters_of(bench);
  const Clock::time_point begin = Clock::now();
  const LoadResult load = run_load({.port = bench.server().port(),
                                    .token = bench.token(),
                                    .clients = what.clients,
                                    .next = [&](int) -> std::optional<Ask> {
                                      if (seconds_since(begin) > options.seconds) return std::nullopt;
                                      Ask ask{"POST", bench.path("/annotations"), rows.take(what.rows)};
                                      ask.idempotency_key = fmt::format("bench-{}", ++key);
                                      return ask;
                                    },
                                    .answered = {}});
  print_write_case(what, load, before, meters_of(bench));
  const std::int64_t kept = annotations_in(bench);
  if (kept != (load.requests - load.failures) * what.rows) {
    fmt::print("  but the server counts {} annotations\n", kept);
  }
}

// One post after the other, each with a new annotation.
LoadResult posts_until(BenchProject& bench, const std::string& path, Rows& rows,
                       const std::function<bool()>& ended) {
  return run_load({.port = bench.server().port(),
                   .token = bench.token(),
                   .clients = 2,
                   .next = [&](int) -> std::optional<Ask> {
                     if (ended()) return std::nullopt;
                     return Ask{"POST", path, rows.take(1)};
                   },
                   .answered = {}});
}

std::string items_file(std::int64_t count) {
  std::string text = "item,text,language,source\n";
  for (std::int64_t number = 0; number < count; ++number) {
    text += fmt::format("new-{:08},What somebody wrote about the {}th thing,l{},s{}\n", number, number,
                        number % 5, number % 3);
  }
  return text;
}

std::string start_import(BenchProject& bench, const std::string& file) {
  const auto upload = json_from<nlohmann::json>(bench.ask(
      {"POST", bench.path("/uploads"), fmt::format(R"({{"name":"items.csv","size":{}}})", file.size())}));
  const std::string id = upload.at("id");
  const std::size_t part_size = upload.at("part_size");
  for (std::size_t at = 0, number = 1; at < file.size(); at += part_size, ++number) {
    bench.ask({"PUT", fmt::format("/api/v1/uploads/{}/parts/{}", id, number), file.substr(at, part_size),
               "application/octet-stream"});
  }
  const auto job = json_from<nlohmann::json>(
      bench.ask({"POST", bench.path("/imports"), fmt::format(R"({{"upload":"{}","kind":"items"}})", id)}));
  return job.at("id");
}

}  // namespace

void measure_batches(const CaseOptions& options) {
  measure_writes(options, {"8 clients x 100, in order", 8, 100, Order::as_they_stand});
  measure_writes(options, {"8 clients x 100, scattered", 8, 100, Order::scattered});
}

void measure_posts(const CaseOptions& options) {
  measure_writes(options, {"64 clients x 1, scattered", 64, 1, Order::scattered});
}

void measure_import(const CaseOptions& options) {
  constexpr std::int64_t imported = 1'000'000;
  BenchProject bench(options);
  seed_items(bench, item_count);
  const std::string posts = bench.path("/annotations");
  Rows rows(Order::scattered);
  const Clock::time_point quiet = Clock::now();
  const LoadResult before =
      posts_until(bench, posts, rows, [&] { return seconds_since(quiet) > options.seconds / 2; });
  const std::string file = items_file(imported);
  const std::string job = start_import(bench, file);
  const Clock::time_point begin = Clock::now();
  std::string state = "queued";
  Clock::time_point looked = begin;
  const LoadResult during = posts_until(bench, posts, rows, [&] {
    if (seconds_since(looked) > 1) {
      looked = Clock::now();
      state = json_from<nlohmann::json>(bench.ask({"GET", "/api/v1/jobs/" + job})).at("state");
    }
    return state == "done" || state == "failed" || seconds_since(begin) > 170;
  });
  fmt::print("import of {} items: {} after {:.1f} s\n", imported, state, seconds_since(begin));
  for (const auto& [name, load] : {std::pair("without", &before), std::pair("while it ran", &during)}) {
    fmt::print(
        "  posts {:<13} {:>6}; answer p50 {:.1f} p99 {:.1f} p99.9 {:.1f} max {:.1f} ms; {} failures {}\n",
        name, load->requests, load->ms_at(0.5), load->ms_at(0.99), load->ms_at(0.999), load->ms_at(1),
        load->failures, load->first_failure);
  }
}

}  // namespace assay::bench
