#pragma once
// How hard items are, by how unsure the default consensus is of them.

#include "quality/features.h"

namespace assay::quality {

inline constexpr const char* difficulty_name = "difficulty";

// Bands of the posterior entropy of items with two labels and more, as a share of the largest there can be:
// up to five of equal size, ties together; a consensus that is sure of most items leaves fewer. Needs
// beliefs. Values in the order hardest to easiest.
Feature difficulty_feature(const Workspace& work);

}  // namespace assay::quality
