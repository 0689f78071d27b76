#pragma once
// assay draw run. Inside cli.

#include "base/result.h"
#include "cli/console.h"
#include "cli/draw_arguments.h"

namespace assay::cli {

// Reads the frozen delivery and the nonces, draws, and writes what was drawn.
Result<int> run_draw(const DrawArguments& a, Console& console);

}  // namespace assay::cli
