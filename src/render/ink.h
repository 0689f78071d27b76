#pragma once
// Emphasis on a terminal: escape sequences, or nothing. Never the only signal: the words say the same.

#include <string>

namespace assay::render {

enum class Ink { plain, coloured };

std::string strong(const std::string& text, Ink ink);   // bold
std::string alarm(const std::string& text, Ink ink);    // bold red
std::string caution(const std::string& text, Ink ink);  // yellow
std::string quiet(const std::string& text, Ink ink);    // dim

}  // namespace assay::render
