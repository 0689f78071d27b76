#include "render/wrap.h"

#include <algorithm>

#include "base/text.h"

namespace assay::render {

std::string wrap(const std::string& text, std::size_t indent, std::size_t width) {
  std::string out;
  std::size_t used = indent;
  std::size_t at = 0;
  while (at < text.size()) {
    const std::size_t space = std::min(text.find(' ', at), text.size());
    const std::string word = shorten(text.substr(at, space - at), width - indent);
    at = space + 1;
    const std::size_t wide = display_width(word);
    if (used > indent && used + 1 + wide > width) {
      out += "\n" + std::string(indent, ' ');
      used = indent;
    } else if (used > indent) {
      out += " ";
      ++used;
    }
    out += word;
    used += wide;
  }
  return out;
}

}  // namespace assay::render
