#pragma once
// Control charts of people and of categories. Inside quality.

#include "quality/people.h"
#include "quality/people_histories.h"

namespace assay::quality {

// Charts of the people whose errors rose least probably without a change, and of the categories with most
// errors; those with the strongest signals first. people: the evidence about them, adjusted already. Cost: a
// pass over the judged answers, and what charts_max charts of stream_answers_max answers cost.
std::vector<StreamChart> charts_of(const Workspace& work, const Histories& histories,
                                   const std::vector<PersonEvidence>& people);

}  // namespace assay::quality
