#pragma once
// From histograms of patterns to the rows of agreement by slice.

#include <vector>

#include "quality/inspection.h"
#include "quality/slice_families.h"
#include "stats/agreement/slice_p.h"

namespace assay::quality {

// Items with two labels that a slice must have; with fewer there is not enough evidence.
inline constexpr std::int64_t slice_items_min = 10;
inline constexpr double worse_at = 0.10;  // adjusted p

struct SliceScale {
  stats::CategoryValues values;
  std::uint32_t category_count = 0;
  stats::Scale scale = stats::Scale::nominal;
  double level = 0.95;
  std::uint64_t seed = 1;
};

// The scale by slice: the headline scale of the kind, nominal where a general distance would have to be taken
// over too many categories again and again.
stats::Scale slice_scale(labels::Kind kind, std::uint32_t category_count);

// Alpha of the items with two labels and more: not enough evidence below slice_items_min of them.
Estimate slice_agreement(const labels::PatternCounts& patterns, const SliceScale& scale);

// Rows in the order in which they are shown. Takes what its tests cost from the budget.
std::vector<SliceRow> slice_rows(const SliceFamily& family, const SliceScale& scale,
                                 stats::PermutationBudget& budget);

// All families into out.agreement_by.
void add_slices(const std::vector<SliceFamily>& families, const SliceScale& scale, QuestionInspection& out);

}  // namespace assay::quality
