#include "quality/compared_sides.h"

#include <algorithm>
#include <string>
#include <tuple>

#include "labels/canonical.h"

namespace assay::quality {
namespace {

constexpr char before_mark = 'b', after_mark = 'a';

std::string_view name_or_nothing(const labels::Dictionary& names, const std::vector<std::uint32_t>& codes,
                                 std::size_t row) {
  if (row >= codes.size() || codes[row] == labels::none) return {};
  return names.name(codes[row]);
}

void add_rows(const labels::Table& from, char mark, labels::Table& to) {
  std::string annotator;
  for (std::size_t row = 0; row < from.row_count(); ++row) {
    labels::Row copy;
    copy.item = from.items.name(from.item[row]);
    copy.question = from.questions.name(from.question[row]);
    copy.label = name_or_nothing(from.labels, from.label, row);
    annotator.clear();
    if (from.annotator[row] != labels::none) {
      annotator = mark;
      annotator += from.annotators.name(from.annotator[row]);
    }
    copy.annotator = annotator;
    if (row < from.time_us.size()) copy.time_us = from.time_us[row];
    if (row < from.duration_s.size()) copy.duration_s = from.duration_s[row];
    if (row < from.state.size()) copy.state = from.state[row];
    to.add(copy);
  }
}

// For every annotator of the joined table the code of the person, the same before and after.
std::vector<std::uint32_t> people_of(const labels::Table& joined) {
  labels::Dictionary people;
  std::vector<std::uint32_t> person(joined.annotators.size() + 1);
  for (std::uint32_t code = 0; code < joined.annotators.size(); ++code) {
    person[code] = people.code(joined.annotators.name(code).substr(1));
  }
  person.back() = people.size();
  return person;
}

struct Annotation {
  std::uint32_t annotator = 0, category = 0, row = 0;
};

// Statistics want the labels of an item by annotator.
void append(std::vector<Annotation>& annotations, Side& side) {
  std::sort(annotations.begin(), annotations.end(), [](const Annotation& a, const Annotation& b) {
    return std::tie(a.annotator, a.category, a.row) < std::tie(b.annotator, b.category, b.row);
  });
  for (const Annotation& annotation : annotations) {
    side.annotator.push_back(annotation.annotator);
    side.category.push_back(annotation.category);
    side.row.push_back(annotation.row);
  }
  side.item_begin.push_back(side.annotator.size());
  annotations.clear();
}

}  // namespace

labels::Table joined_table(const labels::Table& before, const labels::Table& after) {
  labels::Table joined;
  joined.reserve_rows(before.row_count() + after.row_count());
  add_rows(before, before_mark, joined);
  add_rows(after, after_mark, joined);
  for (const labels::GoldRow& gold : before.gold) {
    joined.add_gold(before.items.name(gold.item), before.questions.name(gold.question),
                    before.labels.name(gold.label));
  }
  labels::sort_codes(joined);
  return joined;
}

stats::PairedVotes Sides::votes() const {
  const auto view = [&](const Side& side) {
    return stats::Votes{side.item_begin, side.annotator, side.category, person_count + 1,
                        question.category_count()};
  };
  return {view(before), view(after)};
}

Result<Sides> split_sides(const labels::Table& joined, std::uint16_t question, std::size_t rows_before,
                          const labels::QuestionOptions& options) {
  Result<labels::QuestionTable> table = labels::question_table(joined, question, options);
  if (!table.ok()) return table.error();
  Sides sides;
  sides.question = std::move(table).value();
  const labels::QuestionTable& q = sides.question;
  const std::vector<std::uint32_t> person = people_of(joined);
  sides.person_count = person.back();
  std::vector<Annotation> before, after;
  for (std::size_t item = 0; item < q.item_count(); ++item) {
    for (std::uint64_t at = q.item_begin[item]; at < q.item_begin[item + 1]; ++at) {
      const std::uint32_t row = q.row[at];
      (row < rows_before ? before : after).push_back({person[q.annotator[at]], q.category[at], row});
    }
    append(before, sides.before);
    append(after, sides.after);
  }
  return sides;
}

}  // namespace assay::quality
