#include "plans/design_file.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "base/json_text.h"
#include "plans/json_fields.h"

namespace assay::plans {
namespace {

using Json = nlohmann::json;
using quality::Design;
using quality::SampleDesign;

std::string known_designs() {
  std::vector<std::string> names;
  for (const Design design : quality::designs) names.emplace_back(quality::design_name(design));
  return fmt::format("{}", fmt::join(names, ", "));
}

void read_strata(JsonFields& fields, SampleDesign& design) {
  const Json& strata = fields.object("strata");
  if (!strata.is_object() || strata.empty()) {
    fields.fail("strata", "is not an object of items by stratum, as in {\"north\": 8000}");
    return;
  }
  JsonFields counts(strata, "strata");
  for (const auto& [name, value] : strata.items()) design.strata[name] = counts.count(name);
  if (const auto problem = counts.problem()) fields.fail("strata", problem->message);
}

void read_claim(JsonFields& fields, SampleDesign& design) {
  if (!fields.has("claim")) return;
  const std::string claim = fields.text("claim");
  if (claim == "process") {
    design.claim = stats::Claim::process;
  } else if (claim != "lot") {
    fields.fail("claim", "is lot or process");
  }
}

// The columns and counts that each design needs.
void read_needs(JsonFields& fields, SampleDesign& d) {
  switch (d.design) {
    case Design::simple:
      if (fields.has("population")) d.population = fields.count("population");
      break;
    case Design::stratified:
      d.stratum = fields.text("stratum");
      read_strata(fields, d);
      read_claim(fields, d);
      break;
    case Design::weighted:
      d.probability = fields.text("probability");
      break;
    case Design::difference:
      d.probability = fields.text("probability");
      d.prediction = fields.text("prediction");
      break;
    case Design::assisted:
      d.prediction = fields.text("prediction");
      break;
    case Design::double_sampling:
      d.reviewer = fields.text("reviewer");
      break;
    case Design::gold_error:
      d.gold_wrong = fields.text("gold_wrong");
      d.categories = fields.count("categories");
      if (d.categories < 2) fields.fail("categories", "is at least 2");
      break;
  }
  const bool domains = d.design == Design::simple || d.design == Design::weighted;
  if (domains && fields.has("by")) d.by = fields.text("by");
}

}  // namespace

Result<SampleDesign> design_from_text(std::string_view text) {
  if (text.size() > design_bytes_max) return Error{ErrorCode::invalid, "too large for a design", ""};
  const Json file = json_from<Json>(text);
  if (file.is_discarded())
    return Error{ErrorCode::invalid, "this is not JSON; docs/reference/design.md shows one", ""};
  JsonFields fields(file, "");
  const std::int64_t version = fields.count("assay_design");
  const std::string name = fields.text("design");
  SampleDesign design;
  if (fields.has("wrong")) design.wrong = fields.text("wrong");
  if (const auto known = quality::design_from_name(name)) {
    design.design = *known;
    read_needs(fields, design);
  } else {
    fields.fail("design", "is one of " + known_designs());
  }
  if (const auto problem = fields.problem()) return *problem;
  if (version != 1)
    return Error{ErrorCode::invalid, fmt::format("a design of version {}; 1 is known", version), ""};
  return design;
}

}  // namespace assay::plans
