#pragma once
// From a table to an inspection: every section of every question. Pure: same table, options and build give
// the same bits.

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "quality/inspection.h"
#include "quality/workspace.h"

namespace assay::quality {

// Gold that names no question belongs to the only one there is; refuses when there are several. Call once
// after reading, before inspect_table.
Result<Done> settle_gold(labels::Table& table);

// The questions that have annotations, by name; or the named one alone. Refuses one that is not there.
Result<std::vector<std::uint16_t>> chosen_questions(const labels::Table& table, const std::string& only);

// Called before each longer step with its name; may be empty.
using Progress = std::function<void(std::string_view step)>;

// Cost: a few passes over the annotations; models take tens of passes. Refuses an unknown question or
// attribute.
Result<std::vector<QuestionInspection>> inspect_table(const labels::Table& table,
                                                      const InspectOptions& options,
                                                      const Progress& progress);

// What a tally alone can say: agreement, categories and slices. Equal to the bit to inspecting the files it
// came from with agreement_only.
QuestionInspection inspect_tally(const labels::Tally& tally, const InspectOptions& options);

}  // namespace assay::quality
