#include <nlohmann/json.hpp>

#include "base/json_text.h"
#include "render/gate_json.h"
#include "render/optional_json.h"
#include "render/page.h"
#include "render/planning.h"

namespace assay::render {
namespace {

using Json = nlohmann::ordered_json;
using quality::Planning;

Json criteria_json(const Planning& planning) {
  Json rows = Json::array();
  for (const auto& row : planning.criteria) {
    Json out = criterion_json(row.criterion);
    out["alpha_attempt"] = row.alpha;
    out["exact"] = row.exact;
    out["at_good"] = outcome_json(row.at_good);
    out["at_max"] = outcome_json(row.at_max);
    out["oc"] = Json::array();
    for (const auto& outcome : row.oc) out["oc"].push_back(outcome_json(outcome));
    rows.push_back(out);
  }
  return rows;
}

Json alternatives_json(const Planning& planning) {
  Json rows = Json::array();
  for (const auto& row : planning.alternatives) {
    rows.push_back({{"method", row.method},
                    {"n_max", row.n_max},
                    {"mean_n_good", row.mean_n_good},
                    {"mean_n_max", row.mean_n_max},
                    {"power", row.power},
                    {"false_pass", row.false_pass}});
  }
  return rows;
}

Json planning_value(const Planning& planning) {
  Json out;
  out["assay"] = {{"version", planning.version}, {"schema", 1}, {"seed", planning.seed}};
  out["planning"] = planning.what;
  out["title"] = planning.title;
  out["figures"] = Json::array();
  for (const auto& figure : planning.figures) {
    out["figures"].push_back({{"name", figure.name}, {"words", figure.words}, {"value", figure.value}});
  }
  if (planning.gate) {
    out["gate"] = {{"sha256", planning.gate_sha256},
                   {"title", planning.gate->title},
                   {"attempt", planning.gate->attempt},
                   {"only_attempt", planning.gate->only_attempt},
                   {"power_wanted", planning.gate->power.value()},
                   {"joint_power", optional_json(planning.joint_power)},
                   {"criteria", criteria_json(planning)},
                   {"alternatives", alternatives_json(planning)}};
  } else {
    out["gate"] = nullptr;
  }
  out["notes"] = planning.notes;
  return out;
}

}  // namespace

Json criterion_json(const quality::GateCriterion& c) {
  return {{"name", c.name()},
          {"category", optional_json(c.category)},
          {"method", quality::gate_method_name(c.method)},
          {"error_max", c.error_max.value()},
          {"error_good", c.error_good.value()},
          {"alpha", c.alpha.value()},
          {"alpha_fail", c.alpha_fail.value()},
          {"n_max", c.n_max},
          {"errors_allowed", optional_json(c.errors_allowed)},
          {"lot", optional_json(c.lot)},
          {"rho", c.rho ? Json(c.rho->value()) : Json(nullptr)},
          {"cluster", c.cluster.empty() ? Json(nullptr) : Json(c.cluster)}};
}

Json outcome_json(const stats::Outcome& o) {
  return {
      {"rate", o.p}, {"pass", o.pass}, {"fail", o.fail}, {"undecided", o.undecided}, {"mean_n", o.mean_n}};
}

std::string planning_json(const Planning& planning) { return json_text(planning_value(planning), 1) + "\n"; }

std::string planning_html(const Planning& planning) { return page_with(json_text(planning_value(planning))); }

}  // namespace assay::render
