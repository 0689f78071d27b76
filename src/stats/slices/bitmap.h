#pragma once
// Sets of rows as bits, 64 to a word, and the three loops over them that the slice search is made of.

#include <bit>
#include <cstdint>
#include <span>
#include <vector>

namespace assay::stats {

using Bitmap = std::vector<std::uint64_t>;

inline Bitmap empty_bitmap(std::size_t rows) { return Bitmap((rows + 63) / 64, 0); }
inline void set_bit(Bitmap& bits, std::size_t row) { bits[row / 64] |= std::uint64_t{1} << (row % 64); }

struct BitCounts {
  std::int64_t rows = 0;    // in all of the sets
  std::int64_t marked = 0;  // of them, also in `mark`
};

// Size of the intersection of one to three sets, and of its part inside `mark`. Uses the popcnt instruction
// where the processor has it; the answer does not depend on it.
BitCounts count_bits(std::span<const Bitmap* const> sets, const Bitmap& mark);

// Calls visit(row) for every row in all of the sets, ascending.
template <class Visit>
void for_bits(std::span<const Bitmap* const> sets, Visit visit) {
  const std::size_t words = sets[0]->size();
  for (std::size_t w = 0; w < words; ++w) {
    std::uint64_t both = (*sets[0])[w];
    for (std::size_t s = 1; s < sets.size(); ++s) both &= (*sets[s])[w];
    for (; both != 0; both &= both - 1) visit(w * 64 + static_cast<std::size_t>(std::countr_zero(both)));
  }
}

}  // namespace assay::stats
