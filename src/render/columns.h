#pragma once
// Aligned columns without boxes, and estimates drawn with characters.

#include <string>
#include <string_view>
#include <vector>

#include "base/estimate.h"

namespace assay::render {

enum class Align { left, right };

struct Column {
  std::string title;
  Align align = Align::left;
  std::size_t width_max = 40;  // longer cells are shortened
};

// Rows under their titles, two spaces apart, each line indented by two and without trailing spaces. Cells
// must be printable() already or plain.
std::string columns(const std::vector<Column>& columns, const std::vector<std::vector<std::string>>& rows);

// "0.613" with three decimals, or the status in words.
std::string value_text(const Estimate& estimate);
// "0.598 to 0.628", or "".
std::string interval_text(const Estimate& estimate);
// "11.3 %" and "9.1 to 14.0 %"; shares of less than ten cases as "3 of 41".
std::string share_text(const Estimate& estimate);
std::string share_interval_text(const Estimate& estimate);
// A dot with whiskers on an axis from lower to upper, `width` columns: "  ├─●──┤   ".
std::string whiskers(const Estimate& estimate, double lower, double upper, std::size_t width);

}  // namespace assay::render
