#pragma once
// A gate plan held against labels and trusted verdicts. The evidence is a function of the draw order, which
// is the order of the gold's rows: the first boundary reached decides and stays. docs/methods/gates.md.
//
// The unit is the item. What was delivered for an item with several annotations is the label most of them
// give; a tie, or no annotation, is undecided: wrong for the evidence of good work, right for that of bad.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/estimate.h"
#include "base/result.h"
#include "labels/question.h"
#include "quality/gate_plan.h"
#include "quality/inspection.h"
#include "stats/gate/boundary.h"
#include "stats/gate/sequential.h"

namespace assay::quality {

enum class GateVerdict { pass, fail, not_enough_evidence };
const char* gate_verdict_name(GateVerdict verdict);

inline constexpr std::size_t evidence_points_max = 400;  // of a curve; every item up to that many

struct GateCriterionResult {
  GateCriterion criterion;
  double alpha = 0;  // of this attempt
  GateVerdict verdict = GateVerdict::not_enough_evidence;
  std::int64_t drawn = 0;      // items of the draw that belong to the criterion
  std::int64_t judged = 0;     // of them, until it was decided or n_max was reached
  std::int64_t wrong = 0;      // among the judged
  std::int64_t undecided = 0;  // among the judged
  std::int64_t beyond = 0;     // drawn after n_max: not looked at
  std::optional<std::int64_t> decided_at;
  Estimate rate;               // of all items of the criterion within n_max, with a confidence sequence
  bool futile = false;         // even without another error it cannot pass within n_max
  stats::Settle settle;        // what it still takes; only while undecided
  std::int64_t clusters = 0;   // clustered: so many, and
  double largest_cluster = 0;  // the share of the items in the largest
  std::vector<stats::EvidenceNow> evidence;  // in draw order
  std::string text;                          // the result in words
};

struct GateResult {
  std::string version;
  GatePlan plan;
  std::string plan_sha256;
  std::uint64_t seed = 1;
  std::vector<FileNote> files;
  std::string question;
  GateVerdict verdict = GateVerdict::not_enough_evidence;
  std::vector<GateCriterionResult> criteria;
  std::vector<std::string> notes;
};

// Refuses a plan that cannot be evaluated, a question that is not there, no gold, more delivered items than
// the lot, clusters that the labels do not name. Cost: the judged items times that of the engine; 2,000
// simulated continuations for a criterion that is undecided and has no boundary.
Result<GateResult> evaluate_gate(const GatePlan& plan, const labels::Table& table,
                                 const labels::QuestionOptions& options, std::uint64_t seed);

}  // namespace assay::quality
