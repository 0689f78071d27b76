#include "sim/behaviour.h"

namespace assay::sim {

const std::vector<Behaviour>& behaviours() {
  static const std::vector<Behaviour> list = {
      {"careful", 0.60, 0.90, 0.97, careful_answer},     {"hasty", 0.16, 0.75, 0.85, hasty_answer},
      {"misreader", 0.08, 0.88, 0.94, misreader_answer}, {"drifter", 0.08, 0.90, 0.95, drifter_answer},
      {"copier", 0.04, 0.60, 0.70, copier_answer},       {"spammer", 0.04, 0.20, 0.30, spammer_answer},
  };
  return list;
}

std::uint32_t answer_with_accuracy(const Situation& situation, double accuracy, Rng& rng) {
  if (rng.uniform() < accuracy) return situation.truth;
  const std::uint32_t count = situation.category_count;
  const std::uint32_t next = (situation.truth + 1) % count;
  const std::uint32_t previous = (situation.truth + count - 1) % count;
  return rng.uniform() < 0.75 ? next : previous;
}

std::uint32_t answer_from_prior(const Situation& situation, Rng& rng) {
  double left = rng.uniform();
  for (std::uint32_t category = 0; category + 1 < situation.category_count; ++category) {
    left -= situation.prior[category];
    if (left < 0) return category;
  }
  return situation.category_count - 1;
}

}  // namespace assay::sim
