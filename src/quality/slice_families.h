#pragma once
// The slices of every attribute, as histograms of patterns.

#include <optional>
#include <string>
#include <vector>

#include "labels/tally.h"
#include "quality/workspace.h"

namespace assay::quality {

// An attribute with more values than this keeps the largest; the others are one row.
inline constexpr std::size_t slices_max = 50;

struct SliceFamily {
  enum class Sharing { none, items };       // can an item be in two slices?
  enum class Order { worst_first, given };  // given: the values have an order that a reader expects
  enum class Test { yes, no };              // no: the slices were made from the labels they are judged by

  std::string attribute;
  std::vector<std::string> values;
  std::vector<labels::PatternCounts> patterns;  // one per value, none empty
  std::optional<std::size_t> rest;              // the row of the values that were not kept
  Sharing sharing = Sharing::none;
  Order order = Order::worst_first;
  Test test = Test::yes;
};

// By attribute, ascending. Attributes of items, annotations and annotators, and difficulty where there are
// beliefs; options.by restricts all but difficulty. With agreement_only: what tallies have, the text
// attributes of items. Attributes with fewer than two values in use are left out. Cost: a pass over the items
// for an attribute of items, a sort of each item's labels for one of annotations.
std::vector<SliceFamily> slice_families(const Workspace& work);

// The same from a tally: equal to those of the table with agreement_only.
std::vector<SliceFamily> slice_families(const labels::Tally& tally, const InspectOptions& options);

}  // namespace assay::quality
