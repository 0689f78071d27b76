#include "sim/behaviour.h"

namespace assay::sim {

// Begins well and loses a third of it in the second half.
std::uint32_t drifter_answer(const Situation& situation, Rng& rng) {
  const double lost = situation.progress > 0.5 ? (situation.progress - 0.5) * 0.6 : 0;
  return answer_with_accuracy(situation, ability_on(situation, situation.ability - lost), rng);
}

}  // namespace assay::sim
