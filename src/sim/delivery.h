#pragma once
// An example delivery with known truth: reading of chest X-rays by a provider's team, with what goes wrong in
// real ones.

#include <cstdint>
#include <string>
#include <vector>

#include "base/result.h"

namespace assay::sim {

struct SimulateOptions {
  std::uint64_t seed = 1;
  std::uint32_t items = 3000;
  std::uint32_t annotators = 24;
  std::uint32_t labels_per_item_min = 3;
  std::uint32_t labels_per_item_max = 5;
  std::uint32_t categories = 6;
  std::uint32_t gold = 400;  // items with gold
  double gold_error = 0.02;  // share of them with a wrong gold label
};

struct SimulatedAnnotation {
  std::uint32_t item = 0, annotator = 0, label = 0;
  std::uint32_t minute = 0;  // since the start of the work
  float duration_s = 0;
};

struct SimulatedItem {
  std::uint32_t truth = 0;
  std::uint8_t view = 0, device = 0, site = 0, sex = 0;
  std::uint8_t age = 0;
  bool hard = false;
};

struct SimulatedAnnotator {
  std::uint32_t behaviour = 0;  // in behaviours()
  std::uint8_t team = 0, shift = 0;
  std::uint32_t years = 0;
  std::uint32_t habit = 0;
  double ability = 0;
};

struct SimulatedGold {
  std::uint32_t item = 0, label = 0;
};

struct SimulatedDelivery {
  SimulateOptions options;
  std::vector<std::string> categories;
  std::vector<double> prior;
  std::vector<SimulatedItem> items;
  std::vector<SimulatedAnnotator> annotators;
  std::vector<SimulatedAnnotation> annotations;
  std::vector<SimulatedGold> gold;
};

// Same options, same bits. Cost O(annotations). Refuses fewer annotators than labels an item, fewer than two
// categories.
Result<SimulatedDelivery> simulate(const SimulateOptions& options);

// labels.csv, gold.csv, items.csv, annotators.csv; and truth.csv and planted.json, which a real delivery
// never has.
Result<Done> write_delivery(const SimulatedDelivery& delivery, const std::string& folder);

}  // namespace assay::sim
