#include "sim/behaviour.h"

namespace assay::sim {

// Right nearly always.
std::uint32_t careful_answer(const Situation& situation, Rng& rng) {
  return answer_with_accuracy(situation, ability_on(situation, situation.ability), rng);
}

}  // namespace assay::sim
