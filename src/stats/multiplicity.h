#pragma once
// Many tests at once: adjusted p values that control the false discovery rate.

#include <optional>
#include <span>
#include <vector>

namespace assay::stats {

// Benjamini and Hochberg 1995: p_(j) -> min over l >= j of p_(l) m / l. For tests that are independent or
// positively dependent, as those of slices that share no item. Absent p values take no part. Same order as p.
std::vector<std::optional<double>> benjamini_hochberg(std::span<const std::optional<double>> p);

// Benjamini and Yekutieli 2001: the same times 1 + 1/2 + ... + 1/m, for tests that depend on one another in
// any way.
std::vector<std::optional<double>> benjamini_yekutieli(std::span<const std::optional<double>> p);

}  // namespace assay::stats
