#pragma once
// A gate plan as a file: JSON with the SHA-256 of its canonical form (keys sorted, no spaces), so that a plan
// that was changed after it was written is refused. docs/reference/gate_plan.md.

#include <string>
#include <string_view>

#include "base/result.h"
#include "quality/gate_plan.h"

namespace assay::plans {

inline constexpr int gate_plan_version = 1;
inline constexpr std::size_t gate_plan_bytes_max = 4'000'000;

// Lower-case hex of the canonical form.
std::string gate_plan_sha256(const quality::GatePlan& plan);
std::string gate_plan_text(const quality::GatePlan& plan);

// Refuses other versions, unknown or missing fields, numbers out of range, a hash that does not fit, and
// plans that cannot be evaluated; names the criterion and the field.
Result<quality::GatePlan> gate_plan_from_text(std::string_view text);

}  // namespace assay::plans
