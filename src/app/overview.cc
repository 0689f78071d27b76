#include "app/overview.h"

#include "app/permissions.h"
#include "app/pooling.h"
#include "base/version.h"
#include "quality/inspect.h"
#include "stats/interval/binomial.h"

namespace assay::app {
namespace {

constexpr int live_replicates = 500;  // of the bootstrap, where it is used: a page is asked for often

enum class RateKind { hits, errors };

Estimate rate_of(const stats::ClusterSums& wrong, RateKind counting, stats::RateInterval interval,
                 std::string method) {
  const double n = wrong.amount();
  const double x = counting == RateKind::errors ? wrong.hits() : n - wrong.hits();
  return stats::rate_estimate(x, n, std::move(method),
                              {.interval = interval, .n_min = 1, .n_effective = wrong.effective_n()});
}

void add_accuracy(const live::QuestionState& state, quality::QuestionInspection& out) {
  if (state.wrong.amount() <= 0) return;
  quality::AccuracySection section;
  section.against = "gold";
  section.overall = accuracy_of(state.wrong);
  for (const auto& [category, sums] : state.by_gold) {
    quality::CategoryAccuracy row;
    row.category = state.categories[category];
    row.n = sums.amount();
    row.recall = rate_of(sums, RateKind::hits, stats::RateInterval::clopper_pearson, "recall");
    row.error = rate_of(sums, RateKind::errors, stats::RateInterval::clopper_pearson, "error_of_true");
    row.precision = undefined_estimate(Status::insufficient, "precision", 0, "in snapshots alone");
    section.by_category.push_back(row);
    for (quality::CategoryRow& shown : out.category_rows) {
      if (shown.category != row.category) continue;
      shown.recall = row.recall;
      shown.error = row.error;
      shown.against = "gold";
    }
  }
  out.accuracy = std::move(section);
}

}  // namespace

Estimate accuracy_of(const stats::ClusterSums& wrong) {
  return rate_of(wrong, RateKind::hits, stats::RateInterval::wilson, "accuracy");
}

Result<Overview> overview(Context& context, const Caller& caller, domain::ProjectId project) {
  const Result<domain::Scope> scope = scope_for(context, caller, Verb::see_quality, project);
  if (!scope) return scope.error();
  Result<live::SharedTable> table = context.live.table(scope.value());
  if (!table) return table.error();
  return overview_of(*table.value());
}

Result<Overview> overview_of(live::ProjectTable& table) {
  const std::int64_t position = table.log_position();
  const std::int64_t quarantined = table.quarantined_count();
  Result<std::vector<live::QuestionState>> states = table.states();
  if (!states) return states.error();
  Overview out = overview_from(states.value());
  out.log_position = position;
  out.quarantined = quarantined;
  out.removed = table.removed();
  for (quality::QuestionInspection& question : out.inspection.questions)
    say_what_was_erased(out.removed, question);
  return out;
}

Overview overview_from(const std::vector<live::QuestionState>& states) {
  Overview out;
  quality::InspectOptions options;
  options.agreement_only = true;
  options.replicates = live_replicates;
  out.inspection.version = version();
  for (const live::QuestionState& state : states) {
    quality::QuestionInspection question = quality::inspect_tally(state.tally, options);
    question.counts = state.counts;
    add_accuracy(state, question);
    say_what_is_pooled(state.pooled, question);
    say_what_does_not_apply(state.set_aside, question);
    out.set_aside.emplace(question.question, state.set_aside);
    out.inspection.rows += question.counts.rows;
    out.inspection.questions.push_back(std::move(question));
  }
  return out;
}

}  // namespace assay::app
