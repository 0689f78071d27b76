#pragma once
// The error rate of a population from a sample drawn by strata. Sources: Cochran 1977, ch. 5; Zou and Donner
// 2008 (MOVER: an interval of a sum from the intervals of its parts); methods 3.3.

#include <cstdint>
#include <optional>
#include <span>

#include "base/estimate.h"

namespace assay::stats {

struct Stratum {
  std::int64_t items = 0;   // N_h, of the population
  std::int64_t judged = 0;  // n_h
  std::int64_t wrong = 0;   // x_h
};

// this_lot: a statement about these items, so that a stratum judged whole is known. process: about what made
// them, without that correction.
enum class Claim { this_lot, process };

// sum W_h p_h with the MOVER interval on Wilson limits. A stratum of items of which none was judged:
// not_identifiable. One judged item in a stratum: no standard error. Refuses nothing else; strata without
// items count for nothing.
Estimate stratified_rate(std::span<const Stratum> strata, Claim claim, double level = 0.95);

}  // namespace assay::stats
