#pragma once
// What every command begins and ends with.

#include <functional>

#include "cli/arguments.h"
#include "cli/commands.h"

namespace assay::cli {

// Parses, prints help when asked, runs `body` and turns its error into a complaint.
int run_command(Arguments& arguments, Words words, Console& console,
                const std::function<Result<int>()>& body);

// Writes the text to the file, or to console.out when the path is "-".
Result<Done> write_text(const std::string& path, const std::string& text, Console& console);

}  // namespace assay::cli
