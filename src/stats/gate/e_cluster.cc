#include "stats/gate/e_cluster.h"

#include <algorithm>
#include <cmath>

#include "base/check.h"
#include "stats/special.h"

namespace assay::stats {
namespace {

template <std::size_t size>
double log_mixture(const std::array<double, size>& log_weight, const std::array<double, size>& log_ratio) {
  std::array<double, size> sum{};
  for (std::size_t k = 0; k < size; ++k) sum[k] = log_weight[k] + log_ratio[k];
  return log_sum_exp(sum);
}

}  // namespace

struct ClusterTest::Steps {
  std::array<std::array<std::array<double, points>, kept_max>, 2> good{},
      bad{};  // by what was seen, then before
};

ClusterTest::ClusterTest(const ClusterOptions& options) : options_(options) {
  ASSAY_CHECK(options.rho > 0 && options.rho < 1 && options.error_max > 0 && options.error_max < 1,
              "a correlation and a rate inside (0, 1)");
  kappa_ = 1 / options.rho - 1;
  for (std::size_t k = 0; k < points; ++k) {
    const double share = (static_cast<double>(k) + 0.5) / static_cast<double>(points);
    good_.rate[k] = share * options.error_max;
    bad_.rate[k] = options.error_max + share * (1 - options.error_max);
  }
  weigh(good_, 3 / options.error_max - 1);
  weigh(bad_, std::max(1.0, 1 / (2 * options.error_max) - 1));
  auto steps = std::make_shared<Steps>();
  for (const Seen seen : {Seen::right, Seen::wrong}) {
    for (std::int64_t before = 0; before < kept_max; ++before) {
      const auto row = static_cast<std::size_t>(seen);
      step(good_, seen, before, steps->good[row][static_cast<std::size_t>(before)]);
      step(bad_, seen, before, steps->bad[row][static_cast<std::size_t>(before)]);
    }
  }
  steps_ = std::move(steps);
}

void ClusterTest::weigh(Grid& grid, double exponent) const {
  for (std::size_t k = 0; k < points; ++k) grid.log_weight[k] = (exponent - 1) * std::log1p(-grid.rate[k]);
  const double total = log_sum_exp(grid.log_weight);
  for (double& weight : grid.log_weight) weight -= total;
}

// The ratio of the two chances of an item, given that its cluster had `before` items like it.
void ClusterTest::step(const Grid& grid, Seen seen, std::int64_t before,
                       std::array<double, points>& logs) const {
  const bool wrong = seen == Seen::wrong;
  const auto like_it = static_cast<double>(before);
  const double limit = (wrong ? options_.error_max : 1 - options_.error_max) * kappa_ + like_it;
  for (std::size_t k = 0; k < points; ++k) {
    const double rate = wrong ? grid.rate[k] : 1 - grid.rate[k];
    logs[k] = std::log((rate * kappa_ + like_it) / limit);
  }
}

void ClusterTest::bet(Grid& grid, Seen seen, std::int64_t x, std::int64_t n) {
  const std::int64_t before = seen == Seen::wrong ? x : n - x;
  const auto add = [&grid](const std::array<double, points>& logs) {
    for (std::size_t k = 0; k < points; ++k) grid.log_ratio[k] += logs[k];
  };
  if (before < kept_max) {
    const auto& kept = &grid == &good_ ? steps_->good : steps_->bad;
    add(kept[static_cast<std::size_t>(seen)][static_cast<std::size_t>(before)]);
    return;
  }
  std::array<double, points> logs{};
  step(grid, seen, before, logs);
  add(logs);
}

// The mixture is at most its largest part times their number: most items are settled without an exponential.
bool ClusterTest::reaches(const Grid& grid, double log_limit) {
  double most = -1e300;
  for (std::size_t k = 0; k < points; ++k) most = std::max(most, grid.log_weight[k] + grid.log_ratio[k]);
  if (most + std::log(static_cast<double>(points)) < log_limit) return false;
  return log_mixture(grid.log_weight, grid.log_ratio) >= log_limit;
}

void ClusterTest::add(const Judgement& judgement) {
  Counts& counts = counts_[judgement.cluster];
  const auto seen = [](bool wrong) { return wrong ? Seen::wrong : Seen::right; };
  bet(good_, seen(judgement.wrong_to_pass()), counts.x_to_pass, counts.n);
  bet(bad_, seen(judgement.wrong_to_fail()), counts.x_to_fail, counts.n);
  ++counts.n;
  counts.x_to_pass += judgement.wrong_to_pass();
  counts.x_to_fail += judgement.wrong_to_fail();
  largest_ = std::max(largest_, counts.n);
  ++n_;
  x_to_pass_ += judgement.wrong_to_pass();
  x_to_fail_ += judgement.wrong_to_fail();
}

double ClusterTest::mean_size() const {
  double squares = 0;
  for (const auto& [code, counts] : counts_)
    squares += static_cast<double>(counts.n) * static_cast<double>(counts.n);
  return n_ == 0 ? 0 : squares / static_cast<double>(n_);
}

double ClusterTest::largest_share() const {
  return n_ == 0 ? 0 : static_cast<double>(largest_) / static_cast<double>(n_);
}

GateState ClusterTest::state() const {
  if (clusters() < gate_clusters_min || largest_share() > gate_cluster_share_max) return GateState::open;
  if (reaches(bad_, std::log(1 / options_.alpha_fail))) return GateState::fail;
  if (reaches(good_, std::log(1 / options_.alpha))) return GateState::pass;
  return GateState::open;
}

EvidenceNow ClusterTest::now() const {
  return {.n = n_,
          .x_to_pass = x_to_pass_,
          .x_to_fail = x_to_fail_,
          .log_good = log_mixture(good_.log_weight, good_.log_ratio),
          .log_bad = log_mixture(bad_.log_weight, bad_.log_ratio)};
}

}  // namespace assay::stats
