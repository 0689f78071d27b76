#pragma once
// Items labelled by annotators of known skill, for the coverage of intervals: the true category is drawn from
// `shares`, an annotator is right with probability `right` (ordered: errors prefer neighbours) and otherwise
// draws from the same shares.

#include <cstdint>
#include <string>
#include <vector>

#include "base/rng.h"
#include "stats/votes.h"

namespace assay::bench {

struct LabelDesign {
  std::string name;
  std::vector<double> shares;
  double right = 0.75;
  std::size_t items = 100;
  std::uint32_t annotators = 3;       // the pool
  std::uint32_t labels_per_item = 3;  // of it, drawn for each item
  bool ordered = false;               // categories are the numbers 1, 2, ...
  bool outside = false;               // few items of rare categories: the report carries a note
};

struct LabelledItems {
  std::vector<std::uint64_t> item_begin;
  std::vector<std::uint32_t> annotator, category, truth;
  std::uint32_t annotator_count = 0, category_count = 0;

  stats::Votes votes() const { return {item_begin, annotator, category, annotator_count, category_count}; }
};

LabelledItems draw_items(const LabelDesign& design, Rng& rng);

// The tally of labelled items, owned.
struct OwnedPatterns {
  std::vector<std::uint64_t> pattern_begin{0};
  std::vector<std::uint32_t> category, count;
  std::vector<std::int64_t> item_count;
  std::uint32_t category_count = 0;

  stats::Patterns view() const { return {pattern_begin, category, count, item_count, category_count}; }
};

OwnedPatterns tally_of(const LabelledItems& data);

}  // namespace assay::bench
