#pragma once
// Codes in the order of names. Dictionaries give codes by first sight, and sums over items or annotators run
// in the order of codes; without this the order of the rows of a file would show in the last bits of results,
// and through the stopping of iterations in more than the last.

#include "labels/table.h"

namespace assay::labels {

// Gives items and annotators the codes of their names' byte order and rewrites what refers to them. Call
// once, after everything is read. Cost: a sort of the names (nothing when they are sorted already) and a pass
// over the rows.
void sort_codes(Table& table);

}  // namespace assay::labels
