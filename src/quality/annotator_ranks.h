#pragma once
// Annotators in an order that depends on their names alone.

#include <cstdint>
#include <vector>

#include "quality/workspace.h"

namespace assay::quality {

// Per annotator code of the question: a place in a drawn order (by a stable hash of the name); those nobody
// named, and those without annotations in force, are stats::ignored.
std::vector<std::uint32_t> annotator_ranks(const Workspace& work);

}  // namespace assay::quality
