#pragma once
// The distance that a person chose with --distance, made ready for a question's categories.

#include "base/result.h"
#include "quality/workspace.h"

namespace assay::quality {

// Fills work.tree_paths. Refuses numbers that are none for circular and bipolar distances or lie outside
// [low, high], trees over numbers, categories that the tree does not name, and trees with a circle or deeper
// than 64.
Result<Done> prepare_distance(Workspace& work);

// What the chosen distance needs beside numbers and members.
void put_distance(const Workspace& work, stats::CategoryValues& values);

}  // namespace assay::quality
