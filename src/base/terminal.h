#pragma once
// What the program may ask the system about where it runs.

#include <cstdint>

namespace assay {

enum class Stream { output, error };

// Is a person looking at this stream?
bool is_terminal(Stream stream);

// May output be coloured? Not when NO_COLOR is set and not empty (no-color.org), nor on a dumb terminal.
bool colour_allowed();

// Milliseconds on a clock that only goes forward, from an unknown start.
std::int64_t monotonic_ms();

}  // namespace assay
