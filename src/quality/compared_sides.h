#pragma once
// Both sides of a comparison in the codes of one table. Inside quality only.

#include <cstdint>
#include <vector>

#include "base/result.h"
#include "labels/question.h"
#include "labels/table.h"
#include "stats/compare/paired_agreement.h"

namespace assay::quality {

// One table of both: rows of `before` first. An annotator of before and the same one after are two, so that
// neither hides the other's annotation of an item.
labels::Table joined_table(const labels::Table& before, const labels::Table& after);

// The annotations in force of one side. Annotators are people again: one code on both sides; the last code is
// the unknown one.
struct Side {
  std::vector<std::uint64_t> item_begin{0};
  std::vector<std::uint32_t> annotator, category, row;
};

struct Sides {
  labels::QuestionTable question;
  std::uint32_t person_count = 0;  // the code of unknown annotators
  Side before, after;

  stats::PairedVotes votes() const;
};

Result<Sides> split_sides(const labels::Table& joined, std::uint16_t question, std::size_t rows_before,
                          const labels::QuestionOptions& options);

}  // namespace assay::quality
