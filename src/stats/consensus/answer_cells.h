#pragma once
// The distinct (annotator, category) pairs that occur, numbered: parameters of what annotators answer, with
// memory that grows with the labels whatever the number of categories. Inside stats/consensus.

#include "stats/consensus/consensus.h"

namespace assay::stats {

struct AnswerCells {
  std::vector<std::uint32_t> of_label;   // the cell of each label
  std::vector<std::uint32_t> annotator;  // of each cell, ascending
};

// Cells in the order of (annotator, category). Cost O(labels log labels), O(labels) where there are few
// categories.
AnswerCells answer_cells(const Votes& votes);

}  // namespace assay::stats
