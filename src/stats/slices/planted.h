#pragma once
// Rows with known trouble: attributes of uneven frequency, an even error rate, and one conjunction of two
// attributes in which errors are frequent. It measures how often the search finds what is there.

#include <cstdint>
#include <vector>

#include "stats/slices/row_subset.h"
#include "stats/slices/slice_rows.h"

namespace assay::stats {

struct PlantedOptions {
  std::size_t rows = 50'000;
  std::vector<std::uint32_t> value_counts = {2, 3, 4, 6, 8, 10, 12, 20, 35, 50};  // one feature each
  double slice_share = 0.005;                                                     // of the rows, expected
  double slice_rate = 0.4;                                                        // of errors in it
  double overall_rate = 0.03;                                                     // of all rows, expected
  std::uint32_t annotators = 0;  // 0: none; else every fourth makes twice the errors of the others
};

struct PlantedRows {
  RowSubset data;
  std::vector<std::uint32_t> annotator;  // empty without annotators
  std::vector<SlicePredicate> planted;   // slice_rate = overall_rate plants nothing
};

// Which attributes and values are planted depends on the seed; one attribute (the third last) copies a
// coarser one in 3 of 4 rows, because real attributes are related.
PlantedRows planted_rows(const PlantedOptions& options, std::uint64_t seed);

}  // namespace assay::stats
