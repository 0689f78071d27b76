// How often gates pass bad work and good work, and how often a projection holds, by simulation with known
// truth. usage: sim_gate [runs]. Beside each share stands its Monte Carlo error. Exact risks of the same
// gates are in the tests; here items are drawn, one by one, as they come in life.

#include <fmt/format.h>

#include <cmath>
#include <cstdlib>
#include <string>

#include "base/parallel.h"
#include "base/rng.h"
#include "quality/gate_engine.h"
#include "quality/planning.h"
#include "stats/plan/projection.h"

namespace {

using assay::RandomPurpose;
using assay::Rng;
using assay::quality::GateCriterion;
using assay::quality::GateMethod;
using assay::stats::ContinuationOptions;

assay::stats::ExactRate rate(const char* text) { return *assay::stats::exact_rate(text); }

GateCriterion criterion(GateMethod method, std::int64_t n_max) {
  GateCriterion c;
  c.method = method;
  c.error_max = rate("0.05");
  c.error_good = rate("0.01");
  c.n_max = n_max;
  if (method == GateMethod::e_process_lot) c.lot = 2000;
  if (method == GateMethod::e_process_clustered) c.rho = rate("0.02"), c.cluster = "batch";
  if (method == GateMethod::fixed)
    c.errors_allowed = *assay::stats::errors_allowed(n_max, {c.error_max, 0.05});
  return c;
}

void print(const std::string& name, double p, const assay::stats::Outcome& o, std::int64_t runs) {
  const auto error = [runs](double share) {
    return std::sqrt(share * (1 - share) / static_cast<double>(runs));
  };
  fmt::print("{:<44} true {:.3f}  pass {:.4f} +- {:.4f}  fail {:.4f} +- {:.4f}  mean items {:.0f}\n", name, p,
             o.pass, error(o.pass), o.fail, error(o.fail), o.mean_n);
  std::fflush(stdout);
}

void gates(std::int64_t runs) {
  for (const GateMethod method : assay::quality::gate_methods) {
    const GateCriterion c = criterion(method, method == GateMethod::fixed ? 124 : 500);
    ContinuationOptions options = assay::quality::continuation_of(c, 11);
    options.runs = runs;
    for (const double p : {0.05, 0.07, 0.02, 0.01}) {
      const auto outcome =
          assay::stats::outcome_by_simulation(*assay::quality::engine_of(c, 0.05), p, options);
      print(assay::quality::gate_method_name(method), p, outcome, runs);
    }
  }
  const GateCriterion betting_lot = [] {
    GateCriterion c = criterion(GateMethod::confidence_sequence, 500);
    c.lot = 2000;
    return c;
  }();
  ContinuationOptions options = assay::quality::continuation_of(betting_lot, 11);
  options.runs = runs;
  for (const double p : {0.05, 0.01}) {
    print("confidence_sequence, lot of 2000", p,
          assay::stats::outcome_by_simulation(*assay::quality::engine_of(betting_lot, 0.05), p, options),
          runs);
  }
}

// What an e-process for independent items does when they are not: the reason for the clustered one.
void misuse(std::int64_t runs) {
  for (const auto& [method, name] :
       {std::pair{GateMethod::e_process, "e_process on clusters of 25, rho .02"},
        {GateMethod::e_process_clustered, "clustered, registered .02, true .04"}}) {
    const GateCriterion c = criterion(method, 500);
    ContinuationOptions options = assay::quality::continuation_of(c, 12);
    options.runs = runs;
    options.rho = method == GateMethod::e_process ? 0.02 : 0.04;
    print(name, 0.05, assay::stats::outcome_by_simulation(*assay::quality::engine_of(c, 0.05), 0.05, options),
          runs);
  }
}

// Does the predictive interval of 95 % hold the errors of a production of 10,000 in batches of 500?
void projections(std::int64_t runs) {
  const struct {
    const char* name;
    int clusters, size;
    double mean, rho;
  } pilots[] = {{"pilot 20 x 25, rho .02", 20, 25, 0.02, 0.02},
                {"pilot 5 x 100, rho .01", 5, 100, 0.02, 0.01},
                {"pilot 1 x 500, rho .02", 1, 500, 0.03, 0.02},
                {"pilot 40 x 25, no variation", 40, 25, 0.05, 1e-6}};
  for (const auto& pilot : pilots) {
    std::int64_t held = 0;
    double width = 0;
    for (std::int64_t run = 0; run < runs; ++run) {
      Rng rng(21, RandomPurpose::bootstrap, static_cast<std::uint64_t>(run));
      const double kappa = 1 / pilot.rho - 1;
      const auto batch = [&](std::int64_t size) {
        return rng.binomial(size, rng.beta(pilot.mean * kappa, (1 - pilot.mean) * kappa));
      };
      std::vector<assay::stats::ClusterCount> clusters;
      double wrong = 0;
      for (int j = 0; j < pilot.clusters; ++j) {
        clusters.push_back({static_cast<double>(batch(pilot.size)), static_cast<double>(pilot.size)});
        wrong += clusters.back().wrong;
      }
      const auto correlation = assay::stats::cluster_correlation(clusters);
      assay::stats::ProjectionOptions options{.items = 10'000, .batch_size = 500, .rho = correlation.rho};
      options.phi = assay::stats::design_effect(clusters, correlation.rho);
      options.seed = static_cast<std::uint64_t>(run);
      options.draws = 2000;
      const auto projected = assay::stats::project_count(wrong, pilot.clusters * pilot.size, options);
      double truth = 0;
      for (int g = 0; g < 20; ++g) truth += static_cast<double>(batch(500));
      held += truth >= projected.count.interval->lower && truth <= projected.count.interval->upper;
      width += projected.count.interval->upper - projected.count.interval->lower;
    }
    const double share = static_cast<double>(held) / static_cast<double>(runs);
    fmt::print("{:<44} projection holds {:.4f} +- {:.4f}  mean width {:.0f} of 10000\n", pilot.name, share,
               std::sqrt(share * (1 - share) / static_cast<double>(runs)), width / static_cast<double>(runs));
    std::fflush(stdout);
  }
}

}  // namespace

int main(int argc, char** argv) {
  const std::int64_t runs = argc > 1 ? std::atoll(argv[1]) : 4000;
  gates(runs);
  misuse(runs);
  projections(runs / 2);
}
