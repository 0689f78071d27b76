#pragma once
// Right and wrong before and after on the same items: the exact test of the discordant pairs (McNemar 1947;
// exact: the binomial with one half, two-sided by doubling the smaller tail).

#include "stats/compare/paired_test.h"

namespace assay::stats {

struct PairedOutcomes {
  std::int64_t both = 0;     // right before and after
  std::int64_t lost = 0;     // right before, wrong after (b)
  std::int64_t won = 0;      // wrong before, right after (c)
  std::int64_t neither = 0;  // wrong before and after
  std::int64_t n() const { return both + lost + won + neither; }
};

// No discordant pair: p = 1, the data say nothing against equality. No pair at all: insufficient.
PairedTest mcnemar_test(const PairedOutcomes& outcomes);

}  // namespace assay::stats
