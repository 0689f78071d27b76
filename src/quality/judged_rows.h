#pragma once
// The annotations whose rightness is known or believed, as rows for the search of error slices. Inside
// quality.

#include <cstdint>
#include <vector>

#include "quality/judged.h"
#include "quality/slice_features.h"

namespace assay::quality {

inline constexpr std::size_t judged_rows_max = 300'000;  // more: whole items are sampled by their names

// The judged annotations, by item and annotator.
struct JudgedRows {
  std::vector<std::uint64_t> annotation, item, cluster;
  std::vector<std::uint32_t> annotator, truth, given;
  std::vector<float> error;
};

// Annotations that the judge can judge, sampled or not.
std::size_t judged_count(const Workspace& work, Judge judge);
JudgedRows judged_rows(const Workspace& work, Judge judge);

// The rows of one judge and the attributes they are searched by.
struct JudgedData {
  JudgedRows rows;
  std::vector<SliceColumn> columns;
};

}  // namespace assay::quality
