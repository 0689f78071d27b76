#pragma once
// One question's annotations in force: grouped by item, one per (item, annotator), in codes of the question's
// own categories. Every row that is not in force is counted under the rule that set it aside; none is dropped
// unseen.
//
// Rules: a skipped row has no label and is counted; of several rows of one (item, annotator) the earliest by
// time, else the first in the file, is in force; rows of unknown annotators are all kept, under one
// pseudo-annotator that has no statistics of its own.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "labels/kind.h"
#include "labels/table.h"

namespace assay::labels {

struct QuestionOptions {
  std::optional<Kind> kind;        // absent: detected
  std::vector<std::string> order;  // category order; categories not named follow, in their detected order
};

// What was counted while a question's annotations were put in order.
struct QuestionCounts {
  std::int64_t rows = 0;             // rows of this question, skipped ones included
  std::int64_t annotations = 0;      // in force
  std::int64_t repeated = 0;         // further rows of an (item, annotator) that has one in force
  std::int64_t repeated_differ = 0;  // of these, with another label
  std::int64_t skipped = 0;
  std::int64_t anchored = 0;           // in force, made from a prediction
  std::int64_t unknown_annotator = 0;  // in force, nobody named
  std::int64_t items = 0;              // with at least one annotation in force
  std::int64_t items_without_annotations = 0;
  std::int64_t annotators = 0;         // named, with at least one annotation in force
  std::int64_t gold_items = 0;         // with gold
  std::int64_t gold_on_annotated = 0;  // with gold and at least one annotation
  std::int64_t gold_conflicts = 0;     // items with two different golds: the first counts
};

struct QuestionTable {
  std::string question;  // empty: the only one
  Kind kind = Kind::nominal;
  std::string kind_reason;
  std::vector<std::string> categories;                  // in category order
  std::vector<double> category_number;                  // ordinal, interval, ratio: the number, or the rank
  std::vector<std::string> members;                     // sets: the single categories
  std::vector<std::vector<std::uint32_t>> member_sets;  // sets: for each category its members, ascending
  std::vector<std::string> gold_only_categories;

  // Annotations in force; item codes are the Table's.
  std::vector<std::uint64_t> item_begin;  // Table.items.size() + 1
  std::vector<std::uint32_t> annotator;   // Table's code; Table.annotators.size() = unknown
  std::vector<std::uint32_t> category;
  std::vector<std::uint32_t> row;     // row of the Table
  std::vector<std::uint32_t> gold;    // per item: category or none; empty without gold
  std::uint32_t annotator_count = 0;  // Table.annotators.size() + 1
  QuestionCounts counts;

  std::size_t item_count() const { return item_begin.size() - 1; }
  std::uint32_t category_count() const { return static_cast<std::uint32_t>(categories.size()); }
};

// Cost: a few passes over the rows of the table. Refuses kinds that the labels cannot have, and orders that
// name categories nobody used.
Result<QuestionTable> question_table(const Table& table, std::uint16_t question,
                                     const QuestionOptions& options);

}  // namespace assay::labels
