#pragma once
// One question labelled by one consensus model: what `assay consensus` and the server's export write.

#include <string>
#include <vector>

#include "base/result.h"
#include "labels/question.h"
#include "labels/table.h"
#include "stats/consensus/consensus.h"

namespace assay::quality {

struct FittedQuestion {
  labels::QuestionTable question;
  stats::Fit fit;
  stats::Choice choice;  // per item of the table; no_category where nobody labelled it
};

// Any model of either registry; null when there is none of that name.
const stats::ConsensusModel* consensus_model(const std::string& name);

// Trusted labels of the table are held fixed. Refuses what the model refuses, naming the question.
Result<FittedQuestion> fit_question(const labels::Table& table, std::uint16_t question,
                                    const labels::QuestionOptions& options,
                                    const stats::ConsensusModel& model, std::uint64_t seed);

// Codes of the items by name, so that the order of the rows of a file changes nothing.
std::vector<std::uint32_t> items_by_name(const labels::Table& table);

}  // namespace assay::quality
