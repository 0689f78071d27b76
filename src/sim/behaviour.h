#pragma once
// How an annotator answers. One behaviour a file; behaviours() is the visible list.

#include <cstdint>
#include <span>
#include <vector>

#include "base/rng.h"

namespace assay::sim {

// What an answer may depend on.
struct Situation {
  std::uint32_t truth = 0;
  std::uint32_t category_count = 2;
  bool hard = false;                       // the item lies in the planted slice
  double progress = 0;                     // 0 = first, 1 = last item of the delivery
  std::uint32_t habit = 0;                 // a category this annotator favours, fixed per annotator
  double ability = 0.9;                    // this annotator's own accuracy on ordinary items
  std::span<const std::uint32_t> earlier;  // answers that others already gave on this item
  std::span<const double> prior;           // shares of the categories
};

// In the planted slice the item itself misleads everybody who looks: so much of the ability is left.
inline constexpr double hard_share_kept = 0.5;
inline double ability_on(const Situation& situation, double ability) {
  return situation.hard ? ability * hard_share_kept : ability;
}

struct Behaviour {
  const char* name;
  double share;  // of the annotators in an example delivery
  double ability_lower, ability_upper;
  std::uint32_t (*answer)(const Situation& situation, Rng& rng);
};

const std::vector<Behaviour>& behaviours();

// The truth with this probability, else one of its two look-alikes (the neighbours in the list of
// categories), the nearer one three times as often.
std::uint32_t answer_with_accuracy(const Situation& situation, double accuracy, Rng& rng);
// A category drawn by the shares of the categories.
std::uint32_t answer_from_prior(const Situation& situation, Rng& rng);

std::uint32_t careful_answer(const Situation& situation, Rng& rng);
std::uint32_t hasty_answer(const Situation& situation, Rng& rng);
std::uint32_t spammer_answer(const Situation& situation, Rng& rng);
std::uint32_t copier_answer(const Situation& situation, Rng& rng);
std::uint32_t drifter_answer(const Situation& situation, Rng& rng);
std::uint32_t misreader_answer(const Situation& situation, Rng& rng);

}  // namespace assay::sim
