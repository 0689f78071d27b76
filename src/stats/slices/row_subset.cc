#include "stats/slices/row_subset.h"

namespace assay::stats {

SliceRows RowSubset::view() const {
  SliceRows rows;
  for (const auto& column : features) rows.features.emplace_back(column);
  rows.error = error;
  rows.weight = weight;
  return rows;
}

RowSubset copy_rows(const SliceRows& rows, std::span<const std::size_t> chosen) {
  RowSubset out;
  for (const auto& column : rows.features) out.features.push_back(pick<std::uint32_t>(column, chosen));
  out.error = pick<float>(rows.error, chosen);
  out.weight = pick<double>(rows.weight, chosen);
  return out;
}

}  // namespace assay::stats
