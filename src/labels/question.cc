#include "labels/question.h"

#include <algorithm>

#include "base/check.h"
#include "base/parallel.h"
#include "labels/category_order.h"
#include "labels/in_force.h"
#include "labels/scale.h"

namespace assay::labels {
namespace {

constexpr std::size_t rows_a_chunk = 1 << 17;

struct Build {
  const Table& table;
  std::uint16_t code;
  CategoryPlan plan;
  QuestionTable out;
};

// Which labels stand in rows of the question: a pass over the rows, in pieces.
std::vector<bool> labels_in_rows(const Table& table, std::uint16_t question) {
  const std::size_t size = std::max<std::size_t>(rows_a_chunk, table.row_count() / 16);
  std::vector<std::vector<std::uint8_t>> of_chunk(chunk_count(table.row_count(), size));
  for_chunks(table.row_count(), size, [&](Chunk chunk) {
    std::vector<std::uint8_t> used(table.labels.size(), 0);
    for (std::size_t i = chunk.begin; i < chunk.end; ++i) {
      if (table.question[i] == question && table.label[i] != none) used[table.label[i]] = 1;
    }
    of_chunk[chunk.index] = std::move(used);
  });
  std::vector<bool> used(table.labels.size(), false);
  for (const std::vector<std::uint8_t>& part : of_chunk) {
    for (std::size_t label = 0; label < part.size(); ++label) {
      if (part[label] != 0) used[label] = true;
    }
  }
  return used;
}

std::vector<bool> used_labels(const Table& table, std::uint16_t question, std::vector<bool>& by_annotators) {
  by_annotators = labels_in_rows(table, question);
  std::vector<bool> used = by_annotators;
  for (const GoldRow& gold : table.gold) {
    if (gold.question == question && gold.label != none) used[gold.label] = true;
  }
  return used;
}

// What one chunk of annotations adds to the counts.
struct CodeCounts {
  std::int64_t unknown_annotator = 0;
  std::int64_t anchored = 0;
  std::vector<std::uint8_t> seen;  // by annotator
};

CodeCounts fill_chunk(Build& build, Chunk chunk) {
  const Table& table = build.table;
  QuestionTable& out = build.out;
  CodeCounts counts;
  counts.seen.assign(out.annotator_count, 0);
  for (std::size_t at = chunk.begin; at < chunk.end; ++at) {
    const std::uint32_t row = out.row[at];
    const bool unknown = table.annotator[row] == none;
    out.annotator[at] = unknown ? table.annotators.size() : table.annotator[row];
    out.category[at] = build.plan.category_of[table.label[row]];
    counts.seen[out.annotator[at]] = 1;
    counts.unknown_annotator += unknown ? 1 : 0;
    if (!table.state.empty() && (table.state[row] & row_anchored) != 0) ++counts.anchored;
  }
  return counts;
}

void fill_codes(Build& build) {
  QuestionTable& out = build.out;
  out.annotator_count = build.table.annotators.size() + 1;
  out.annotator.resize(out.row.size());
  out.category.resize(out.row.size());
  const std::size_t size = std::max<std::size_t>(rows_a_chunk, out.row.size() / 16);
  std::vector<CodeCounts> parts(chunk_count(out.row.size(), size));
  for_chunks(out.row.size(), size, [&](Chunk chunk) { parts[chunk.index] = fill_chunk(build, chunk); });
  std::vector<bool> seen(out.annotator_count, false);
  for (const CodeCounts& part : parts) {
    out.counts.unknown_annotator += part.unknown_annotator;
    out.counts.anchored += part.anchored;
    for (std::size_t code = 0; code < part.seen.size(); ++code) {
      if (part.seen[code] != 0) seen[code] = true;
    }
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
  put_in_force(table, question, out);
  fill_codes(build);
  fill_gold(build);
  decide_scale(build);
  return out;
}

}  // namespace assay::labels
