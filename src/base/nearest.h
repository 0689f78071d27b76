#pragma once
// A word that was meant, for messages about one that nobody knows.

#include <span>
#include <string>

namespace assay {

// The candidate nearest to `word`, when it is near enough to be a slip of the hand; else "".
std::string nearest(const std::string& word, std::span<const std::string> candidates);

}  // namespace assay
