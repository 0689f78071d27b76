#include "sim/behaviour.h"

namespace assay::sim {

// Right nearly always; in the planted slice the item itself misleads everybody.
std::uint32_t careful_answer(const Situation& situation, Rng& rng) {
  return answer_with_accuracy(situation, situation.hard ? situation.ability * 0.65 : situation.ability, rng);
}

}  // namespace assay::sim
