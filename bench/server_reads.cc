// What is read while annotations come in: the overview, pages of items, and the whole table at the start.

#include <fmt/format.h>

#include <chrono>
#include <cstdlib>

#include "bench/loading.h"
#include "bench/seeded_project.h"
#include "bench/server_project.h"
#include "live/project_table.h"
#include "store/project.h"

namespace assay::bench {
namespace {

using Clock = std::chrono::steady_clock;

constexpr std::int64_t time_us = 1'795'000'000'000'000;

template <class T>
T value_or_end(Result<T> result) {
  if (result) return std::move(result).value();
  fmt::print(stderr, "bench: {}\n", error_text(result.error()));
  std::exit(1);
}

void seed(BenchProject& bench, SeedPlan plan) {
  bench.stop();
  plan.project = bench.project();
  const Clock::time_point begin = Clock::now();
  value_or_end(seed_project(*bench.connection(), plan));
  if (seconds_since(begin) > 5) fmt::print("  (made in {:.0f} s)\n", seconds_since(begin));
}

std::unique_ptr<live::ProjectTable> table_of(const BenchProject& bench) {
  const auto connection = bench.connection();
  const auto more = [&]() -> Result<std::unique_ptr<store::Connection>> { return bench.connection(); };
  auto table = value_or_end(live::ProjectTable::load(*connection, bench.project(), {.more = more}));
  table->set_schema(value_or_end(store::latest_schema(*connection, bench.project())));
  return table;
}

// One annotation of a new annotator on an item that is there.
store::AnnotationKeys arrival(const live::ProjectTable& table, std::int64_t number) {
  store::AnnotationKeys keys;
  keys.sequence = table.log_position() + 1;
  keys.item = *table.key_of(store::NameKind::item, seeded_item(number));
  keys.question = *table.key_of(store::NameKind::question, "sentiment");
  keys.label = *table.key_of(store::NameKind::label, seeded_label(number % 4));
  keys.submitted_at = time_us + number;
  return keys;
}

void print_tally_update(const BenchProject& bench) {
  constexpr std::int64_t count = 2000;
  const auto table = table_of(bench);
  const Clock::time_point made = Clock::now();
  value_or_end(table->states());
  const double making = seconds_since(made);
  std::vector<store::AnnotationKeys> rows;
  for (std::int64_t number = 0; number < count; ++number) {
    rows.push_back(arrival(*table, number));
    rows.back().sequence += number;
  }
  const Clock::time_point begin = Clock::now();
  for (const store::AnnotationKeys& row : rows) table->arrive({.annotations = {row}});
  const double arriving = seconds_since(begin) / count;
  const Clock::time_point asked = Clock::now();
  for (int time = 0; time < 100; ++time) value_or_end(table->states());
  fmt::print("  in memory: one row more {:.2f} us, the tallies copied {:.1f} us, made anew {:.1f} ms\n",
             arriving * 1e6, seconds_since(asked) * 1e4, making * 1e3);
}

void measure_overview_at(const CaseOptions& options, std::int64_t annotations) {
  BenchProject bench(options);
  seed(bench, {.items = annotations / 4, .annotations_per_item = 4});
  print_tally_update(bench);
  bench.start();
  bench.wait_until_ready();
  bench.ask({"GET", bench.path("/overview")});
  std::vector<std::int64_t> posts, overviews;
  int asked = 0;
  run_load({.port = bench.server().port(),
            .token = bench.token(),
            .next = [&](int) -> std::optional<Ask> {
              if (asked == 400) return std::nullopt;
              if (asked++ % 2 == 1) return Ask{"GET", bench.path("/overview")};
              const std::string row = annotation_json(asked, 60, asked % 4, time_us + asked);
              return Ask{"POST", bench.path("/annotations"), R"({"annotations":[)" + row + "]}"};
            },
            .answered =
                [&](int, const Reply& reply) {
                  (asked % 2 == 1 ? posts : overviews).push_back(reply.us);
                  if (reply.status != 200) fmt::print("  {} {}\n", reply.status, reply.body);
                }});
  std::sort(posts.begin(), posts.end());
  std::sort(overviews.begin(), overviews.end());
  const auto ms = [](const std::vector<std::int64_t>& us, double share) {
    return static_cast<double>(us[static_cast<std::size_t>(share * static_cast<double>(us.size() - 1))]) /
           1e3;
  };
  fmt::print("{:>9} annotations: post p50 {:.2f} ms; overview p50 {:.2f} p90 {:.2f} max {:.2f} ms\n",
             annotations, ms(posts, 0.5), ms(overviews, 0.5), ms(overviews, 0.9), ms(overviews, 1));
}

// Where pages begin: so far from the end that most are full.
std::int64_t last_start(std::int64_t items) { return items - std::max<std::int64_t>(500, items / 10 * 9); }

std::int64_t items_on(const std::string& page) {
  constexpr std::string_view mark = "\"answers\":";
  std::int64_t count = 0;
  for (std::size_t at = page.find(mark); at != std::string::npos; at = page.find(mark, at + 1)) ++count;
  return count;
}

std::int64_t measure_items_at(const CaseOptions& options, BenchProject& bench, std::int64_t items,
                              const std::string& query) {
  std::int64_t asked = 0, answered = 0, shown = 0;
  const Clock::time_point begin = Clock::now();
  const LoadResult load =
      run_load({.port = bench.server().port(),
                .token = bench.token(),
                .clients = 64,
                .next = [&](int) -> std::optional<Ask> {
                  if (seconds_since(begin) > options.seconds / 2) return std::nullopt;
                  const std::int64_t after = ++asked * 7919 % last_start(items);
                  return Ask{"GET", bench.path(fmt::format("/items?limit=100&{}&cursor={}", query, after))};
                },
                .answered =
                    [&](int, const Reply& reply) {
                      ++answered;
                      shown += items_on(reply.body);
                    }});
  fmt::print("{:>9} items, {:<44} {:.0f} a page; {:>7.0f}/s; p50 {:.1f} p99 {:.1f} ms; {} failures {}\n",
             items, query,
             static_cast<double>(shown) / static_cast<double>(std::max<std::int64_t>(answered, 1)),
             load.per_second(), load.ms_at(0.5), load.ms_at(0.99), load.failures, load.first_failure);
  return static_cast<std::int64_t>(load.ms_at(0.99) * 1000);
}

}  // namespace

void measure_overview(const CaseOptions& options) {
  for (const std::int64_t annotations : {10'000, 100'000, 1'000'000})
    measure_overview_at(options, annotations);
}

void measure_loading(const CaseOptions& options) {
  constexpr std::int64_t per_item = 5;
  const std::int64_t items = options.annotations / per_item, annotations = items * per_item;
  BenchProject bench(options);
  const std::int64_t empty = bench.server().resident_bytes();
  const domain::ProjectId other = bench.add_project();
  seed(bench, {.items = items, .annotations_per_item = per_item});
  const Clock::time_point begin = Clock::now();
  bench.start();
  std::int64_t posted = 0;
  bool ready = false;
  double ready_after = 0;
  const LoadResult load =
      run_load({.port = bench.server().port(),
                .token = bench.token(),
                .clients = 2,
                .next = [&](int client) -> std::optional<Ask> {
                  if (ready) return std::nullopt;
                  if (client == 0) return Ask{.path = "/readyz", .after_ms = 10};
                  ++posted;
                  const std::string row = annotation_json(posted, 1, 1, time_us + posted);
                  return Ask{"POST", fmt::format("/api/v1/projects/{}/annotations", other.value),
                             R"({"annotations":[)" + row + "]}"};
                },
                .answered =
                    [&](int client, const Reply& reply) {
                      if (client != 0 || reply.status != 200) return;
                      ready = true;
                      ready_after = seconds_since(begin);
                    }});
  bench.ask({"GET", bench.path("")});
  const std::int64_t full = bench.server().resident_bytes();
  fmt::print(
      "{} annotations of {} items: listens after {:.2f} s, ready after {:.2f} s; {} annotations of another "
      "project written meanwhile, slowest request {:.0f} ms\n",
      annotations, items, bench.server().seconds_to_listen(), ready_after, posted, load.ms_at(1));
  bench.stop();
  forget_peak();
  const double before_mb = now_mb();
  const Clock::time_point loading = Clock::now();
  const auto table = table_of(bench);
  const double seconds = seconds_since(loading);
  forget_peak();
  const double bytes = (now_mb() - before_mb) * 1024 * 1024;
  const auto each = [&](double all) { return all / static_cast<double>(annotations); };
  const live::ProjectTable::Memory memory = table->memory();
  fmt::print("  loaded in {:.2f} s = {:.2f} M/s\n", seconds,
             static_cast<double>(annotations) / seconds / 1e6);
  fmt::print(
      "  bytes an annotation: its columns {:.1f}, names and keys of items {:.1f}, index {:.1f}; resident: "
      "the "
      "table {:.1f}, the server {:.1f}\n",
      each(static_cast<double>(memory.annotations)), each(static_cast<double>(memory.names)),
      each(static_cast<double>(memory.index)), each(bytes), each(static_cast<double>(full - empty)));
}

void measure_items(const CaseOptions& options) {
  const std::vector<std::string> queries = {"attribute.language=l1", "label=negative&disagreement=yes",
                                            "attribute.language=l1&label=negative&disagreement=yes",
                                            "order=disagreement&attribute.language=l1"};
  std::vector<std::int64_t> small;
  for (const std::int64_t items : {1'000, 1'000'000}) {
    BenchProject bench(options);
    seed(bench, {.items = items, .annotations_per_item = 3, .with_content = true});
    bench.start();
    bench.wait_until_ready();
    for (std::size_t at = 0; at < queries.size(); ++at) {
      const std::int64_t p99 = measure_items_at(options, bench, items, queries[at]);
      if (items == 1'000) small.push_back(p99);
      if (items > 1'000)
        fmt::print("  p99 {:.1f} times that of 1,000 items\n",
                   static_cast<double>(p99) / static_cast<double>(small[at]));
    }
  }
}

}  // namespace assay::bench
