#pragma once
// What error slices are searched in: every attribute of items, annotations and annotators as a column over
// the judged annotations. Inside quality.

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "quality/features.h"
#include "stats/slices/error_slices.h"

namespace assay::quality {

// A column over rows: 0 missing, 1.. values.
struct SliceColumn {
  std::string name;
  std::vector<std::string> values;  // code - 1 -> value as shown
  std::vector<std::uint32_t> code;
  stats::FeatureLevel level = stats::FeatureLevel::row;
};

inline constexpr std::size_t slice_values_max = 50;  // of one attribute: its most frequent ones

// annotation[row]: which annotation in force, item[row]: of which item. Values on fewer than 32 rows, values
// beyond slice_values_max and attributes with one value alone are left out: nothing could be said of them.
// Provider, batch, version and time are properties of the annotator where no annotator has two of them.
std::vector<SliceColumn> slice_columns(const Workspace& work, std::span<const std::uint64_t> annotation,
                                       std::span<const std::uint64_t> item);

}  // namespace assay::quality
