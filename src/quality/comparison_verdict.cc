// What the numbers of a comparison say about the change, and what they cannot say. Methods: three criteria,
// all needed: agreement up, accuracy not down by more than a point, time not up by more than a fifth.

#include <fmt/format.h>

#include "base/text.h"
#include "quality/comparison.h"

namespace assay::quality {
namespace {

constexpr double accuracy_margin = 0.01;
constexpr double time_ratio_max = 1.2;

std::string points(const Estimate& estimate) {
  if (!estimate.value) return "not enough evidence";
  const std::string value = fmt::format("{:+.1f} points", *estimate.value * 100);
  if (!estimate.interval) return value;
  return fmt::format("{} ({:+.1f} to {:+.1f}, n = {})", value, estimate.interval->lower * 100,
                     estimate.interval->upper * 100, grouped(estimate.n));
}

// Above the limit for sure, below it for sure, or neither.
Verdict above(const Estimate& estimate, double limit) {
  if (!estimate.interval || estimate.status != Status::ok) return Verdict::not_enough_evidence;
  if (estimate.interval->lower > limit) return Verdict::pass;
  return estimate.interval->upper < limit ? Verdict::fail : Verdict::not_enough_evidence;
}

const stats::PairedTest* permutation_of(const QuestionComparison& c) {
  for (const ComparedTest& row : c.tests) {
    if (row.test.method.starts_with("annotator_permutation")) return &row.test;
  }
  return nullptr;
}

CriterionRow judge_agreement(const QuestionComparison& c) {
  CriterionRow row{"agreement_up", "Agreement is up", Verdict::not_enough_evidence,
                   "no item can be compared"};
  if (c.agreement.empty()) return row;
  const Estimate& difference = c.agreement.front().difference;
  row.verdict = above(difference, 0);
  row.evidence = points(difference) + " of percent agreement";
  const stats::PairedTest* permutation = permutation_of(c);
  if (permutation == nullptr || !permutation->p_up) return row;
  row.evidence += fmt::format("; permutation of annotators p = {}", decimals(*permutation->p_up, 4));
  // Where people can be exchanged, they decide: items alone are too sure of themselves.
  const double error = difference.interval ? (1 - difference.interval->level) : 0.05;
  if (row.verdict == Verdict::pass && *permutation->p_up > error) row.verdict = Verdict::not_enough_evidence;
  return row;
}

CriterionRow judge_accuracy(const QuestionComparison& c) {
  CriterionRow row{"accuracy_not_down", "Accuracy of the consensus is not down by more than 1 point",
                   Verdict::not_enough_evidence, "no gold on items of both sides: pass --gold"};
  if (!c.accuracy || c.accuracy->gold_items == 0) return row;
  row.verdict = above(c.accuracy->consensus, -accuracy_margin);
  row.evidence = fmt::format("{}; {} items became right, {} became wrong", points(c.accuracy->consensus),
                             grouped(c.accuracy->outcomes.won), grouped(c.accuracy->outcomes.lost));
  return row;
}

CriterionRow judge_time(const QuestionComparison& c) {
  CriterionRow row{"time_not_up", "Time is not up by more than 20 %", Verdict::not_enough_evidence,
                   "not both files have durations"};
  if (c.time && !c.time->ratio.interval) row.evidence = c.time->ratio.note;
  if (!c.time || !c.time->ratio.value || !c.time->ratio.interval) return row;
  const Estimate& ratio = c.time->ratio;
  const bool below = ratio.interval->upper <= time_ratio_max;
  row.verdict = below                                    ? Verdict::pass
                : ratio.interval->lower > time_ratio_max ? Verdict::fail
                                                         : Verdict::not_enough_evidence;
  row.evidence =
      fmt::format("{} times as long ({} to {}, n = {})", decimals(*ratio.value, 2),
                  decimals(ratio.interval->lower, 2), decimals(ratio.interval->upper, 2), grouped(ratio.n));
  return row;
}

std::string about_people(const ComparedCounts& counts) {
  if (counts.annotators_before == 0 || counts.annotators_after == 0) {
    return "One side does not say who annotated: whether people or the change made the difference cannot be "
           "told.";
  }
  if (counts.annotators_both == 0) {
    return "Different people worked before and after: unless chance assigned them, the difference may be "
           "theirs.";
  }
  return fmt::format(
      "{} of {} people of before also worked after: a gain may be practice, or memory of the same items.",
      grouped(counts.annotators_both), grouped(counts.annotators_before));
}

void say_limits(QuestionComparison& c) {
  const ComparedCounts& counts = c.counts;
  if (counts.items_before_only + counts.items_after_only > 0) {
    c.cannot_show.push_back(fmt::format(
        "Only the {} shared items are compared; {} only before and {} only after say nothing here.",
        grouped(counts.items_shared), grouped(counts.items_before_only), grouped(counts.items_after_only)));
  }
  c.cannot_show.push_back(about_people(counts));
  c.cannot_show.push_back(
      "If the items were chosen because people disagreed on them, agreement rises by itself (regression to "
      "the "
      "mean).");
  c.cannot_show.push_back(
      "Without control items that the change does not touch, what would have come anyway is counted as its "
      "effect.");
  const stats::PairedTest* permutation = permutation_of(c);
  if (permutation == nullptr || !permutation->p_up) {
    c.cannot_show.push_back(
        "Intervals and sign flips over items speak of these annotators only, and are too sure of others.");
  }
  if (!c.accuracy || c.accuracy->gold_items == 0) {
    c.cannot_show.push_back(
        "Without gold, agreement may have risen because everyone is wrong in the same way.");
  }
}

}  // namespace

const char* verdict_name(Verdict verdict) {
  switch (verdict) {
    case Verdict::pass:
      return "pass";
    case Verdict::fail:
      return "fail";
    case Verdict::not_enough_evidence:
      return "not_enough_evidence";
  }
  return "";
}

void judge_comparison(QuestionComparison& comparison) {
  comparison.criteria = {judge_agreement(comparison), judge_accuracy(comparison), judge_time(comparison)};
  say_limits(comparison);
}

}  // namespace assay::quality
