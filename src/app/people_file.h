#pragma once
// A list of people as it stands in a CSV file, before anybody asks whether it may be so.

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "formats/problem.h"

namespace assay::app {

inline constexpr std::size_t people_bytes_max = 2 << 20;
inline constexpr std::size_t people_rows_max = 10'000;

enum class PeopleColumn { email, name, role, provider, adjudicates, team, from, until };
inline constexpr std::size_t people_column_count = 8;
inline constexpr std::array<std::string_view, people_column_count> people_column_names = {
    "email", "name", "role", "provider", "adjudicates", "team", "from", "until"};
std::string column_name(PeopleColumn column);

struct PeopleRow {
  std::int64_t line = 0;  // of the file, the header is 1
  // Without blanks around them; empty where the file has no such column.
  std::array<std::string, people_column_count> cells;
  const std::string& operator[](PeopleColumn column) const { return cells[static_cast<std::size_t>(column)]; }
};

struct PeopleFile {
  std::vector<PeopleRow> rows;
  std::array<bool, people_column_count> has{};
  std::vector<std::string> unused;  // columns that no list of people knows
  formats::Problems problems;       // of rows whose cells cannot be told apart, and of broken bytes
  bool knows(PeopleColumn column) const { return has[static_cast<std::size_t>(column)]; }
};

// CSV with comma, semicolon or tab, columns by their names in any order and case. Refuses what is larger than
// people_bytes_max, has more rows than people_rows_max, is no text, names a column twice or has no `email`.
Result<PeopleFile> read_people_file(std::string_view bytes);

}  // namespace assay::app
