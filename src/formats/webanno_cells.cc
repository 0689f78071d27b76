#include "formats/webanno_cells.h"

#include <algorithm>

namespace assay::formats {
namespace {

constexpr std::size_t webanno_columns_max = 2000;

}  // namespace

std::vector<std::string_view> webanno_cells(std::string_view line) {
  std::vector<std::string_view> cells;
  while (!line.empty() && cells.size() < webanno_columns_max) {
    const std::size_t end = std::min(line.find('\t'), line.size());
    cells.push_back(line.substr(0, end));
    line.remove_prefix(std::min(end + 1, line.size()));
  }
  return cells;
}

std::vector<std::string_view> webanno_parts(std::string_view cell) {
  std::vector<std::string_view> parts;
  if (cell == "_" || cell.empty()) return parts;
  std::size_t begin = 0;
  for (std::size_t at = 0; at < cell.size(); ++at) {
    if (cell[at] == '\\') {
      ++at;
    } else if (cell[at] == '|') {
      parts.push_back(cell.substr(begin, at - begin));
      begin = at + 1;
    }
  }
  parts.push_back(cell.substr(begin));
  return parts;
}

WebAnnoValue webanno_value(std::string_view part) {
  WebAnnoValue value;
  if (part.ends_with(']')) {
    const std::size_t open = part.rfind('[');
    const bool escaped = open != std::string_view::npos && open > 0 && part[open - 1] == '\\';
    if (open != std::string_view::npos && !escaped) {
      const std::string_view number = part.substr(open + 1, part.size() - open - 2);
      if (!number.empty() && number.find_first_not_of("0123456789") == std::string_view::npos) {
        value.number = number;
        part = part.substr(0, open);
      }
    }
  }
  if (part == "*") return value;
  for (std::size_t at = 0; at < part.size(); ++at) {
    if (part[at] == '\\' && at + 1 < part.size()) ++at;
    value.text += part[at];
  }
  return value;
}

}  // namespace assay::formats
