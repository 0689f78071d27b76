#include "quality/tie_key.h"

#include <string>

#include "base/hash.h"

namespace assay::quality {

stats::TieKey tie_key(const labels::Table& table, const labels::QuestionTable& question) {
  return [&](std::size_t item, std::uint32_t category) {
    std::string text(table.items.name(static_cast<std::uint32_t>(item)));
    text += '\x1f';
    text += question.categories[category];
    return stable_hash(text);
  };
}

}  // namespace assay::quality
