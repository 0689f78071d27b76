#include "stats/slices/bitmap.h"

#include "base/check.h"

namespace assay::stats {
namespace {

// One body, compiled twice: without the instruction a population count is a dozen operations.
template <std::size_t count>
[[gnu::always_inline]] inline BitCounts intersect(std::span<const Bitmap* const> sets, const Bitmap& mark) {
  BitCounts out;
  const std::uint64_t* a = sets[0]->data();
  const std::uint64_t* b = count > 1 ? sets[1]->data() : a;
  const std::uint64_t* c = count > 2 ? sets[2]->data() : a;
  const std::uint64_t* e = mark.data();
  const std::size_t words = mark.size();
  for (std::size_t w = 0; w < words; ++w) {
    std::uint64_t bits = a[w];
    if constexpr (count > 1) bits &= b[w];
    if constexpr (count > 2) bits &= c[w];
    out.rows += __builtin_popcountll(bits);
    out.marked += __builtin_popcountll(bits & e[w]);
  }
  return out;
}

[[gnu::always_inline]] inline BitCounts dispatch(std::span<const Bitmap* const> sets, const Bitmap& mark) {
  if (sets.size() == 1) return intersect<1>(sets, mark);
  if (sets.size() == 2) return intersect<2>(sets, mark);
  return intersect<3>(sets, mark);
}

BitCounts count_plain(std::span<const Bitmap* const> sets, const Bitmap& mark) {
  return dispatch(sets, mark);
}

#if defined(__x86_64__)
[[gnu::target("popcnt")]] BitCounts count_fast(std::span<const Bitmap* const> sets, const Bitmap& mark) {
  return dispatch(sets, mark);
}
#endif

}  // namespace

BitCounts count_bits(std::span<const Bitmap* const> sets, const Bitmap& mark) {
  ASSAY_CHECK(!sets.empty() && sets.size() <= 3, "one to three sets are intersected");
#if defined(__x86_64__)
  if (__builtin_cpu_supports("popcnt")) return count_fast(sets, mark);
#endif
  return count_plain(sets, mark);
}

}  // namespace assay::stats
