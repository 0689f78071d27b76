#pragma once
// The cells of WebAnno TSV 3: columns by tabs, stacked values by "|", a number in brackets behind values that
// several tokens share, characters that mean something escaped by a backslash.

#include <string>
#include <string_view>
#include <vector>

namespace assay::formats {

std::vector<std::string_view> webanno_cells(std::string_view line);

// The stacked values of a cell, still escaped; none for "_".
std::vector<std::string_view> webanno_parts(std::string_view cell);

struct WebAnnoValue {
  std::string text;    // unescaped; empty for "*", an annotation without a value
  std::string number;  // "7" of "PER[7]"; empty when it has none
};
WebAnnoValue webanno_value(std::string_view part);

}  // namespace assay::formats
