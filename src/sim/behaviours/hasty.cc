#include "sim/behaviour.h"

namespace assay::sim {

// Takes the commonest category when in a hurry.
std::uint32_t hasty_answer(const Situation& situation, Rng& rng) {
  if (rng.uniform() < ability_on(situation, situation.ability)) return situation.truth;
  return rng.uniform() < 0.5 ? 0 : answer_with_accuracy(situation, 0, rng);
}

}  // namespace assay::sim
