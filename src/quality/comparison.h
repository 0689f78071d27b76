#pragma once
// The same items labelled before and after a change: what became of agreement, accuracy and time, and what
// the two files cannot show. docs/methods/compare.md.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/estimate.h"
#include "base/result.h"
#include "labels/question.h"
#include "labels/table.h"
#include "quality/inspection.h"
#include "stats/compare/mcnemar.h"
#include "stats/compare/paired_agreement.h"
#include "stats/compare/paired_test.h"

namespace assay::quality {

struct CompareOptions {
  labels::QuestionOptions question;
  std::string only_question;
  double level = 0.95;
  std::uint64_t seed = 1;
  int replicates = 2000;
};

struct ComparedCounts {
  std::int64_t items_shared = 0;    // with a label on both sides
  std::int64_t items_compared = 0;  // with two and more on both sides
  std::int64_t items_before_only = 0, items_after_only = 0;
  std::int64_t annotators_before = 0, annotators_after = 0, annotators_both = 0;
};

struct ComparedTest {
  std::string subject;  // "agreement", "annotation_accuracy", "consensus_accuracy"
  stats::PairedTest test;
};

struct ComparedAccuracy {
  std::int64_t gold_items = 0;  // with gold and a label on both sides
  Estimate annotations;         // mean over items of the share right, after - before
  Estimate consensus;           // after - before, Newcombe's paired interval
  stats::PairedOutcomes outcomes;
};

struct ComparedTime {
  Estimate ratio;  // geometric mean over items of median duration after / before
};

enum class Verdict { pass, fail, not_enough_evidence };
const char* verdict_name(Verdict verdict);

struct CriterionRow {
  std::string name;  // "agreement_up", "accuracy_not_down", "time_not_up"
  std::string text;
  Verdict verdict = Verdict::not_enough_evidence;
  std::string evidence;
};

struct QuestionComparison {
  std::string question;
  labels::Kind kind = labels::Kind::nominal;
  ComparedCounts counts;
  std::vector<stats::PairedAgreement> agreement;
  std::vector<ComparedTest> tests;
  std::optional<ComparedAccuracy> accuracy;  // absent without gold
  std::optional<ComparedTime> time;          // absent without durations
  std::vector<CriterionRow> criteria;
  std::vector<std::string> cannot_show;
};

struct Comparison {
  std::string version;
  std::uint64_t seed = 1;
  double level = 0.95;
  std::vector<FileNote> files;  // roles "before", "after", "gold"
  std::vector<QuestionComparison> questions;
};

// Gold is that of `before`. Refuses tables without a question or an item in common. Cost: that of two
// consensus fits and `replicates` passes over the distinct pairs of patterns. Pure; row order does not
// matter.
Result<std::vector<QuestionComparison>> compare_tables(const labels::Table& before,
                                                       const labels::Table& after,
                                                       const CompareOptions& options);

// Criteria and what cannot be shown, from the numbers.
void judge_comparison(QuestionComparison& comparison);

}  // namespace assay::quality
