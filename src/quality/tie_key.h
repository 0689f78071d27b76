#pragma once
// Ties of a consensus are broken by the names of item and category, never by their place in the file.

#include "labels/question.h"
#include "labels/table.h"
#include "stats/consensus/consensus.h"

namespace assay::quality {

// The table and the question must outlive the key.
stats::TieKey tie_key(const labels::Table& table, const labels::QuestionTable& question);

}  // namespace assay::quality
