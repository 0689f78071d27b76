#pragma once
// How often each annotator agrees with the others on the same items, and how often the model of annotators
// expects that. Inside quality. docs/methods/annotators.md.

#include <optional>
#include <vector>

#include "quality/workspace.h"
#include "stats/accuracy/clustered_rate.h"

namespace assay::quality {

// One entry per annotator code.
struct Peers {
  std::vector<stats::ClusterSums> agreement;    // pairs with another annotator's label; clustered by item
  std::vector<std::optional<double>> expected;  // absent without a model or without pairs
};

// Cost O(labels * categories), at most dense_categories_max of them.
Peers compare_peers(const Workspace& work);

}  // namespace assay::quality
