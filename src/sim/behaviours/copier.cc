#include "sim/behaviour.h"

namespace assay::sim {

// Takes the first answer that is already there, four times in five.
std::uint32_t copier_answer(const Situation& situation, Rng& rng) {
  const bool copies = rng.uniform() < 0.8;
  if (copies && !situation.earlier.empty()) return situation.earlier.front();
  return answer_with_accuracy(situation, ability_on(situation, situation.ability), rng);
}

}  // namespace assay::sim
