#pragma once
// Which column plays which role, from the names in the header.

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "formats/reader.h"

namespace assay::formats {

enum class Role {
  item,
  annotator,
  label,
  question,
  time,
  duration,
  guideline_version,
  batch,
  provider,
  skipped,
  anchored,
  reviewed,
  flag,
  comment
};
inline constexpr std::size_t role_count = 14;
const char* role_name(Role role);

// items: as item_attributes, but that what is judged stands in the file too.
enum class FileKind { annotations, gold, items, item_attributes, annotator_attributes };

struct RoleColumns {
  static constexpr std::size_t absent = ~std::size_t{0};
  std::array<std::size_t, role_count> column;  // index into the header, absent when the file has none
  std::size_t operator[](Role role) const { return column[static_cast<std::size_t>(role)]; }
  bool has(Role role) const { return (*this)[role] != absent; }
};

// How many of the columns bear a name that some role knows: the measure by which header and delimiter are
// detected.
std::size_t known_name_count(std::span<const std::string> columns);

// A column named in options.columns comes first (by name, or by its number from 1 when no column has that
// name; "-" for the annotator: the file does not say, as where options.annotator says it). Then names: the
// role's own word before its synonyms, synonyms before vague words such as "id" or "value". Two equally good
// ones, or none for a role that is needed, are an Error that lists the columns and names the flag.
Result<RoleColumns> find_roles(std::span<const std::string> columns, FileKind kind,
                               const ReadOptions& options);

// As find_roles, but that a role which needs a column and has no clear one is no Error: it is listed, and
// what was found beside it stands.
struct RolesSeen {
  RoleColumns roles;
  std::vector<Role> missing;
};
Result<RolesSeen> see_roles(std::span<const std::string> columns, FileKind kind, const ReadOptions& options);

// "item=task, annotator=worker, label=label; ignored: x, y"
std::string describe_roles(std::span<const std::string> columns, const RoleColumns& roles);

// "item", "worker" (column 2): the columns as a message lists them, shortened beyond 20.
std::string list_columns(std::span<const std::string> columns);

}  // namespace assay::formats
