// What a page of the item list costs in memory, out of a thousand items and out of a million, with 64 threads
// asking at once; and the memory of the sets. usage: bench_items [ITEMS ...]

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <chrono>
#include <string>
#include <string_view>
#include <vector>

#include "base/background.h"
#include "base/rng.h"
#include "live/item_walk.h"
#include "live/project_table.h"

namespace {

using namespace assay;
using live::ItemFilterCodes;
using live::ItemOrder;
using store::NameKind;

constexpr int rows_an_item = 3;
constexpr int annotators = 200;
constexpr int labels_used = 5;
constexpr int batches = 50;
constexpr int sites = 20;
constexpr int threads = 64;
constexpr int pages_a_thread = 40;
constexpr std::int64_t day_us = std::int64_t{86'400} * 1'000'000;

void add_names(live::Arrivals& to, NameKind kind, int count, const char* word) {
  for (int at = 1; at <= count; ++at) to.names.push_back({kind, at, word + std::to_string(at)});
}

void fill(live::ProjectTable& table, std::int64_t items) {
  Rng random(1, RandomPurpose::simulation, 0);
  live::Arrivals names;
  add_names(names, NameKind::item, static_cast<int>(items), "item-");
  add_names(names, NameKind::question, 1, "q");
  add_names(names, NameKind::annotator, annotators, "a");
  add_names(names, NameKind::label, labels_used, "l");
  add_names(names, NameKind::batch, batches, "b");
  for (std::int64_t at = 1; at <= items; ++at)
    names.item_attributes.emplace_back(at, fmt::format("{{\"site\":\"s{}\"}}", random.below(sites)));
  table.arrive(names);
  live::Arrivals rows;
  std::int64_t sequence = 0;
  for (std::int64_t item = 1; item <= items; ++item) {
    const auto usual = static_cast<std::int64_t>(random.below(labels_used));
    for (int row = 0; row < rows_an_item; ++row) {
      store::AnnotationKeys keys;
      keys.sequence = ++sequence;
      keys.item = item;
      keys.question = 1;
      keys.annotator = 1 + static_cast<std::int64_t>(random.below(annotators));
      keys.label = 1 + (random.below(10) == 0 ? static_cast<std::int64_t>(random.below(labels_used)) : usual);
      keys.batch = 1 + (item * batches - 1) / items;
      keys.submitted_at = day_us * (item * 100 / items) + static_cast<std::int64_t>(random.below(1000));
      rows.annotations.push_back(keys);
    }
    if (random.below(10) == 0) {
      store::GoldRow gold;
      gold.id = item;
      gold.item = item;
      gold.question = 1;
      gold.label = 1 + usual;
      rows.gold.push_back(gold);
    }
  }
  table.arrive(rows);
}

struct Case {
  const char* name;
  ItemOrder order;
  void (*ask)(ItemFilterCodes&, Rng&);
};

std::uint32_t any(Rng& random, int count) {
  return static_cast<std::uint32_t>(random.below(static_cast<std::uint64_t>(count)));
}

const Case cases[] = {
    {"no filter", ItemOrder::arrival, [](ItemFilterCodes&, Rng&) {}},
    {"label", ItemOrder::arrival, [](ItemFilterCodes& f, Rng& r) { f.label = any(r, labels_used); }},
    {"label and annotator", ItemOrder::arrival,
     [](ItemFilterCodes& f, Rng& r) {
       f.label = any(r, labels_used);
       f.annotator = any(r, annotators);
     }},
    {"attribute and gold", ItemOrder::arrival,
     [](ItemFilterCodes& f, Rng& r) {
       f.attributes = {{0, any(r, sites)}};
       f.gold_label = any(r, labels_used);
     }},
    {"batch, days, label", ItemOrder::arrival,
     [](ItemFilterCodes& f, Rng& r) {
       f.batch = any(r, batches);
       f.label = any(r, labels_used);
       f.since_us = day_us * any(r, 100);
     }},
    {"nothing fits", ItemOrder::arrival,
     [](ItemFilterCodes& f, Rng& r) {
       f.batch = any(r, batches);
       f.since_us = day_us * 100'000;
     }},
    {"disputed first, label", ItemOrder::disagreement,
     [](ItemFilterCodes& f, Rng& r) { f.label = any(r, labels_used); }},
    {"errors first, annotator", ItemOrder::errors,
     [](ItemFilterCodes& f, Rng& r) { f.annotator = any(r, annotators); }},
};

double seconds_since(std::chrono::steady_clock::time_point start) {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

// Milliseconds of each page: first pages and pages somewhere in between.
std::vector<double> page_times(live::ProjectTable& table, const Case& asked) {
  std::vector<std::vector<double>> times(threads);
  std::vector<BackgroundThread> all;
  const std::uint32_t items = table.table().items.size();
  for (int number = 0; number < threads; ++number) {
    all.emplace_back([&, number] {
      Rng random(2, RandomPurpose::simulation, static_cast<std::uint64_t>(number));
      for (int page = 0; page < pages_a_thread; ++page) {
        ItemFilterCodes filter;
        asked.ask(filter, random);
        live::ItemPlace place;
        if (asked.order == ItemOrder::arrival && page % 2 == 1)
          place.item = any(random, static_cast<int>(items));
        const auto start = std::chrono::steady_clock::now();
        table.prepare(filter, asked.order);
        table.look([&](const live::ProjectTable& looked) {
          live::ItemWalk walk(looked, looked.index(), filter, asked.order);
          return walk.next(place, 100, 20'000).size();
        });
        times[static_cast<std::size_t>(number)].push_back(1000 * seconds_since(start));
      }
    });
  }
  all.clear();  // waits for each
  std::vector<double> out;
  for (const auto& some : times) out.insert(out.end(), some.begin(), some.end());
  std::sort(out.begin(), out.end());
  return out;
}

void measure(std::int64_t items) {
  live::ProjectTable table;
  fill(table, items);
  fmt::print("{} items, {} annotations\n", items, items * rows_an_item);
  for (const Case& asked : cases) {
    Rng random(3, RandomPurpose::simulation, 0);
    ItemFilterCodes filter;
    asked.ask(filter, random);
    const auto start = std::chrono::steady_clock::now();
    table.prepare(filter, asked.order);
    const double made = seconds_since(start);
    const std::vector<double> times = page_times(table, asked);
    fmt::print("  {:24} sets made in {:7.1f} ms; page p50 {:8.4f} ms, p99 {:8.4f} ms\n", asked.name,
               1000 * made, times[times.size() / 2], times[times.size() * 99 / 100]);
  }
  fmt::print("  sets: {:.1f} MB, {:.1f} bytes an annotation\n",
             static_cast<double>(table.memory().index) / 1e6,
             static_cast<double>(table.memory().index) / static_cast<double>(items * rows_an_item));
}

}  // namespace

int main(int count, char** words) {
  std::vector<std::int64_t> sizes;
  for (int at = 1; at < count; ++at) {
    const std::string_view word = words[at];
    std::int64_t size = 0;
    std::from_chars(word.data(), word.data() + word.size(), size);
    if (size > 0) sizes.push_back(size);
  }
  if (sizes.empty()) sizes = {1000, 1'000'000};
  for (const std::int64_t size : sizes) measure(size);
  return 0;
}
