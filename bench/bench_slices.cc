// How often a planted slice is found, how often one is found where none was planted, and how long the search
// takes. usage: bench_slices [simulations] [rows of the timed run, 0: none] [null: only without a slice]

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <string_view>

#include "stats/slices/error_slices.h"
#include "stats/slices/planted.h"

namespace {

using assay::stats::ErrorSliceOptions;
using assay::stats::ErrorSliceProblem;
using assay::stats::ErrorSliceReport;
using assay::stats::PlantedOptions;
using assay::stats::PlantedRows;

ErrorSliceReport inspect(const PlantedRows& planted, std::uint64_t seed) {
  ErrorSliceProblem problem;
  problem.rows = planted.data.view();
  problem.context.annotator = planted.annotator;
  ErrorSliceOptions options;
  options.seed = seed;
  return find_error_slices(problem, options);
}

double seconds_since(std::chrono::steady_clock::time_point start) {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

void power(int simulations, double slice_rate, std::uint32_t annotators) {
  int listed = 0, first = 0, significant = 0, confirmed = 0, alarms = 0, others = 0;
  for (int run = 0; run < simulations; ++run) {
    PlantedOptions options;
    options.slice_rate = slice_rate;
    options.annotators = annotators;
    const PlantedRows planted = planted_rows(options, static_cast<std::uint64_t>(run) + 1);
    const ErrorSliceReport report = inspect(planted, static_cast<std::uint64_t>(run) + 1);
    bool alarm = false;
    for (std::size_t i = 0; i < report.slices.size(); ++i) {
      const auto& slice = report.slices[i];
      alarm = alarm || slice.significant;
      if (slice.slice.predicates != planted.planted) {
        others += slice.significant;
        continue;
      }
      ++listed;
      first += i == 0;
      significant += slice.significant;
      confirmed += slice.significant && slice.confirmed_p && *slice.confirmed_p <= 0.05;
    }
    alarms += alarm;
  }
  fmt::print(
      "{} runs, slice rate {:.2f}, {} annotators: listed {}, first {}, significant {}, also confirmed {}, "
      "any alarm {}, "
      "other significant slices {}\n",
      simulations, slice_rate, annotators, listed, first, significant, confirmed, alarms, others);
  std::fflush(stdout);
}

void timing(std::size_t rows) {
  PlantedOptions options;
  options.rows = rows;
  options.annotators = 100;
  const PlantedRows planted = planted_rows(options, 1);
  ErrorSliceProblem problem;
  problem.rows = planted.data.view();
  problem.context.annotator = planted.annotator;
  const std::vector<std::uint32_t>& category = planted.data.features[5];  // ten of them: 1 .. 10
  for (const bool inside : {false, true}) {
    if (inside) {
      problem.inside = category;
      problem.inside_count = 11;
    }
    const auto start = std::chrono::steady_clock::now();
    const ErrorSliceReport report = find_error_slices(problem);
    fmt::print(
        "{} rows x {} features, {} searches, {} permutations each: {:.2f} s, {} evaluations, {} slices\n  "
        "{}\n",
        rows, options.value_counts.size(), report.runs, report.replicates, seconds_since(start),
        report.evaluations, report.slices.size(), report.method);
  }
}

}  // namespace

int main(int count, char** arguments) {
  const int simulations = count > 1 ? std::atoi(arguments[1]) : 200;
  const std::size_t rows = count > 2 ? std::strtoull(arguments[2], nullptr, 10) : 400'000;
  if (rows > 0) timing(rows);
  std::fflush(stdout);
  if (simulations <= 0) return 0;
  const bool only_null = count > 3 && std::string_view(arguments[3]) == "null";
  if (!only_null) {
    power(simulations, 0.40, 0);
    power(simulations, 0.40, 40);
  }
  power(simulations, 0.03, 0);
  power(simulations, 0.03, 40);
  return 0;
}
