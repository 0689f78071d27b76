#pragma once
// Which rows of a question are in force, grouped by item: the rules of question.h.

#include <cstdint>

#include "labels/question.h"
#include "labels/table.h"

namespace assay::labels {

// Fills item_begin, row and the counts of rows, annotations, repeats, skips and items. Rows of an item come
// in the order (annotator, row). Cost: a counting sort of the rows, then a small sort an item on all threads.
void put_in_force(const Table& table, std::uint16_t question, QuestionTable& out);

}  // namespace assay::labels
