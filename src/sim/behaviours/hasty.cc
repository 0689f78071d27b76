#include "sim/behaviour.h"

namespace assay::sim {

// Takes the commonest category when in a hurry.
std::uint32_t hasty_answer(const Situation& situation, Rng& rng) {
  const double accuracy = situation.hard ? situation.ability * 0.6 : situation.ability;
  if (rng.uniform() < accuracy) return situation.truth;
  return rng.uniform() < 0.5 ? 0 : answer_with_accuracy(situation, 0, rng);
}

}  // namespace assay::sim
