#pragma once
// What must hold after any bytes were read. What does not hold throws, which no target catches: a finding.

#include <string>
#include <string_view>

#include "base/check.h"
#include "base/parallel.h"
#include "formats/csv_write.h"
#include "formats/reader.h"
#include "labels/question.h"
#include "labels/tally.h"

namespace assay::fuzz {

// Question tables can be made of every question (the first eight here), and count every row.
inline void check_questions(const labels::Table& table) {
  for (std::uint16_t code = 0; code < table.questions.size() && code < 8; ++code) {
    const auto question = labels::question_table(table, code, {});
    ASSAY_CHECK(question.ok(), "every question can be put in order");
    const labels::QuestionCounts& counts = question.value().counts;
    ASSAY_CHECK(counts.rows == counts.annotations + counts.repeated + counts.skipped, "every row is counted");
    const labels::Tally tally = labels::make_tally(table, question.value());
    ASSAY_CHECK(labels::tallies_from_bytes(labels::tally_bytes({tally})).ok(), "a tally reads back");
  }
}

// What Assay writes reads back to the same rows, and nothing is wrong with it.
inline void check_round_trip(const labels::Table& table) {
  if (table.row_count() == 0) return;
  const std::string written = formats::annotations_csv(table);
  labels::Table again;
  formats::Problems problems;
  const auto read = formats::read_annotations(written, {.file = "again", .format = "csv"}, again, problems);
  ASSAY_CHECK(read.ok(), "what was written is read");
  ASSAY_CHECK(again.row_count() == table.row_count(), "no row is lost");
  ASSAY_CHECK(formats::annotations_csv(again) == written, "what is read is what was written");
}

inline void check_annotations(std::string_view bytes, const char* format) {
  set_thread_count(1);
  labels::Table table;
  formats::Problems problems;
  formats::ReadOptions options{.file = "f", .format = format, .counts_max = 500, .line_bytes_max = 1 << 14};
  const auto read = formats::read_annotations(bytes, options, table, problems);
  ASSAY_CHECK(static_cast<std::int64_t>(problems.listed.size()) <= problems.problems_max,
              "the list is bounded");
  if (!read.ok()) {
    ASSAY_CHECK(!read.error().message.empty(), "an error says what is wrong");
    return;
  }
  ASSAY_CHECK(static_cast<std::size_t>(read.value().rows) == table.row_count(),
              "the summary counts the rows");
  check_questions(table);
  check_round_trip(table);
}

}  // namespace assay::fuzz

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size);
