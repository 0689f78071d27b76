#pragma once
// Plain letters of what machines write: headers, addresses, names of columns. All other bytes stand as they
// are.

#include <string>
#include <string_view>

namespace assay {

std::string lower_ascii(std::string_view text);

// Without blanks and tabs at both ends, or without what else is named.
std::string_view trimmed(std::string_view text, std::string_view blanks = " \t");

}  // namespace assay
