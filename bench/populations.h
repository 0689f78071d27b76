#pragma once
// Simulated annotators of seven kinds, for judging a consensus where the truth is known.

#include <cstdint>
#include <span>
#include <vector>

#include "base/rng.h"
#include "stats/votes.h"

namespace assay::bench {

enum class Population { uniform, varied, spammers, constant, class_biased, adversarial, difficult };
inline constexpr int population_count = 7;
const char* population_name(Population population);

struct Cell {
  Population population = Population::uniform;
  std::uint32_t categories = 2, labels_per_item = 5, items = 300, annotators = 30;
};

struct Simulated {
  std::vector<std::uint64_t> item_begin;
  std::vector<std::uint32_t> annotator, category;
  std::vector<std::uint32_t> truth;  // per item
  std::uint32_t annotator_count = 0, category_count = 0;

  stats::Votes votes() const { return {item_begin, annotator, category, annotator_count, category_count}; }
};

Simulated simulate(const Cell& cell, std::uint64_t seed);

}  // namespace assay::bench
