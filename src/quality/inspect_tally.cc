#include <algorithm>
#include <map>

#include "labels/category_order.h"
#include "quality/advice.h"
#include "quality/agreement_plan.h"
#include "quality/inspect.h"
#include "quality/sections.h"
#include "quality/slice_rows.h"

namespace assay::quality {
namespace {

// Sets are written as JSON arrays: their members come back from their names.
void restore_members(labels::QuestionTable& question) {
  std::map<std::string, std::uint32_t> codes;
  std::vector<std::vector<std::string>> sets;
  for (const std::string& category : question.categories) {
    sets.push_back(labels::set_members(category).value_or(std::vector<std::string>{category}));
    for (const std::string& member : sets.back()) codes.emplace(member, 0);
  }
  for (auto& [member, code] : codes) {
    code = static_cast<std::uint32_t>(question.members.size());
    question.members.push_back(member);
  }
  for (const auto& set : sets) {
    std::vector<std::uint32_t> members;
    for (const std::string& member : set) members.push_back(codes.at(member));
    std::sort(members.begin(), members.end());
    members.erase(std::unique(members.begin(), members.end()), members.end());
    question.member_sets.push_back(std::move(members));
  }
}

// The question as far as a tally knows it: categories and counts, no annotations.
labels::QuestionTable question_of(const labels::Tally& tally) {
  labels::QuestionTable question;
  question.question = tally.question;
  question.kind = tally.kind;
  question.kind_reason = "as the tally says";
  question.categories = tally.categories;
  question.category_number = tally.category_number;
  if (tally.kind == labels::Kind::set) restore_members(question);
  question.counts.rows = tally.rows;
  question.counts.annotations = tally.annotations;
  question.counts.repeated = tally.repeated;
  question.counts.skipped = tally.skipped;
  question.counts.items = static_cast<std::int64_t>(tally.item_hashes.size());
  question.counts.annotators = static_cast<std::int64_t>(tally.annotator_hashes.size());
  return question;
}

}  // namespace

QuestionInspection inspect_tally(const labels::Tally& tally, const InspectOptions& options) {
  Workspace work;
  work.options = options;
  work.options.agreement_only = true;
  work.question = question_of(tally);
  work.patterns = tally.patterns;
  work.pattern_view = view_of(work.patterns, work.question.category_count());
  QuestionInspection out;
  out.question = work.question.question;
  out.kind = work.question.kind;
  out.kind_reason = work.question.kind_reason;
  out.categories = work.question.categories;
  out.counts = work.question.counts;
  add_data(work, out);
  add_disagreement(work, out);
  add_agreement(work, out);
  const std::uint32_t count = work.question.category_count();
  const SliceScale scale{values_of(work.question), count, slice_scale(work.question.kind, count),
                         work.options.level, work.options.seed};
  add_slices(slice_families(tally, options), scale, out);
  add_advice(out);
  return out;
}

}  // namespace assay::quality
