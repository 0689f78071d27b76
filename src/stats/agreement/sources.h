#pragma once
// Where disagreement comes from: slips, annotators' own habits, readings of single items. Methods 1.10.
// docs/methods/disagreement.md.

#include <span>
#include <vector>

#include "base/estimate.h"
#include "stats/interval/bca.h"
#include "stats/votes.h"

namespace assay::stats {

// Answers of annotators who saw an item more than once. Answers of case u are [begin[u], begin[u+1]), two at
// least; codes may exceed the votes' category_count: they then equal nothing but themselves.
struct Repeats {
  std::span<const std::uint64_t> begin;      // cases + 1
  std::span<const std::uint32_t> item;       // one per case
  std::span<const std::uint32_t> annotator;  // one per case
  std::span<const std::uint32_t> category;   // one per answer

  std::size_t size() const { return item.size(); }
};

struct DisagreementSources {
  Estimate between;  // two annotators differ on an item
  Estimate within;   // one annotator differs from an earlier answer of the same person
  Estimate slip;     // within / between
  Estimate stable;   // 1 - slip
};

// Over the cases whose item has another annotator, so that both rates are of the same items and annotators:
// within over pairs of the annotator's own answers, between over their answers and the others' labels. Exact
// identity: between - within = half the mean squared difference of the annotators' answer probabilities.
// Shares are clipped to [0, 1], and the note says what they were. BCa intervals over items. Fewer than ten
// cases: insufficient. No disagreement between annotators: no_variation.
// Cost: the labels of the items repeated, and replicates times the distinct cases.
DisagreementSources disagreement_sources(const Votes& votes, const Repeats& repeats,
                                         const BootstrapOptions& options);

struct BiasInput {
  std::span<const float> confusion;      // counts [(annotator * K + given) * K + truth]
  std::span<const std::uint32_t> truth;  // per item, or no category: left out
};

// The disagreement that would be left if all items of a category were alike and annotators differed by their
// confusion matrices alone: half the mean over items and pairs of annotators of the squared distance of their
// rows, less what the rows' sampling adds (methods 1.10 B). Rows with fewer than two labels are left out.
// Negative where annotators differ less than chance would make them. n: items. Cost O(labels^2 on an item *
// K); at most bias_work_max steps, then every so many items.
inline constexpr double bias_work_max = 2e8;
Estimate annotator_bias(const Votes& votes, const BiasInput& input);

// Share of pairs of annotators on an item who differ, averaged over items with two labels and more.
double disagreeing_share(const Votes& votes);

}  // namespace assay::stats
