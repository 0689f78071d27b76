#include "stats/compare/paired_mean.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "base/parallel.h"
#include "stats/special.h"

namespace assay::stats {
namespace {

constexpr std::size_t distinct_max = 20'000;
constexpr std::size_t mean_chunk = 16;

struct Distinct {
  std::vector<double> value;
  std::vector<std::int64_t> count;
};

Distinct distinct_of(std::span<const double> differences) {
  std::vector<double> sorted(differences.begin(), differences.end());
  std::sort(sorted.begin(), sorted.end());
  Distinct distinct;
  for (const double value : sorted) {
    if (distinct.value.empty() || distinct.value.back() < value) {
      distinct.value.push_back(value);
      distinct.count.push_back(0);
    }
    ++distinct.count.back();
  }
  return distinct;
}

double mean_of(const Distinct& distinct, std::span<const std::int64_t> times, double n) {
  double sum = 0;
  for (std::size_t at = 0; at < times.size(); ++at)
    sum += static_cast<double>(times[at]) * distinct.value[at];
  return sum / n;
}

std::vector<double> replicate(const Distinct& distinct, double n, const BootstrapOptions& options) {
  std::vector<double> means(static_cast<std::size_t>(options.replicates));
  for_chunks(means.size(), mean_chunk, [&](Chunk chunk) {
    std::vector<std::int64_t> times(distinct.value.size());
    for (std::size_t b = chunk.begin; b < chunk.end; ++b) {
      draw_replicate(distinct.count, options.seed, b, times);
      means[b] = mean_of(distinct, times, n);
    }
  });
  return means;
}

Estimate nothing_differs(Estimate estimate, double n, const PairedMeanOptions& options) {
  if (options.bound <= 0) {
    estimate.status = Status::no_variation;
    estimate.note = "every item has the same difference: no interval can be told from that";
    return estimate;
  }
  const double differing = options.bound * (1 - std::pow(1 - options.bootstrap.level, 1 / n));
  estimate.interval = Interval{-differing, differing, options.bootstrap.level, "no_difference_seen"};
  estimate.note = "no item differs: the interval rests on the number of items alone";
  return estimate;
}

}  // namespace

Estimate paired_mean(std::span<const double> differences, const PairedMeanOptions& options) {
  const double n = static_cast<double>(differences.size());
  const std::int64_t items = static_cast<std::int64_t>(differences.size());
  if (items < 2) {
    Estimate estimate = undefined_estimate(Status::insufficient, "paired_mean", items,
                                           "fewer than two items can be compared");
    estimate.n_needed = 2;
    return estimate;
  }
  const Distinct distinct = distinct_of(differences);
  Estimate estimate;
  estimate.method = "paired_mean";
  estimate.n = items;
  estimate.value = mean_of(distinct, distinct.count, n);
  if (distinct.value.size() == 1) {
    return nothing_differs(estimate, n, options);
  }
  BcaInput input{.value = *estimate.value, .level = options.bootstrap.level};
  for (std::size_t at = 0; at < distinct.value.size(); ++at) {
    input.add(distinct.value[at] - *estimate.value, distinct.count[at]);
  }
  estimate.standard_error = std::sqrt(input.influence_squares / (n * (n - 1)));
  if (distinct.value.size() <= distinct_max) {
    std::vector<double> means = replicate(distinct, n, options.bootstrap);
    estimate.interval = bca_interval(means, input);
  }
  if (!estimate.interval) {
    const double t = student_quantile(1 - (1 - options.bootstrap.level) / 2, n - 1);
    estimate.interval =
        Interval{*estimate.value - t * *estimate.standard_error,
                 *estimate.value + t * *estimate.standard_error, options.bootstrap.level, "t"};
  }
  return estimate;
}

}  // namespace assay::stats
