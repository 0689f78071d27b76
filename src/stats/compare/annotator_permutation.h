#pragma once
// Two groups of annotators, one under each version, all of them on all items: if the versions were the same,
// the groups might as well have been drawn otherwise. Every (or 9,999 random) division of the people into
// groups of the same sizes is compared with the one there was. It speaks of annotators, not of items, and it
// decides: the sign flip over items alone is too sure of itself when annotators differ.
// docs/methods/compare.md.

#include "stats/compare/paired_agreement.h"
#include "stats/compare/paired_test.h"

namespace assay::stats {

// Refuses (status and note) groups that share people, groups of one, items that somebody of either group left
// out, and designs in which even the most extreme division could not be significant at the level.
PairedTest annotator_permutation(const PairedVotes& votes, const PairedTestOptions& options);

}  // namespace assay::stats
