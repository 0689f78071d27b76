#pragma once
// Dawid-Skene with its priors open, for the hierarchical model and the tests against published values.

#include "stats/consensus/consensus.h"

namespace assay::stats {

// Pseudo-counts: beta[truth * K + given], all > 0 unless maximum likelihood is wanted; prior_count per
// category.
struct DawidSkenePlan {
  std::vector<double> beta;
  double prior_count = 1;
  const Fit* start = nullptr;  // EM goes on from these counts instead of the shares of votes
};

// More labels than this: fits stop at a coarser tolerance, and each starts where the one before it ended.
inline constexpr std::size_t large_labels = 1'000'000;

// beta_kk = kappa m, beta_kl = kappa (1 - m) / (K - 1): the default of methods 2.2 is kappa 8, m 0.6.
DawidSkenePlan default_plan(std::uint32_t category_count);

// At most dense_categories_max categories.
Fit dawid_skene_with(const Votes& votes, const ConsensusOptions& options, const DawidSkenePlan& plan);

// The hierarchical model where dawid_skene_fit has been run already: it begins there on more than
// large_labels labels and with too few annotators to learn from, else with the votes.
Fit hierarchical_from(const Votes& votes, const ConsensusOptions& options, const Fit& dawid_skene);

// Why a full model cannot be told from the data, or "": methods 2.2, identifiability and label switching.
std::string identifiability_note(const Votes& votes, const Fit& fit);

// For more categories: one accuracy per annotator and true category, the rest spread evenly; sparse
// posteriors.
Fit category_accuracy_fit(const Votes& votes, const ConsensusOptions& options);

}  // namespace assay::stats
