#include "sim/behaviour.h"

namespace assay::sim {

// Understands one pair of categories the wrong way: takes the second for the third more often than not.
std::uint32_t misreader_answer(const Situation& situation, Rng& rng) {
  const bool confusable = situation.category_count > 2 && situation.truth == 1;
  if (confusable && rng.uniform() < 0.7) return 2;
  return answer_with_accuracy(situation, ability_on(situation, situation.ability), rng);
}

}  // namespace assay::sim
