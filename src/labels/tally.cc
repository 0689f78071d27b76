#include "labels/tally.h"

#include <algorithm>

#include "base/hash.h"

namespace assay::labels {
namespace {

std::vector<std::uint64_t> annotator_hashes(const Table& table, const QuestionTable& question) {
  std::vector<bool> seen(question.annotator_count, false);
  for (const std::uint32_t annotator : question.annotator) seen[annotator] = true;
  std::vector<std::uint64_t> hashes;
  for (std::uint32_t code = 0; code < table.annotators.size(); ++code) {
    if (seen[code]) hashes.push_back(stable_hash(table.annotators.name(code)));
  }
  std::sort(hashes.begin(), hashes.end());
  return hashes;
}

std::vector<std::uint64_t> item_hashes(const Table& table, const QuestionTable& question) {
  std::vector<std::uint64_t> hashes;
  for (std::uint32_t item = 0; item < question.item_count(); ++item) {
    if (question.item_begin[item + 1] > question.item_begin[item]) {
      hashes.push_back(stable_hash(table.items.name(item)));
    }
  }
  std::sort(hashes.begin(), hashes.end());
  return hashes;
}

void add_slices(const Attribute& attribute, const QuestionTable& question, std::vector<TallySlice>& slices) {
  const std::vector<PatternCounts> counts =
      count_patterns_by(question, attribute.code, attribute.values.size());
  for (std::uint32_t value = 0; value < counts.size(); ++value) {
    if (counts[value].size() == 0) continue;
    slices.push_back({attribute.name, std::string(attribute.values.name(value)), counts[value]});
  }
}

}  // namespace

Tally make_tally(const Table& table, const QuestionTable& question) {
  Tally tally;
  tally.question = question.question;
  tally.kind = question.kind;
  tally.categories = question.categories;
  tally.category_number = question.category_number;
  tally.annotations = question.counts.annotations;
  tally.rows = question.counts.rows;
  tally.repeated = question.counts.repeated;
  tally.skipped = question.counts.skipped;
  tally.annotator_hashes = annotator_hashes(table, question);
  tally.item_hashes = item_hashes(table, question);
  tally.patterns = count_patterns(question, {});
  for (const Attribute& attribute : table.item_attributes) {
    if (attribute.type == Attribute::Type::text) add_slices(attribute, question, tally.slices);
  }
  std::sort(tally.slices.begin(), tally.slices.end(), [](const TallySlice& a, const TallySlice& b) {
    return a.attribute != b.attribute ? a.attribute < b.attribute : a.value < b.value;
  });
  return tally;
}

}  // namespace assay::labels
