#pragma once
// What each annotator answered, in the order of work, with what it was judged by. Inside quality.

#include <cstdint>
#include <vector>

#include "quality/workspace.h"

namespace assay::quality {

// One person's answers in their order. Parallel arrays; judged ones have truth other than labels::none.
struct History {
  std::vector<std::uint64_t> annotation;  // index into the votes
  std::vector<std::uint32_t> item;
  std::vector<std::uint32_t> truth;  // gold, else the label of the default model; none: cannot be judged
  std::vector<std::uint8_t> error;   // of judged ones
  std::vector<double> expected;      // error rate of an average person on this item, by the others
};

struct Histories {
  bool by_time = false;  // else by row of the files
  bool any_gold = false;
  std::vector<History> of;  // per annotator code of the table
};

// What answers about an item are judged by: its gold, else the label of the default model where two people
// and more labelled it, else labels::none.
std::uint32_t item_truth(const Workspace& work, std::size_t item);

// Items with one label are not judged without gold. Cost: a sort of each annotator's labels.
Histories histories_of(const Workspace& work);

// Microseconds since 1970 of an annotation of the votes, or labels::no_time.
std::int64_t time_of(const Workspace& work, std::uint64_t annotation);

}  // namespace assay::quality
