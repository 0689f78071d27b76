#pragma once
// An order in which similar things stand side by side.

#include <cstddef>
#include <vector>

namespace assay::stats {

// An order of 0 .. n-1 in which the distances of neighbours add up to little: cheapest insertion, then
// reversals while they help (Lin 1965). distance is n x n, symmetric. Not always the best order, always the
// same one. Cost O(n^3) or so: for tens, not thousands.
std::vector<std::size_t> seriate(const std::vector<std::vector<double>>& distance);

}  // namespace assay::stats
