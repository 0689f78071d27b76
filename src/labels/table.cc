#include "labels/table.h"

#include <limits>

#include "base/check.h"

namespace assay::labels {
namespace {

std::uint32_t code_or_none(Dictionary& dictionary, std::string_view name) {
  return name.empty() ? none : dictionary.code(name);
}

// Writes the value of the row just added into an optional column, which stays empty while nobody has used it.
template <class T>
void set_optional(std::vector<T>& column, std::size_t row, T value, T absent) {
  if (value == absent && column.empty()) return;
  column.resize(row, absent);
  column.push_back(value);
}

}  // namespace

void Table::add(const Row& row) {
  const std::size_t at = item.size();
  item.push_back(items.code(row.item));
  const std::uint32_t asked = questions.code(row.question);
  ASSAY_CHECK(asked <= std::numeric_limits<std::uint16_t>::max(),
              "readers refuse more than 65,535 questions");
  question.push_back(static_cast<std::uint16_t>(asked));
  annotator.push_back(code_or_none(annotators, row.annotator));
  label.push_back((row.state & row_skipped) != 0 ? none : code_or_none(labels, row.label));
  set_optional(guideline_version, at, code_or_none(guideline_versions, row.guideline_version), none);
  set_optional(batch, at, code_or_none(batches, row.batch), none);
  set_optional(provider, at, code_or_none(providers, row.provider), none);
  set_optional(time_us, at, row.time_us, no_time);
  set_optional(duration_s, at, row.duration_s < 0 ? -1.0F : row.duration_s, -1.0F);
  set_optional<std::uint8_t>(state, at, row.state, 0);
}

void Table::add_gold(std::string_view item_name, std::string_view question_name,
                     std::string_view label_name) {
  gold.push_back({items.code(item_name), static_cast<std::uint16_t>(questions.code(question_name)),
                  code_or_none(labels, label_name)});
}

void align_attributes(std::vector<Attribute>& attributes, std::uint32_t count) {
  for (Attribute& attribute : attributes) {
    if (attribute.type == Attribute::Type::text) {
      attribute.code.resize(count, none);
    } else {
      attribute.number.resize(count, std::numeric_limits<double>::quiet_NaN());
    }
  }
}

}  // namespace assay::labels
