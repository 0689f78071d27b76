#include "sim/behaviour.h"

namespace assay::sim {

// Does not look: a favourite category, or whatever is common.
std::uint32_t spammer_answer(const Situation& situation, Rng& rng) {
  return rng.uniform() < 0.3 ? situation.habit : answer_from_prior(situation, rng);
}

}  // namespace assay::sim
