#pragma once
// What a judged pilot means for a production of N items: wrong items to expect, with a predictive interval
// that holds the variation between batches. Source: methods 10.2 (beta-binomial prediction with a design
// effect; ANOVA estimator of the intraclass correlation, Donner 1986).

#include <cstdint>
#include <optional>
#include <span>

#include "base/estimate.h"
#include "stats/plan/assurance.h"

namespace assay::stats {

struct ClusterCount {
  double wrong = 0;
  double judged = 0;
};

struct CorrelationEstimate {
  double rho = 0;        // the one to be used
  Estimate estimated;    // from the clusters; not_identifiable with one, insufficient with fewer than ten
  bool assumed = false;  // rho is the registered default, not the estimate
};

inline constexpr double rho_default = 0.02;
inline constexpr std::size_t rho_clusters_min = 10;

// Ten clusters and more: the ANOVA estimate, at least 0. Fewer: the larger of it and `fallback`. One:
// fallback.
CorrelationEstimate cluster_correlation(std::span<const ClusterCount> clusters,
                                        double fallback = rho_default);

// 1 + (m - 1) rho, m the size of a cluster as one of its items sees it.
double design_effect(std::span<const ClusterCount> clusters, double rho);

struct ProjectionOptions {
  std::int64_t items = 0;       // of the production, 1 to 10^9
  std::int64_t batch_size = 0;  // of the production; 0: one batch of everything
  double rho = 0;               // between batches
  double phi = 1;               // design effect of the pilot
  double level = 0.95;
  RateBelief prior;                   // not divided by phi
  std::optional<std::int64_t> limit;  // P(more wrong than this)
  std::uint64_t seed = 1;
  std::int64_t draws = 20'000;
};

struct Projection {
  Estimate count;  // value: the mean; interval: "predictive"; n: items judged
  double standard_deviation = 0;
  std::int64_t median = 0;
  std::optional<double> above_limit;
};

// wrong of judged in the pilot. With rho = 0 and at most 5,000,000 items exact, else by draws. Cost:
// O(items), or draws x batches (of more than 200 batches the mean rate is drawn, beta with the same
// variance).
Projection project_count(double wrong, double judged, const ProjectionOptions& options);

// The same for a category whose share of the production is itself only known from the pilot: `of` of
// `pilot_items` delivered items had it, `wrong` of `judged` judged ones were wrong.
struct CategoryPilot {
  double of = 0, pilot_items = 0;
  double wrong = 0, judged = 0;
};
struct CategoryProjection {
  Projection items;  // delivered with this category
  Projection wrong;  // and wrong
};
CategoryProjection project_category(const CategoryPilot& pilot, const ProjectionOptions& options,
                                    double share_rho, double share_phi);

}  // namespace assay::stats
