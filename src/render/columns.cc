#include "render/columns.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "base/text.h"

namespace assay::render {
namespace {

std::vector<std::size_t> widths(const std::vector<Column>& columns,
                                const std::vector<std::vector<std::string>>& rows) {
  std::vector<std::size_t> out;
  for (std::size_t c = 0; c < columns.size(); ++c) {
    std::size_t width = display_width(columns[c].title);
    for (const auto& row : rows) width = std::max(width, display_width(row[c]));
    out.push_back(std::min(width, std::max(columns[c].width_max, display_width(columns[c].title))));
  }
  return out;
}

std::string without_trailing_spaces(std::string line) {
  line.erase(line.find_last_not_of(' ') + 1);
  return line;
}

std::string status_words(const Estimate& estimate) {
  switch (estimate.status) {
    case Status::ok:
      return "";
    case Status::insufficient:
      return "not enough evidence";
    case Status::no_variation:
      return "one category only";
    case Status::not_identifiable:
      return "cannot be told";
  }
  return "";
}

}  // namespace

std::string columns(const std::vector<Column>& columns, const std::vector<std::vector<std::string>>& rows) {
  const std::vector<std::size_t> width = widths(columns, rows);
  std::string out;
  const auto line = [&](const auto& cell_of) {
    std::string text = " ";
    for (std::size_t c = 0; c < columns.size(); ++c) {
      const std::string cell = shorten(cell_of(c), width[c]);
      text += " " + (columns[c].align == Align::left ? pad_right(cell, width[c]) : pad_left(cell, width[c])) +
              " ";
    }
    out += without_trailing_spaces(text) + "\n";
  };
  line([&](std::size_t c) { return columns[c].title; });
  for (const auto& row : rows) line([&](std::size_t c) { return row[c]; });
  return out;
}

std::string value_text(const Estimate& estimate) {
  return estimate.value ? decimals(*estimate.value, 3) : status_words(estimate);
}

std::string interval_text(const Estimate& estimate) {
  if (!estimate.interval) return "";
  return fmt::format("{} to {}", decimals(estimate.interval->lower, 3),
                     decimals(estimate.interval->upper, 3));
}

std::string share_text(const Estimate& estimate) {
  if (!estimate.value) return status_words(estimate);
  const double cases = *estimate.value * static_cast<double>(estimate.n);
  const bool whole = std::abs(cases - std::round(cases)) < 1e-6;
  if (cases < 9.5 && whole) return fmt::format("{} of {}", std::lround(cases), grouped(estimate.n));
  return percent(*estimate.value);
}

std::string share_interval_text(const Estimate& estimate) {
  if (!estimate.interval) return "";
  return fmt::format("{} to {} %", decimals(estimate.interval->lower * 100, 1),
                     decimals(estimate.interval->upper * 100, 1));
}

std::string whiskers(const Estimate& estimate, double lower, double upper, std::size_t width) {
  if (!estimate.value || !estimate.interval || !(upper > lower) || width < 3) return std::string(width, ' ');
  const auto place = [&](double x) {
    const double share = std::clamp((x - lower) / (upper - lower), 0.0, 1.0);
    return static_cast<std::size_t>(std::lround(share * static_cast<double>(width - 1)));
  };
  const std::size_t from = place(estimate.interval->lower);
  const std::size_t to = place(estimate.interval->upper);
  const std::size_t dot = place(*estimate.value);
  std::string out;
  for (std::size_t at = 0; at < width; ++at) {
    if (at == dot) {
      out += "●";
    } else if (at == from) {
      out += "├";
    } else if (at == to) {
      out += "┤";
    } else {
      out += at > from && at < to ? "─" : " ";
    }
  }
  return out;
}

}  // namespace assay::render
