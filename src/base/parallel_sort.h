#pragma once
// Sorting on several threads. With an order in which no two elements are alike the result is that of
// std::sort.

#include <algorithm>
#include <cstddef>
#include <vector>

#include "base/parallel.h"

namespace assay {

// Sorts chunks and merges them pairwise. Cost: that of std::sort, divided among the threads but for the last
// merges; no memory beyond what std::inplace_merge takes.
template <class T, class Less>
void parallel_sort(std::vector<T>& values, const Less& less) {
  constexpr std::size_t chunk_min = 1 << 15;
  constexpr std::size_t chunks_max = 16;
  const auto at = [&](std::size_t place) { return values.begin() + static_cast<std::ptrdiff_t>(place); };
  std::size_t size = std::max(chunk_min, (values.size() + chunks_max - 1) / chunks_max);
  for_chunks(values.size(), size, [&](Chunk chunk) { std::sort(at(chunk.begin), at(chunk.end), less); });
  for (; size < values.size(); size *= 2) {
    for_chunks(values.size(), size * 2, [&](Chunk chunk) {
      const std::size_t middle = std::min(chunk.begin + size, chunk.end);
      std::inplace_merge(at(chunk.begin), at(middle), at(chunk.end), less);
    });
  }
}

}  // namespace assay
