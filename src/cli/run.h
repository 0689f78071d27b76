#pragma once
// The program without main(): words in, exit code out.

#include "cli/commands.h"

namespace assay::cli {

// Cost: that of the command. Errors of data, files and usage are printed to console.err and are exit code 2.
int run(Words arguments, Console& console);

}  // namespace assay::cli
