#pragma once
// BCa intervals over items for coefficients that need to know who gave each label, where the tally does not
// apply. Source: Efron 1987; methods 1.5. Inside stats/agreement.

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>

#include "base/estimate.h"
#include "stats/interval/bca.h"
#include "stats/votes.h"

namespace assay::stats {

// More labels than this: the linearised variance is good enough, and resampling whole items too dear.
inline constexpr std::size_t item_bootstrap_labels_max = 4'000;

// The coefficient on some votes; nothing where it is not defined there. Safe from several threads.
using VotesValue = std::function<std::optional<double>(const Votes&)>;

// Nothing when there are too many labels, or when more than one resample in twenty has no value. Items are
// resampled in an order given by what they hold, rank (by_annotator.h) standing for the annotators: neither
// the order of rows nor the number of threads matters. Cost: (replicates + distinct items) evaluations.
struct ItemInterval {
  Interval interval;
  std::string note;  // few items of rare categories (unseen.h); else empty
};
std::optional<ItemInterval> item_bca_interval(const Votes& votes, std::span<const std::uint32_t> rank,
                                              double value, const BootstrapOptions& options,
                                              const VotesValue& evaluate);

}  // namespace assay::stats
