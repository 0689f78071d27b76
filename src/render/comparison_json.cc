#include <nlohmann/json.hpp>

#include "base/json_text.h"
#include "render/comparison.h"
#include "render/json_sections.h"
#include "render/optional_json.h"

namespace assay::render {
namespace {

using quality::QuestionComparison;

Json counts_json(const quality::ComparedCounts& c) {
  return {{"items_shared", c.items_shared},           {"items_compared", c.items_compared},
          {"items_before_only", c.items_before_only}, {"items_after_only", c.items_after_only},
          {"annotators_before", c.annotators_before}, {"annotators_after", c.annotators_after},
          {"annotators_both", c.annotators_both}};
}

Json agreement_json(const QuestionComparison& c) {
  Json rows = Json::array();
  for (const auto& row : c.agreement) {
    rows.push_back({{"metric", row.metric},
                    {"weights", row.weights},
                    {"before", estimate_json(row.before)},
                    {"after", estimate_json(row.after)},
                    {"difference", estimate_json(row.difference)}});
  }
  return rows;
}

Json tests_json(const QuestionComparison& c) {
  Json rows = Json::array();
  for (const auto& [subject, test] : c.tests) {
    rows.push_back({{"subject", subject},
                    {"method", test.method},
                    {"p_up", optional_json(test.p_up)},
                    {"p_two_sided", optional_json(test.p_two_sided)},
                    {"n", test.n},
                    {"arrangements", test.arrangements},
                    {"status", status_name(test.status)},
                    {"note", test.note}});
  }
  return rows;
}

Json accuracy_json(const QuestionComparison& c) {
  if (!c.accuracy) return nullptr;
  const auto& o = c.accuracy->outcomes;
  return {{"gold_items", c.accuracy->gold_items},
          {"annotations", estimate_json(c.accuracy->annotations)},
          {"consensus", estimate_json(c.accuracy->consensus)},
          {"right_both", o.both},
          {"became_wrong", o.lost},
          {"became_right", o.won},
          {"wrong_both", o.neither}};
}

Json criteria_json(const QuestionComparison& c) {
  Json rows = Json::array();
  for (const auto& row : c.criteria) {
    rows.push_back({{"name", row.name},
                    {"text", row.text},
                    {"verdict", quality::verdict_name(row.verdict)},
                    {"evidence", row.evidence}});
  }
  return rows;
}

}  // namespace

std::string comparison_json(const quality::Comparison& comparison) {
  Json out;
  out["assay"] = {
      {"version", comparison.version}, {"schema", 1}, {"seed", comparison.seed}, {"level", comparison.level}};
  out["files"] = files_json(comparison.files);
  out["questions"] = Json::array();
  for (const QuestionComparison& c : comparison.questions) {
    out["questions"].push_back(
        {{"question", c.question},
         {"kind", labels::kind_name(c.kind)},
         {"counts", counts_json(c.counts)},
         {"agreement", agreement_json(c)},
         {"tests", tests_json(c)},
         {"accuracy", accuracy_json(c)},
         {"time", c.time ? Json{{"ratio", estimate_json(c.time->ratio)}} : Json(nullptr)},
         {"criteria", criteria_json(c)},
         {"cannot_show", c.cannot_show}});
  }
  return json_text(out, 1) + "\n";
}

}  // namespace assay::render
