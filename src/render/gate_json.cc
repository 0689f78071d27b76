#include "render/gate_json.h"

#include "base/json_text.h"
#include "render/gate.h"
#include "render/json_sections.h"
#include "render/optional_json.h"
#include "render/page.h"

namespace assay::render {
namespace {

using quality::GateCriterionResult;
using quality::GateResult;

Json evidence_json(const stats::EvidenceNow& now) {
  return {{"n", now.n},
          {"wrong_to_pass", now.x_to_pass},
          {"wrong_to_fail", now.x_to_fail},
          {"log_good", optional_json(now.log_good)},
          {"log_bad", optional_json(now.log_bad)},
          {"pass_at_most", optional_json(now.pass_at_most)},
          {"fail_at_least", optional_json(now.fail_at_least)}};
}

Json settle_json(const GateCriterionResult& r) {
  if (r.verdict != quality::GateVerdict::not_enough_evidence) return nullptr;
  return {{"futile", r.futile},
          {"best_case_more", optional_json(r.settle.best_case_more)},
          {"expected_more", optional_json(r.settle.expected_more)},
          {"pass_probability", r.settle.pass_probability}};
}

Json result_json(const GateCriterionResult& r) {
  Json out = criterion_json(r.criterion);
  out["alpha_attempt"] = r.alpha;
  out["verdict"] = quality::gate_verdict_name(r.verdict);
  out["text"] = r.text;
  out["drawn"] = r.drawn;
  out["judged"] = r.judged;
  out["wrong"] = r.wrong;
  out["undecided"] = r.undecided;
  out["beyond"] = r.beyond;
  out["decided_at"] = optional_json(r.decided_at);
  out["rate"] = estimate_json(r.rate);
  out["more"] = settle_json(r);
  out["clusters"] = r.clusters;
  out["largest_cluster"] = r.largest_cluster;
  out["evidence"] = Json::array();
  for (const auto& now : r.evidence) out["evidence"].push_back(evidence_json(now));
  return out;
}

Json gate_value(const GateResult& gate) {
  Json out;
  out["assay"] = {{"version", gate.version}, {"schema", 1}, {"seed", gate.seed}};
  out["gate_result"] = quality::gate_verdict_name(gate.verdict);
  out["plan"] = {{"sha256", gate.plan_sha256},
                 {"title", gate.plan.title},
                 {"attempt", gate.plan.attempt},
                 {"only_attempt", gate.plan.only_attempt}};
  out["question"] = gate.question;
  out["files"] = files_json(gate.files);
  out["criteria"] = Json::array();
  for (const GateCriterionResult& row : gate.criteria) out["criteria"].push_back(result_json(row));
  out["notes"] = gate.notes;
  return out;
}

}  // namespace

std::string gate_json(const GateResult& gate) { return json_text(gate_value(gate), 1) + "\n"; }

std::string gate_html(const GateResult& gate) { return page_with(json_text(gate_value(gate))); }

}  // namespace assay::render
