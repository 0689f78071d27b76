#pragma once
// Consensus: what each item's label is, by models of the annotators. docs/methods/consensus.md.

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <vector>

#include "base/estimate.h"
#include "stats/consensus/right_share.h"
#include "stats/votes.h"

namespace assay::stats {

inline constexpr std::uint32_t no_category = 0xFFFFFFFF;

// More categories than this: an item's posterior is held on the categories that somebody gave it, and
// annotators have one accuracy per category instead of a full confusion matrix. There is too little data for
// more, and the cost stays linear.
inline constexpr std::uint32_t dense_categories_max = 32;

// Probabilities of categories per item. Dense: all categories of every item, in order. Sparse: those that
// were given.
struct Posterior {
  std::uint32_t category_count = 0;
  bool dense = true;
  std::vector<std::uint64_t> begin;     // sparse: items + 1
  std::vector<std::uint32_t> category;  // sparse: one per entry
  std::vector<float> probability;       // items without labels: all 0

  std::size_t item_count() const { return dense ? probability.size() / category_count : begin.size() - 1; }
  std::size_t first(std::size_t item) const { return dense ? item * category_count : begin[item]; }
  std::size_t size(std::size_t item) const { return dense ? category_count : begin[item + 1] - begin[item]; }
  std::uint32_t category_at(std::size_t item, std::size_t at) const {
    return dense ? static_cast<std::uint32_t>(at) : category[begin[item] + at];
  }
  std::span<const float> of(std::size_t item) const { return {probability.data() + first(item), size(item)}; }
  double of(std::size_t item, std::uint32_t k) const;  // 0 for what is not held
};

// The shape of a posterior for these votes, all zero. Cost O(labels).
Posterior empty_posterior(const Votes& votes);

struct ConsensusOptions {
  int iterations_max = 100;
  double tolerance = 1e-8;  // stop when the objective changes by less than this share of itself
  int outer_rounds = 5;     // of the hierarchical model
  std::span<const std::uint32_t> trusted;  // per item: a category held fixed, or no_category; empty: none
  bool fixed_iterations = false;           // run iterations_max, whatever the objective says (for benchmarks)
  std::uint64_t seed = 1;                  // of the models whose start is random: MACE and KOS
};

struct Fit {
  std::string model;
  Posterior posterior;
  std::vector<double> prior;       // of categories
  std::vector<float> confusion;    // expected counts [(annotator * K + given) * K + truth]; empty when sparse
  std::vector<double> beta;        // pseudo-counts [truth * K + given] that go with the confusion
  std::vector<double> skill;       // per annotator, where the model has one number for each
  std::vector<double> difficulty;  // GLAD: per item, 1 where items are of the ordinary kind, larger is harder
  std::vector<double> spread;      // auto: per annotator, half of what its members differ on the share right
  std::vector<RightShare> right;   // auto, dense: per annotator, the share right by one_coin and hierarchical
  int iterations = 0;
  double objective = 0;
  double log_likelihood = 0;
  Status status = Status::ok;  // not_identifiable: the labels fall back on majority
  std::string note;
};

// Share of the item's labels. The baseline.
Fit majority_fit(const Votes& votes, const ConsensusOptions& options);
// Majority weighted by each annotator's agreement with the majority (crowd-kit's Wawa).
Fit wawa_fit(const Votes& votes, const ConsensusOptions& options);
// One accuracy per annotator (methods 2.3); category shares fixed from the votes.
Fit one_coin_fit(const Votes& votes, const ConsensusOptions& options);
// Dawid and Skene 1979 with pseudo-counts kept in every M step (methods 2.2).
Fit dawid_skene_fit(const Votes& votes, const ConsensusOptions& options);
// Dawid and Skene 1979 as published: maximum likelihood, a zero count is a probability of 1e-10 at least.
Fit dawid_skene_ml_fit(const Votes& votes, const ConsensusOptions& options);
// The one-coin model by maximum likelihood, category shares estimated along.
Fit one_coin_ml_fit(const Votes& votes, const ConsensusOptions& options);
// Dawid-Skene with the pseudo-counts estimated from all annotators (methods 2.4).
Fit hierarchical_fit(const Votes& votes, const ConsensusOptions& options);
// The default: the mean of the posteriors of majority, Wawa, one-coin and hierarchical (docs/decisions).
Fit auto_fit(const Votes& votes, const ConsensusOptions& options);

// Majority weighted by skills that settle where each equals the annotator's agreement with the result.
Fit zero_based_skill_fit(const Votes& votes, const ConsensusOptions& options);
// Majority weighted by each annotator's accuracy on the trusted items.
Fit gold_majority_fit(const Votes& votes, const ConsensusOptions& options);
// Dawid-Skene with hard assignments (Sinha, Rao and Balasubramanian 2018).
Fit fast_dawid_skene_fit(const Votes& votes, const ConsensusOptions& options);
// An ability per annotator and a difficulty per item (Whitehill et al. 2009; methods 2.3).
Fit glad_fit(const Votes& votes, const ConsensusOptions& options);
// Annotators know, or answer by habit (Hovy et al. 2013; methods 2.3).
Fit mace_fit(const Votes& votes, const ConsensusOptions& options);
// Message passing for two categories (Karger, Oh and Shah 2011). More categories: see its refusal.
Fit kos_fit(const Votes& votes, const ConsensusOptions& options);
// Skills by robust rank-one completion of the agreements of pairs (Ma and Olshevsky 2020).
Fit m_msr_fit(const Votes& votes, const ConsensusOptions& options);

// Why a model cannot be fitted to these votes, and what to do; empty: it can.
std::string gold_majority_refusal(const Votes& votes, const ConsensusOptions& options);
std::string kos_refusal(const Votes& votes, const ConsensusOptions& options);

struct ConsensusModel {
  const char* name;
  const char* description;
  Fit (*fit)(const Votes& votes, const ConsensusOptions& options);
  std::string (*refusal)(const Votes& votes, const ConsensusOptions& options) = nullptr;  // null: never

  // Call fit only where this is empty.
  std::string refuses(const Votes& votes, const ConsensusOptions& options) const {
    return refusal == nullptr ? std::string() : refusal(votes, options);
  }
};

// Every model of the report, in its order.
std::span<const ConsensusModel> consensus_registry();

// Models that other programs have and the report leaves out, as they were published, deviations said in each
// file. For comparison; never the default. docs/methods/choosing_a_consensus.md.
std::span<const ConsensusModel> published_models();

// The fits of the whole registry, in its order. What several models need is fitted once: hierarchical starts
// from dawid_skene, auto averages the four others. More than a million labels are fitted as auto_fit does.
std::vector<Fit> fit_every_model(const Votes& votes, const ConsensusOptions& options);

struct TiedLabel {
  std::uint32_t item = 0, category = 0;
};

// One label per item from a fit.
struct Choice {
  std::vector<std::uint32_t> label;  // no_category: the item has no labels
  std::vector<float> confidence;
  std::vector<std::uint32_t> tied;     // categories within tie_width of the best; 1 where there is no tie
  std::int64_t ties = 0;               // items with more than one
  std::vector<TiedLabel> tied_labels;  // all labels of those items, by item and category
};

inline constexpr double tie_width = 1e-6;

// Ties: the larger vote share, then the smallest key(item, category); the key must not depend on row order.
using TieKey = std::function<std::uint64_t(std::size_t item, std::uint32_t category)>;
Choice choose(const Fit& fit, const Votes& votes, const TieKey& key);

}  // namespace assay::stats
