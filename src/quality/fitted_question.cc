#include "quality/fitted_question.h"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>

#include "base/text.h"
#include "quality/tie_key.h"
#include "quality/workspace.h"

namespace assay::quality {

const stats::ConsensusModel* consensus_model(const std::string& name) {
  for (const auto& model : stats::consensus_registry()) {
    if (name == model.name) return &model;
  }
  for (const auto& model : stats::published_models()) {
    if (name == model.name) return &model;
  }
  return nullptr;
}

Result<FittedQuestion> fit_question(const labels::Table& table, std::uint16_t question,
                                    const labels::QuestionOptions& options,
                                    const stats::ConsensusModel& model, std::uint64_t seed) {
  Result<labels::QuestionTable> found = labels::question_table(table, question, options);
  if (!found.ok()) return found.error();
  FittedQuestion out;
  out.question = std::move(found).value();
  const stats::Votes votes = view_of(out.question);
  stats::ConsensusOptions fit_options;
  fit_options.trusted = out.question.gold;
  fit_options.seed = seed;
  if (const std::string reason = model.refuses(votes, fit_options); !reason.empty()) {
    return Error{ErrorCode::invalid, reason, fmt::format("question {}", printable(out.question.question))};
  }
  out.fit = model.fit(votes, fit_options);
  out.choice = stats::choose(out.fit, votes, tie_key(table, out.question));
  return out;
}

std::vector<std::uint32_t> items_by_name(const labels::Table& table) {
  std::vector<std::uint32_t> items(table.items.size());
  std::iota(items.begin(), items.end(), 0U);
  std::sort(items.begin(), items.end(),
            [&](auto a, auto b) { return table.items.name(a) < table.items.name(b); });
  return items;
}

}  // namespace assay::quality
