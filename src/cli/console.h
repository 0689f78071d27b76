#pragma once
// What a command may write to, handed to it so that tests can look.

#include <ostream>

#include "base/result.h"

namespace assay::cli {

enum class Progress { silent, shown };
enum class Colour { off, on };

struct Console {
  std::ostream& out;
  std::ostream& err;
  Progress progress = Progress::silent;  // shown only on a terminal
  Colour colour = Colour::off;           // on only on a terminal
};

// What the program returns to the shell; docs/reference/commands.md.
inline constexpr int exit_done = 0;
inline constexpr int exit_not_met = 1;
inline constexpr int exit_bad_input = 2;
inline constexpr int exit_not_enough_evidence = 3;  // assay gate alone

// Prints "assay: where: message" and returns exit_bad_input.
int complain(Console& console, const Error& error);

}  // namespace assay::cli
