#pragma once
// Uniform draws without replacement from a seed (methods 0.2): the items with the smallest numbers, ties by
// the bytes of the item. One order serves simple and stratified samples, their extension (what was drawn
// stays drawn) and sequential sampling. Every subset of its size is equally likely, so an item's inclusion
// probability is drawn / population of its stratum. Cost: one hash an item and a sort. Pure.

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "base/hash.h"
#include "base/result.h"

namespace assay::stats {

// Positions of the frame in the order in which they are drawn. Error `invalid` for an id that is none and for
// an item that stands in the frame twice.
Result<std::vector<std::size_t>> draw_order(const Digest& seed, const std::vector<std::string>& items);

// The first n of that order; all of them when n is larger.
Result<std::vector<std::size_t>> draw_simple(const Digest& seed, const std::vector<std::string>& items,
                                             std::size_t n);

struct StratumDraw {
  std::string stratum;
  std::size_t population = 0;
  std::size_t wanted = 0;
  std::vector<std::size_t> drawn;  // positions of the frame, in the order in which they are drawn
};

// One simple draw per stratum, strata in byte order. A stratum smaller than what is wanted is taken whole,
// and what is over goes nowhere else; a stratum of the allocation without items is reported with none. Error
// `invalid` when the frame has a stratum that the allocation does not name.
Result<std::vector<StratumDraw>> draw_stratified(const Digest& seed, const std::vector<std::string>& items,
                                                 const std::vector<std::string>& strata,
                                                 const std::map<std::string, std::size_t>& allocation);

}  // namespace assay::stats
