// How often the intervals of the sampling designs hold the truth, by simulation. usage: sim_designs [runs].

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <numeric>
#include <string>
#include <vector>

#include "base/rng.h"
#include "stats/design/gold_error.h"
#include "stats/design/stratified.h"
#include "stats/design/weighted.h"

namespace {

using assay::Estimate;
using assay::RandomPurpose;
using assay::Rng;
using assay::stats::Claim;

struct Count {
  std::int64_t held = 0, below = 0, above = 0, absent = 0;
  double width = 0, mean = 0;

  void add(const Estimate& e, double truth) {
    if (!e.interval) {
      ++absent;
      return;
    }
    width += e.interval->upper - e.interval->lower;
    mean += e.value.value_or(0);
    held += truth >= e.interval->lower - 1e-12 && truth <= e.interval->upper + 1e-12;
    below += truth > e.interval->upper + 1e-12;
    above += truth < e.interval->lower - 1e-12;
  }
  void print(const std::string& name, double truth) const {
    const auto n = static_cast<double>(held + below + above);
    if (n < 1) return;
    const double share = static_cast<double>(held) / n;
    fmt::print(
        "{:<52} truth {:.4f} mean {:.4f}  holds {:.4f} +- {:.4f} (too low {:.3f}, too high {:.3f})  width "
        "{:.4f}{}\n",
        name, truth, mean / n, share, std::sqrt(share * (1 - share) / n), static_cast<double>(below) / n,
        static_cast<double>(above) / n, width / n, absent > 0 ? fmt::format("  absent {}", absent) : "");
    std::fflush(stdout);
  }
};

Rng stream(std::uint64_t design, std::int64_t run) {
  return Rng(design, RandomPurpose::simulation, static_cast<std::uint64_t>(run));
}

void strata(std::int64_t runs) {
  const std::int64_t items[] = {8000, 1500, 500};
  const struct {
    const char* name;
    double rate[3];
    std::int64_t judged[3];
  } cases[] = {{"strata, 100 each, rates 1, 4, 12 %", {.01, .04, .12}, {100, 100, 100}},
               {"strata, 150 / 100 / 300 of 500", {.02, .05, .20}, {150, 100, 300}},
               {"strata, 400 / 300 / 250, rates 5, 10, 20 %", {.05, .10, .20}, {400, 300, 250}}};
  std::uint64_t seed = 1;
  for (const auto& c : cases) {
    Count lot, process;
    double truth = 0, process_truth = 0;
    for (int h = 0; h < 3; ++h) {
      truth += std::round(c.rate[h] * static_cast<double>(items[h])) / 10'000;
      process_truth += c.rate[h] * static_cast<double>(items[h]) / 10'000;
    }
    for (std::int64_t run = 0; run < runs; ++run) {
      Rng rng = stream(seed, run);
      std::vector<assay::stats::Stratum> sample, made;
      for (int h = 0; h < 3; ++h) {
        auto left = items[h];
        auto wrong_left = std::llround(c.rate[h] * static_cast<double>(items[h]));
        std::int64_t wrong = 0;
        for (std::int64_t draw = 0; draw < c.judged[h]; ++draw, --left) {
          const bool hit = static_cast<long long>(rng.below(static_cast<std::uint64_t>(left))) < wrong_left;
          wrong += hit;
          wrong_left -= hit;
        }
        sample.push_back({items[h], c.judged[h], wrong});
        made.push_back({items[h], c.judged[h], rng.binomial(c.judged[h], c.rate[h])});
      }
      lot.add(assay::stats::stratified_rate(sample, Claim::this_lot), truth);
      process.add(assay::stats::stratified_rate(made, Claim::process), process_truth);
    }
    lot.print(std::string(c.name) + ", this lot", truth);
    process.print(std::string(c.name) + ", process", process_truth);
    ++seed;
  }
}

// 5,000 items with a score that tells something, drawn with pi by the score over a floor; 300 on average.
void weights(std::int64_t runs) {
  constexpr std::size_t items = 5000;
  constexpr double budget = 300;
  for (const double rate : {.10, .03, .01, .005}) {
    Rng maker = stream(50, std::llround(rate * 1e4));
    std::vector<double> truth(items), g(items), pi(items);
    double wrong = 0, spread = 0;
    for (std::size_t at = 0; at < items; ++at) {
      truth[at] = maker.uniform() < rate ? 1 : 0;
      const bool seen = maker.uniform() < 0.8;  // the score knows four in five
      g[at] = std::clamp(seen && truth[at] > 0 ? 0.3 + 0.4 * maker.uniform() : rate * (0.2 + maker.uniform()),
                         .002, .98);
      wrong += truth[at];
      spread += std::sqrt(g[at] * (1 - g[at]));
    }
    for (std::size_t at = 0; at < items; ++at) {
      pi[at] = std::min(1.0, budget * (0.3 / items + 0.7 * std::sqrt(g[at] * (1 - g[at])) / spread));
    }
    Count hajek, difference, assisted;
    for (std::int64_t run = 0; run < runs; ++run) {
      Rng rng = stream(51, run);
      std::vector<assay::stats::WeightedItem> sample;
      std::vector<std::size_t> drawn, plain(items);
      std::vector<double> y, p, plain_y;
      for (std::size_t at = 0; at < items; ++at) {
        if (rng.uniform() >= pi[at]) continue;
        sample.push_back({truth[at], pi[at]});
        drawn.push_back(at);
        y.push_back(truth[at]);
        p.push_back(pi[at]);
      }
      std::iota(plain.begin(), plain.end(), 0U);
      for (std::size_t at = 0; at < 300; ++at) {
        std::swap(plain[at], plain[at + static_cast<std::size_t>(rng.below(items - at))]);
        plain_y.push_back(truth[plain[at]]);
      }
      plain.resize(300);
      const double share = wrong / items;
      hajek.add(assay::stats::weighted_rate(sample, {.population_probabilities = pi}), share);
      difference.add(assay::stats::difference_estimate({g, drawn, y, p}, {.population_probabilities = pi}),
                     share);
      assisted.add(assay::stats::assisted_rate({g, plain, plain_y, {}}).rate, share);
    }
    hajek.print(fmt::format("weighted, 300 of 5000, {:g} %", 100 * rate), wrong / items);
    difference.print(fmt::format("difference, 300 of 5000, {:g} %", 100 * rate), wrong / items);
    assisted.print(fmt::format("assisted, 300 of 5000, {:g} %", 100 * rate), wrong / items);
  }
}

void gold(std::int64_t runs) {
  const struct {
    double error, gold;
    std::int64_t judged, again, k;
  } cases[] = {
      {.03, .02, 1000, 300, 2}, {.05, .01, 500, 200, 5}, {.10, .05, 400, 400, 3}, {.02, .02, 2000, 500, 2}};
  std::uint64_t seed = 70;
  for (const auto& c : cases) {
    Count corrected;
    const double k = static_cast<double>(c.k);
    const double d = c.error * (1 - c.gold) + c.gold * (1 - c.error) + c.error * c.gold * (k - 2) / (k - 1);
    for (std::int64_t run = 0; run < runs; ++run) {
      Rng rng = stream(seed, run);
      corrected.add(assay::stats::corrected_for_gold(
                        {rng.binomial(c.judged, d), c.judged, rng.binomial(c.again, c.gold), c.again, c.k})
                        .error,
                    c.error);
    }
    corrected.print(fmt::format("gold error {:g} %, {} compared, {} again", 100 * c.gold, c.judged, c.again),
                    c.error);
    ++seed;
  }
}

void twice(std::int64_t runs) {
  const struct {
    double error, sensitivity, specificity;
    std::int64_t reviewed, both;
  } cases[] = {{.05, .8, .97, 1500, 300}, {.10, .9, .95, 700, 200}, {.02, .7, .99, 2000, 500}};
  std::uint64_t seed = 80;
  for (const auto& c : cases) {
    Count rate;
    for (std::int64_t run = 0; run < runs; ++run) {
      Rng rng = stream(seed, run);
      assay::stats::DoubleSample s;
      for (std::int64_t at = 0; at < c.reviewed + c.both; ++at) {
        const bool wrong = rng.uniform() < c.error;
        const bool said = rng.uniform() < (wrong ? c.sensitivity : 1 - c.specificity);
        if (at < c.reviewed) {
          ++(said ? s.reviewed_wrong : s.reviewed_right);
        } else if (said) {
          ++(wrong ? s.both_wrong_wrong : s.both_wrong_right);
        } else {
          ++(wrong ? s.both_right_wrong : s.both_right_right);
        }
      }
      rate.add(assay::stats::double_sampling_rate(s), c.error);
    }
    rate.print(
        fmt::format("double sampling, {} reviewed, {} of them by experts", c.reviewed + c.both, c.both),
        c.error);
    ++seed;
  }
}

}  // namespace

int main(int argc, char** argv) {
  const std::int64_t runs = argc > 1 ? std::atoll(argv[1]) : 5000;
  strata(runs);
  weights(std::min<std::int64_t>(runs, 2000));
  gold(runs);
  twice(runs);
}
