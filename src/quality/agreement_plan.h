#pragma once
// Which coefficients of agreement a kind of label calls for.

#include "labels/kind.h"
#include "quality/workspace.h"
#include "stats/agreement/agreement.h"

namespace assay::quality {

// More categories than this have no weighted coefficients: a table of weights has categories^2 cells, and
// with so many categories AC2 and its kin say nothing that alpha does not say better.
inline constexpr std::uint32_t weighted_categories_max = 2000;

// The scale of the coefficient that stands for the kind where there is room for one only: alpha with it.
stats::Scale headline_scale(labels::Kind kind);

// Alpha on the headline scale first. Scott's pi where every item has exactly two labels.
stats::AgreementPlan agreement_plan(labels::Kind kind, const stats::Patterns& patterns);

// View of the numbers and members of the question's categories.
stats::CategoryValues values_of(const labels::QuestionTable& question);

}  // namespace assay::quality
