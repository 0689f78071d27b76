#include "base/csv.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace assay {
namespace {

bool is_number(std::string_view text) {
  double value = 0;
  if (text.starts_with('+')) text.remove_prefix(1);
  const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), value);
  return code == std::errc() && end == text.data() + text.size();
}

// The wide forms are taken for the narrow ones by spreadsheets of East Asia.
constexpr std::array<std::string_view, 11> formula_beginnings = {
    "=", "+", "-", "@", "\t", "\r", "\n", "\uFF1D", "\uFF0B", "\uFF0D", "\uFF20"};

bool runs_as_formula(std::string_view text) {
  const bool begins = std::any_of(formula_beginnings.begin(), formula_beginnings.end(),
                                  [&](std::string_view beginning) { return text.starts_with(beginning); });
  return begins && !is_number(text);
}

// Is it a formula, or a formula behind apostrophes?
bool needs_guard(std::string_view text) {
  text.remove_prefix(std::min(text.find_first_not_of('\''), text.size()));
  return runs_as_formula(text);
}

}  // namespace

void append_csv_text(std::string& line, std::string_view text) {
  const bool guard = needs_guard(text);
  const bool quote = guard || text.find_first_of(",\"\r\n") != std::string_view::npos ||
                     (!text.empty() && (text.front() == ' ' || text.back() == ' '));
  if (!quote) {
    line.append(text);
    return;
  }
  line.push_back('"');
  if (guard) line.push_back('\'');
  for (const char c : text) {
    if (c == '"') line.push_back('"');
    line.push_back(c);
  }
  line.push_back('"');
}

std::string_view csv_unguarded(std::string_view content) {
  if (content.starts_with('\'') && needs_guard(content)) content.remove_prefix(1);
  return content;
}

void append_csv_number(std::string& line, double value) {
  std::array<char, 32> buffer{};
  const auto [end, code] = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value);
  if (code == std::errc()) line.append(buffer.data(), end);
}

}  // namespace assay
