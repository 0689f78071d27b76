#include "formats/coco_masks.h"

#include <cmath>
#include <cstdint>

#include "formats/json_access.h"

namespace assay::formats {

using simdjson::SUCCESS;
using simdjson::dom::array;
using simdjson::dom::element;
using simdjson::dom::object;

std::optional<std::vector<double>> runs_from_text(std::string_view text) {
  constexpr int bits_max = 50;  // longer numbers are no run of any picture
  std::vector<double> runs;
  for (std::size_t at = 0; at < text.size();) {
    std::int64_t value = 0;
    int bits = 0;
    for (bool more = true; more;) {
      if (at == text.size() || bits > bits_max) return std::nullopt;
      const int piece = static_cast<unsigned char>(text[at++]) - 48;
      if (piece < 0 || piece > 63) return std::nullopt;
      value |= static_cast<std::int64_t>(piece & 31) << bits;
      bits += 5;
      more = (piece & 32) != 0;
      if (!more && (piece & 16) != 0) value -= std::int64_t{1} << bits;  // the sign
    }
    double run = static_cast<double>(value);
    if (runs.size() > 2) run += runs[runs.size() - 2];
    runs.push_back(run);
  }
  return runs;
}

std::optional<std::vector<double>> coco_mask(object segmentation) {
  double height = 0, width = 0;
  const std::vector<element> size = elements_at(segmentation, "size");
  if (size.size() != 2 || !size[0].is_number() || !size[1].is_number()) return std::nullopt;
  if (size[0].get(height) != SUCCESS || size[1].get(width) != SUCCESS) return std::nullopt;
  std::vector<double> runs;
  std::string_view text;
  if (segmentation["counts"].get(text) == SUCCESS) {
    std::optional<std::vector<double>> read = runs_from_text(text);
    if (!read) return std::nullopt;
    runs = std::move(*read);
  } else {
    for (const element entry : elements_at(segmentation, "counts")) {
      double run = 0;
      if (!entry.is_number() || entry.get(run) != SUCCESS) return std::nullopt;
      runs.push_back(run);
    }
  }
  double sum = 0;
  for (const double run : runs) {
    if (run < 0) return std::nullopt;
    sum += run;
  }
  if (!(height > 0) || !(width > 0) || std::abs(sum - height * width) > 0.5) return std::nullopt;
  std::vector<double> mask = {0, 0, width, height};
  mask.insert(mask.end(), runs.begin(), runs.end());
  return mask;
}

}  // namespace assay::formats
