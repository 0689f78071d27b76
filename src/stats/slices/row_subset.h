#pragma once
// Some of the rows, copied: what runs inside a category, half of the data or a sample are searched in.

#include <cstdint>
#include <span>
#include <vector>

#include "stats/slices/slice_rows.h"

namespace assay::stats {

struct RowSubset {
  std::vector<std::vector<std::uint32_t>> features;
  std::vector<float> error;
  std::vector<double> weight;

  SliceRows view() const;  // valid while this lives and stays where it is
};

RowSubset copy_rows(const SliceRows& rows, std::span<const std::size_t> chosen);

// values[chosen[i]], or nothing when there are no values.
template <class T>
std::vector<T> pick(std::span<const T> values, std::span<const std::size_t> chosen) {
  std::vector<T> out;
  if (values.empty()) return out;
  out.reserve(chosen.size());
  for (const std::size_t row : chosen) out.push_back(values[row]);
  return out;
}

}  // namespace assay::stats
