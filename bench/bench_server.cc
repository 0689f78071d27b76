// What the server reaches. usage: bench_server --assay PROGRAM [--shim FILE] [--postgres ADDRESS]
//   [--seconds N] [--annotations N] [--items N] batches|posts|overview|loading|items|import|sizes ...

#include <fmt/format.h>

#include <array>
#include <cstdlib>
#include <string_view>
#include <vector>

#include "bench/server_cases.h"

namespace {

using assay::bench::CaseOptions;

struct Case {
  std::string_view name;
  void (*measure)(const CaseOptions&);
};

constexpr std::array cases = {
    Case{"batches", assay::bench::measure_batches},   Case{"posts", assay::bench::measure_posts},
    Case{"overview", assay::bench::measure_overview}, Case{"loading", assay::bench::measure_loading},
    Case{"items", assay::bench::measure_items},       Case{"import", assay::bench::measure_import},
    Case{"sizes", assay::bench::measure_sizes}};

const Case* case_named(std::string_view name) {
  for (const Case& each : cases) {
    if (each.name == name) return &each;
  }
  return nullptr;
}

}  // namespace

int main(int count, char** words) {
  CaseOptions options;
  std::vector<const Case*> asked;
  for (int at = 1; at < count; ++at) {
    const std::string_view word = words[at];
    const bool has_value = at + 1 < count;
    if (word == "--assay" && has_value) {
      options.assay = words[++at];
    } else if (word == "--shim" && has_value) {
      options.shim = words[++at];
    } else if (word == "--postgres" && has_value) {
      options.postgres = words[++at];
    } else if (word == "--annotations" && has_value) {
      options.annotations = std::atoll(words[++at]);
    } else if (word == "--items" && has_value) {
      options.items = std::atoll(words[++at]);
    } else if (word == "--seconds" && has_value) {
      options.seconds = std::atof(words[++at]);
    } else if (const Case* named = case_named(word)) {
      asked.push_back(named);
    } else {
      fmt::print(stderr, "bench_server: there is no case \"{}\"\n", word);
      return 2;
    }
  }
  if (options.assay.empty() || asked.empty()) return 2;
  const std::string filesystem = assay::bench::filesystem_of(".");
  fmt::print("database: {}; files on {}\n",
             options.postgres.empty() ? "SQLite, synchronous full" : "PostgreSQL", filesystem);
  for (const Case* each : asked) {
    fmt::print("-- {}\n", each->name);
    std::fflush(stdout);
    each->measure(options);
  }
  return 0;
}
