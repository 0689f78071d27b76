// Times the models of the annotators alone, on annotations in memory: what the peers get as a data frame of
// codes is here three columns of codes. usage: bench_models LABELS.csv [threads] [model ...]; a model is a
// name of the registries of models or dawid_skene_10 (exactly 10 iterations).

#include <fmt/format.h>

#include <chrono>
#include <cstdlib>
#include <cstring>
#include <string>
#include <vector>

#include "base/hash.h"
#include "base/parallel.h"
#include "bench/loading.h"
#include "quality/workspace.h"
#include "stats/consensus/consensus.h"

namespace {

using assay::stats::ConsensusOptions;
using assay::stats::Fit;
using assay::stats::Votes;

// Equal bits give equal digests.
std::uint64_t digest(const Fit& fit) {
  std::string bytes(fit.posterior.probability.size() * sizeof(float), '\0');
  if (!bytes.empty()) std::memcpy(bytes.data(), fit.posterior.probability.data(), bytes.size());
  return assay::stable_hash(bytes);
}

Fit run(const std::string& model, const Votes& votes) {
  ConsensusOptions options;
  if (model == "dawid_skene_10") {
    options.iterations_max = 10;
    options.fixed_iterations = true;
    return dawid_skene_fit(votes, options);
  }
  for (const auto& entry : assay::stats::consensus_registry()) {
    if (model == entry.name) return entry.fit(votes, options);
  }
  for (const auto& entry : assay::stats::published_models()) {
    if (model == entry.name) return entry.fit(votes, options);
  }
  fmt::print(stderr, "no model {}\n", model);
  std::exit(2);
}

void measure(const std::string& model, const Votes& votes) {
  assay::bench::forget_peak();
  const double before = assay::bench::now_mb();
  const double processor_before = assay::bench::processor_seconds();
  const auto start = std::chrono::steady_clock::now();
  const Fit fit = run(model, votes);
  const double seconds = assay::bench::seconds_since(start);
  const double processor = assay::bench::processor_seconds() - processor_before;
  const double peak = assay::bench::peak_mb();
  fmt::print(
      "{:<16} {:9.3f} s ({:.3f} s of processor) {:5} iterations {:8.0f} MB peak ({:.0f} MB before) digest "
      "{:016x}\n",
      model, seconds, processor, fit.iterations, peak, before, digest(fit));
}

}  // namespace

int main(int count, char** arguments) {
  if (count < 2) {
    fmt::print(stderr, "usage: bench_models LABELS.csv [threads] [model ...]\n");
    return 2;
  }
  const std::size_t threads = count > 2 ? std::strtoull(arguments[2], nullptr, 10) : 0;
  assay::set_thread_count(threads);
  const auto start = std::chrono::steady_clock::now();
  auto loaded = assay::bench::load(arguments[1], "");
  if (!loaded) {
    fmt::print(stderr, "{}\n", loaded.error().message);
    return 2;
  }
  assay::bench::Loaded& data = loaded.value();
  data.table = {};
  data.question.row = {};
  fmt::print("{} annotations, {} items, {} annotators, {} categories; read in {:.2f} s; {} threads\n",
             data.question.annotator.size(), data.question.item_count(), data.question.annotator_count - 1,
             data.question.category_count(), assay::bench::seconds_since(start), assay::thread_count());
  const Votes votes = assay::quality::view_of(data.question);
  if (count <= 3) {
    for (const auto& entry : assay::stats::consensus_registry()) measure(entry.name, votes);
    return 0;
  }
  for (int at = 3; at < count; ++at) measure(arguments[at], votes);
  return 0;
}
