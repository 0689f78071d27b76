#pragma once
// Criteria of gates as JSON values, shared by planning and gate. Inside render only.

#include <nlohmann/json.hpp>

#include "quality/gate_plan.h"
#include "stats/gate/boundary.h"

namespace assay::render {

nlohmann::ordered_json criterion_json(const quality::GateCriterion& criterion);
nlohmann::ordered_json outcome_json(const stats::Outcome& outcome);

}  // namespace assay::render
