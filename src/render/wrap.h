#pragma once
// Text broken into lines.

#include <cstddef>
#include <string>

namespace assay::render {

// Breaks between words so that no line is wider than `width` columns; the first line is taken to begin at
// column `indent`, the others are indented by it. A word that is too long for a line is shortened.
std::string wrap(const std::string& text, std::size_t indent, std::size_t width);

}  // namespace assay::render
