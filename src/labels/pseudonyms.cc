#include "labels/pseudonyms.h"

#include <span>
#include <vector>

#include "base/hash.h"

namespace assay::labels {
namespace {

template <class Value>
void move_values(std::vector<Value>& values, const std::vector<std::uint32_t>& code_of, std::uint32_t count,
                 Value missing) {
  std::vector<Value> moved(count, missing);
  std::vector<bool> taken(count, false);
  for (std::size_t old = 0; old < code_of.size() && old < values.size(); ++old) {
    if (taken[code_of[old]]) continue;
    moved[code_of[old]] = values[old];
    taken[code_of[old]] = true;
  }
  values = std::move(moved);
}

}  // namespace

bool looks_like_email(std::string_view name) {
  const std::size_t at = name.find('@');
  if (at == 0 || at == std::string_view::npos || name.find('@', at + 1) != std::string_view::npos)
    return false;
  if (name.find_first_of(" \t\r\n,;<>\"") != std::string_view::npos) return false;
  const std::size_t dot = name.rfind('.');
  return dot != std::string_view::npos && dot > at + 1 && dot + 1 < name.size();
}

std::string pseudonym(std::string_view name, std::string_view key) {
  constexpr std::size_t bytes_shown = 6;
  const Digest digest = hmac_sha256(key, name);
  return "annotator-" + hex(std::span(digest).first(bytes_shown));
}

std::int64_t pseudonymise_emails(Table& table, std::string_view key) {
  Dictionary renamed;
  std::vector<std::uint32_t> code_of(table.annotators.size());
  std::int64_t count = 0;
  for (std::uint32_t code = 0; code < table.annotators.size(); ++code) {
    const std::string_view name = table.annotators.name(code);
    const bool is_email = looks_like_email(name);
    count += is_email ? 1 : 0;
    code_of[code] = is_email ? renamed.code(pseudonym(name, key)) : renamed.code(name);
  }
  if (count == 0) return 0;
  align_attributes(table.annotator_attributes, table.annotators.size());
  table.annotators = std::move(renamed);
  for (std::uint32_t& annotator : table.annotator) {
    if (annotator != none) annotator = code_of[annotator];
  }
  for (Region& region : table.regions.rows) {
    if (region.annotator != none) region.annotator = code_of[region.annotator];
  }
  for (Attribute& attribute : table.annotator_attributes) {
    if (attribute.type == Attribute::Type::text) {
      move_values(attribute.code, code_of, table.annotators.size(), none);
    } else {
      move_values(attribute.number, code_of, table.annotators.size(), 0.0);
    }
  }
  return count;
}

}  // namespace assay::labels
