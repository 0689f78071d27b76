#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "labels/category_order.h"
#include "labels/dictionary.h"
#include "labels/tally.h"

namespace assay::labels {
namespace {

using Cells = std::vector<std::pair<std::uint32_t, std::uint32_t>>;

// Adds patterns, with category codes translated, into a map whose order is the canonical one.
void add_patterns(const PatternCounts& from, const std::vector<std::uint32_t>& code,
                  std::map<Cells, std::int64_t>& into) {
  for (std::size_t pattern = 0; pattern < from.size(); ++pattern) {
    Cells cells;
    for (std::size_t at = from.pattern_begin[pattern]; at < from.pattern_begin[pattern + 1]; ++at) {
      cells.emplace_back(code[from.category[at]], from.count[at]);
    }
    std::sort(cells.begin(), cells.end());
    into[cells] += from.item_count[pattern];
  }
}

PatternCounts flatten(const std::map<Cells, std::int64_t>& patterns) {
  PatternCounts out;
  for (const auto& [cells, items] : patterns) {
    for (const auto& [category, count] : cells) {
      out.category.push_back(category);
      out.count.push_back(count);
    }
    out.pattern_begin.push_back(out.category.size());
    out.item_count.push_back(items);
  }
  return out;
}

PatternCounts merge_patterns(const PatternCounts& a, const std::vector<std::uint32_t>& code_a,
                             const PatternCounts& b, const std::vector<std::uint32_t>& code_b) {
  std::map<Cells, std::int64_t> sum;
  add_patterns(a, code_a, sum);
  add_patterns(b, code_b, sum);
  return flatten(sum);
}

Result<std::vector<std::uint64_t>> join_items(const Tally& a, const Tally& b) {
  std::vector<std::uint64_t> both;
  std::set_intersection(a.item_hashes.begin(), a.item_hashes.end(), b.item_hashes.begin(),
                        b.item_hashes.end(), std::back_inserter(both));
  if (!both.empty()) {
    return Error{
        ErrorCode::conflict,
        fmt::format(
            "{} items are in both tallies; their annotations cannot be joined from counts. Inspect the "
            "files together instead",
            both.size()),
        ""};
  }
  std::vector<std::uint64_t> all;
  std::merge(a.item_hashes.begin(), a.item_hashes.end(), b.item_hashes.begin(), b.item_hashes.end(),
             std::back_inserter(all));
  return all;
}

// The joint category list in the order the texts give, and each side's translation into it.
struct Joint {
  std::vector<std::string> names;
  std::vector<double> numbers;
  std::vector<std::uint32_t> code_a, code_b;
};

Result<Joint> join_categories(const Tally& a, const Tally& b) {
  Joint joint;
  if (a.categories == b.categories) {
    joint.names = a.categories;
    joint.numbers = a.category_number;
  } else {
    Dictionary labels;
    for (const auto* side : {&a, &b}) {
      for (const std::string& name : side->categories) (void)labels.code(name);
    }
    QuestionOptions options;
    options.kind = a.kind;
    const Result<CategoryPlan> plan =
        plan_categories(labels, std::vector<bool>(labels.size(), true), options);
    if (!plan.ok()) return plan.error();
    for (const std::uint32_t code : plan.value().label_code) joint.names.emplace_back(labels.name(code));
    joint.numbers = plan.value().number;
  }
  const auto translate = [&](const Tally& side) {
    std::vector<std::uint32_t> code;
    for (const std::string& name : side.categories) {
      code.push_back(static_cast<std::uint32_t>(std::find(joint.names.begin(), joint.names.end(), name) -
                                                joint.names.begin()));
    }
    return code;
  };
  joint.code_a = translate(a);
  joint.code_b = translate(b);
  return joint;
}

void merge_slices(const Tally& a, const Tally& b, const Joint& joint, Tally& out) {
  std::map<std::pair<std::string, std::string>, std::map<Cells, std::int64_t>> slices;
  for (const TallySlice& slice : a.slices) {
    add_patterns(slice.patterns, joint.code_a, slices[{slice.attribute, slice.value}]);
  }
  for (const TallySlice& slice : b.slices) {
    add_patterns(slice.patterns, joint.code_b, slices[{slice.attribute, slice.value}]);
  }
  for (const auto& [key, patterns] : slices) out.slices.push_back({key.first, key.second, flatten(patterns)});
}

}  // namespace

PatternCounts sum_patterns(std::span<const PatternCounts* const> parts) {
  std::map<Cells, std::int64_t> sum;
  for (const PatternCounts* part : parts) {
    for (std::size_t pattern = 0; pattern < part->size(); ++pattern) {
      Cells cells;
      for (std::size_t at = part->pattern_begin[pattern]; at < part->pattern_begin[pattern + 1]; ++at) {
        cells.emplace_back(part->category[at], part->count[at]);
      }
      sum[cells] += part->item_count[pattern];
    }
  }
  return flatten(sum);
}

Result<Tally> merge(const Tally& a, const Tally& b) {
  if (a.question != b.question) {
    return Error{
        ErrorCode::conflict,
        fmt::format("the tallies are of different questions, \"{}\" and \"{}\"", a.question, b.question), ""};
  }
  if (a.kind != b.kind) {
    return Error{
        ErrorCode::conflict,
        fmt::format("the labels are {} in one tally and {} in the other; inspect both with the same --kind",
                    kind_name(a.kind), kind_name(b.kind)),
        ""};
  }
  Result<std::vector<std::uint64_t>> items = join_items(a, b);
  if (!items.ok()) return items.error();
  const Result<Joint> joint = join_categories(a, b);
  if (!joint.ok()) return joint.error();
  Tally out;
  out.question = a.question;
  out.kind = a.kind;
  out.categories = joint.value().names;
  out.category_number = joint.value().numbers;
  out.annotations = a.annotations + b.annotations;
  out.rows = a.rows + b.rows;
  out.repeated = a.repeated + b.repeated;
  out.skipped = a.skipped + b.skipped;
  std::set_union(a.annotator_hashes.begin(), a.annotator_hashes.end(), b.annotator_hashes.begin(),
                 b.annotator_hashes.end(), std::back_inserter(out.annotator_hashes));
  out.item_hashes = std::move(items).value();
  out.patterns = merge_patterns(a.patterns, joint.value().code_a, b.patterns, joint.value().code_b);
  merge_slices(a, b, joint.value(), out);
  return out;
}

}  // namespace assay::labels
