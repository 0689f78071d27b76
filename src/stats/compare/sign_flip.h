#pragma once
// The item-paired sign-flip test: if the change did nothing, each item's difference might as well have had
// the other sign. Source: Fisher 1935, The Design of Experiments, section 21. Exact over all sign patterns of
// at most 20 differences that are not zero; else 9,999 random ones, p = (1 + as large) / (1 + drawn), Phipson
// and Smyth 2010. It speaks of these annotators only: docs/methods/compare.md.

#include <span>

#include "stats/compare/paired_test.h"

namespace assay::stats {

// differences: after - before, one per item. All zero: no_variation. The order of items does not matter.
PairedTest sign_flip_test(std::span<const double> differences, const PairedTestOptions& options);

}  // namespace assay::stats
