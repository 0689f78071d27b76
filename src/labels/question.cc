#include "labels/question.h"

#include <algorithm>
#include <numeric>

#include "base/check.h"
#include "labels/category_order.h"
#include "labels/scale.h"

namespace assay::labels {
namespace {

struct Build {
  const Table& table;
  std::uint16_t code;
  CategoryPlan plan;
  QuestionTable out;
};

std::vector<bool> used_labels(const Table& table, std::uint16_t question, std::vector<bool>& by_annotators) {
  by_annotators.assign(table.labels.size(), false);
  for (std::size_t i = 0; i < table.row_count(); ++i) {
    if (table.question[i] == question && table.label[i] != none) by_annotators[table.label[i]] = true;
  }
  std::vector<bool> used = by_annotators;
  for (const GoldRow& gold : table.gold) {
    if (gold.question == question && gold.label != none) used[gold.label] = true;
  }
  return used;
}

// Counting sort of the rows with a label by item; rows of an item stay in file order.
void group_by_item(Build& build) {
  const Table& table = build.table;
  QuestionTable& out = build.out;
  out.item_begin.assign(table.items.size() + 1, 0);
  for (std::size_t i = 0; i < table.row_count(); ++i) {
    if (table.question[i] != build.code) continue;
    ++out.counts.rows;
    if (table.label[i] == none) {
      ++out.counts.skipped;
    } else {
      ++out.item_begin[table.item[i] + 1];
    }
  }
  std::partial_sum(out.item_begin.begin(), out.item_begin.end(), out.item_begin.begin());
  out.row.resize(out.item_begin.back());
  std::vector<std::uint64_t> next(out.item_begin.begin(), out.item_begin.end() - 1);
  for (std::size_t i = 0; i < table.row_count(); ++i) {
    if (table.question[i] != build.code || table.label[i] == none) continue;
    out.row[next[table.item[i]]++] = static_cast<std::uint32_t>(i);
  }
}

// Orders one item's rows by (annotator, time, file order) and keeps the first of each annotator. Returns the
// new end.
std::size_t settle_item(Build& build, std::size_t begin, std::size_t end, std::size_t out_at) {
  const Table& table = build.table;
  QuestionTable& out = build.out;
  const auto rows = out.row.begin();
  const auto before = [&](std::uint32_t a, std::uint32_t b) {
    if (table.annotator[a] != table.annotator[b]) return table.annotator[a] < table.annotator[b];
    if (!table.time_us.empty() && table.annotator[a] != none && table.time_us[a] != table.time_us[b]) {
      return table.time_us[a] < table.time_us[b];
    }
    return a < b;
  };
  std::sort(rows + static_cast<std::ptrdiff_t>(begin), rows + static_cast<std::ptrdiff_t>(end), before);
  const std::size_t first = out_at;
  for (std::size_t at = begin; at < end; ++at) {
    const std::uint32_t row = out.row[at];
    const std::uint32_t annotator = table.annotator[row];
    const bool again =
        out_at > first && annotator != none && table.annotator[out.row[out_at - 1]] == annotator;
    if (again) {
      ++out.counts.repeated;
      if (table.label[row] != table.label[out.row[out_at - 1]]) ++out.counts.repeated_differ;
      continue;
    }
    out.row[out_at++] = row;
  }
  return out_at;
}

void settle_items(Build& build) {
  QuestionTable& out = build.out;
  std::size_t out_at = 0;
  for (std::size_t item = 0; item + 1 < out.item_begin.size(); ++item) {
    const std::size_t begin = out.item_begin[item];
    const std::size_t end = out.item_begin[item + 1];
    out.item_begin[item] = out_at;
    out_at = settle_item(build, begin, end, out_at);
    out.counts.items += out_at > out.item_begin[item] ? 1 : 0;
  }
  out.item_begin.back() = out_at;
  out.row.resize(out_at);
  out.counts.annotations = static_cast<std::int64_t>(out_at);
  out.counts.items_without_annotations = static_cast<std::int64_t>(out.item_count()) - out.counts.items;
}

void fill_codes(Build& build) {
  const Table& table = build.table;
  QuestionTable& out = build.out;
  out.annotator_count = table.annotators.size() + 1;
  out.annotator.resize(out.row.size());
  out.category.resize(out.row.size());
  std::vector<bool> seen(out.annotator_count, false);
  for (std::size_t at = 0; at < out.row.size(); ++at) {
    const std::uint32_t row = out.row[at];
    const bool unknown = table.annotator[row] == none;
    out.annotator[at] = unknown ? table.annotators.size() : table.annotator[row];
    out.category[at] = build.plan.category_of[table.label[row]];
    seen[out.annotator[at]] = true;
    out.counts.unknown_annotator += unknown ? 1 : 0;
    if (!table.state.empty() && (table.state[row] & row_anchored) != 0) ++out.counts.anchored;
  }
  out.counts.annotators = std::count(seen.begin(), seen.end() - 1, true);
}

void fill_gold(Build& build) {
  QuestionTable& out = build.out;
  const bool any = std::any_of(build.table.gold.begin(), build.table.gold.end(), [&](const GoldRow& gold) {
    return gold.question == build.code && gold.label != none;
  });
  if (!any) return;
  out.gold.assign(out.item_count(), none);
  for (const GoldRow& gold : build.table.gold) {
    if (gold.question != build.code || gold.label == none) continue;
    std::uint32_t& kept = out.gold[gold.item];
    const std::uint32_t category = build.plan.category_of[gold.label];
    if (kept != none && kept != category) ++out.counts.gold_conflicts;
    if (kept == none) kept = category;
  }
  for (std::size_t item = 0; item < out.gold.size(); ++item) {
    if (out.gold[item] == none) continue;
    ++out.counts.gold_items;
    out.counts.gold_on_annotated += out.item_begin[item + 1] > out.item_begin[item] ? 1 : 0;
  }
}

void decide_scale(Build& build) {
  if (!build.plan.scale_undecided) return;
  if (answers_look_ordered(build.out)) {
    build.out.kind = Kind::ordinal;
    build.out.kind_reason = "labels are small whole numbers, and neighbours are confused more than others";
  } else {
    build.out.kind_reason =
        "labels are small whole numbers, but not every two neighbours are confused, as on a scale they are";
  }
}

}  // namespace

Result<QuestionTable> question_table(const Table& table, std::uint16_t question,
                                     const QuestionOptions& options) {
  ASSAY_CHECK(question < table.questions.size(), "a question of this table");
  std::vector<bool> by_annotators;
  const std::vector<bool> used = used_labels(table, question, by_annotators);
  Result<CategoryPlan> plan = plan_categories(table.labels, used, options);
  if (!plan.ok()) return plan.error();
  Build build{table, question, std::move(plan).value(), {}};
  QuestionTable& out = build.out;
  out.question = std::string(table.questions.name(question));
  out.kind = build.plan.kind;
  out.kind_reason = build.plan.reason;
  for (const std::uint32_t label : build.plan.label_code) {
    out.categories.emplace_back(table.labels.name(label));
    if (!by_annotators[label]) out.gold_only_categories.push_back(out.categories.back());
  }
  out.category_number = build.plan.number;
  out.members = build.plan.members;
  out.member_sets = build.plan.member_sets;
  group_by_item(build);
  settle_items(build);
  fill_codes(build);
  fill_gold(build);
  decide_scale(build);
  return out;
}

}  // namespace assay::labels
