// Every consensus model, fitted once. docs/decisions/0007-beliefs.md.

#include "base/hash.h"
#include "quality/judged.h"
#include "quality/sections.h"
#include "stats/consensus/ability.h"

namespace assay::quality {
namespace {

double mean_confidence(const stats::Votes& votes, const stats::Choice& choice) {
  double sum = 0, items = 0;
  for (std::size_t item = 0; item < choice.confidence.size(); ++item) {
    if (labels_on(votes, item) == 0) continue;
    sum += static_cast<double>(choice.confidence[item]);
    items += 1;
  }
  return items > 0 ? sum / items : 0;
}

// The models whose mean the posterior of a fit is.
std::vector<const stats::Fit*> members_of(const std::vector<stats::Fit>& fits, std::size_t index) {
  if (fits[index].model != "auto") return {&fits[index]};
  std::vector<const stats::Fit*> members;
  for (const stats::Fit& fit : fits) {
    if (fit.model != "auto" && fit.model != "dawid_skene") members.push_back(&fit);
  }
  return members;
}

// Tempering keeps the labels: they were chosen before.
void temper_default(const Workspace& work, Beliefs& beliefs) {
  const auto& check = beliefs.checks[beliefs.default_model];
  if (!check || !check->overconfident) return;
  stats::Posterior& posterior = beliefs.fits[beliefs.default_model].posterior;
  stats::temper(posterior, check->temperature);
  stats::Choice& choice = beliefs.choices[beliefs.default_model];
  for (std::size_t item = 0; item < choice.label.size(); ++item) {
    if (choice.label[item] != stats::no_category)
      choice.confidence[item] = static_cast<float>(posterior.of(item, choice.label[item]));
  }
  beliefs.mean_confidence[beliefs.default_model] = mean_confidence(work.votes, choice);
}

void check_models(const Workspace& work, Beliefs& beliefs) {
  stats::PredictiveOptions options;
  options.seed = work.options.seed;
  options.item_key = [&work](std::size_t item) { return item_key(work, item); };
  for (std::size_t m = 0; m < beliefs.fits.size(); ++m) {
    const auto members = members_of(beliefs.fits, m);
    beliefs.checks.push_back(stats::predictive_check(work.votes, beliefs.fits[m], members, options));
  }
}

}  // namespace

std::optional<Beliefs> fit_models(const Workspace& work) {
  if (!is_categorical(work.question) || work.votes.label_count() == 0) return std::nullopt;
  const auto key = [&](std::size_t item, std::uint32_t category) {
    std::string text(work.table->items.name(static_cast<std::uint32_t>(item)));
    text += '\x1f';
    text += work.question.categories[category];
    return stable_hash(text);
  };
  Beliefs beliefs;
  beliefs.fits = stats::fit_every_model(work.votes, {});
  for (const stats::Fit& fit : beliefs.fits) {
    if (fit.model == "auto") beliefs.default_model = beliefs.choices.size();
    beliefs.choices.push_back(stats::choose(fit, work.votes, key));
    beliefs.mean_confidence.push_back(mean_confidence(work.votes, beliefs.choices.back()));
  }
  check_models(work, beliefs);
  for (std::size_t m = 0; m < beliefs.fits.size(); ++m) {
    if (m != beliefs.default_model) beliefs.fits[m].posterior = {};
  }
  temper_default(work, beliefs);
  stats::AbilityOptions ability;
  ability.level = work.options.level;
  beliefs.ability = stats::annotator_abilities(work.votes, beliefs.fit(), ability);
  return beliefs;
}

}  // namespace assay::quality
