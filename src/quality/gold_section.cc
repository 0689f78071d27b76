#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "quality/judged.h"
#include "quality/sections.h"

namespace assay::quality {
namespace {

// A gold label is suspect when the models, which never saw it, give it so little, and two annotators who are
// right more often than not stand against it. On simulated deliveries: docs/methods/gold.md.
constexpr double suspect_max = 0.05;
constexpr std::int64_t against_min = 2;
constexpr double competent_min = 0.5;
constexpr std::size_t contradicted_max = 100;
constexpr std::size_t label_error_max = 50;
constexpr double doubt_min = 0.3;
constexpr std::size_t names_max = 20;

std::string item_name(const Workspace& work, std::size_t item) {
  return std::string(work.table->items.name(static_cast<std::uint32_t>(item)));
}

std::string annotator_name(const Workspace& work, std::uint32_t annotator) {
  return annotator < work.table->annotators.size() ? std::string(work.table->annotators.name(annotator)) : "";
}

// Who stands against the gold label of an item.
struct Opposition {
  std::int64_t for_gold = 0, against = 0, competent = 0;
  double ability_sum = 0;
  std::vector<std::string> names;
};

Opposition opposition_of(const Workspace& work, std::size_t item, std::uint32_t gold) {
  Opposition out;
  for (std::uint64_t v = work.votes.item_begin[item]; v < work.votes.item_begin[item + 1]; ++v) {
    if (work.votes.category[v] == gold) {
      ++out.for_gold;
      continue;
    }
    ++out.against;
    const std::uint32_t annotator = work.votes.annotator[v];
    const auto& ability = work.beliefs->ability[annotator].value;
    if (ability && *ability >= competent_min) ++out.competent;
    out.ability_sum += ability.value_or(0);
    if (out.names.size() < names_max) out.names.push_back(annotator_name(work, annotator));
  }
  std::sort(out.names.begin(), out.names.end());
  return out;
}

ContradictedGold contradicted_row(const Workspace& work, std::size_t item, const Opposition& opposition) {
  ContradictedGold row;
  const std::uint32_t gold = work.question.gold[item];
  row.item = item_name(work, item);
  row.gold = work.question.categories[gold];
  row.consensus = work.question.categories[work.beliefs->choice().label[item]];
  row.posterior_gold = work.beliefs->fit().posterior.of(item, gold);
  row.votes_for_gold = opposition.for_gold;
  row.votes_against = opposition.against;
  row.annotators = opposition.names;
  row.mean_ability = opposition.ability_sum / static_cast<double>(opposition.against);
  return row;
}

std::vector<ContradictedGold> contradictions(const Workspace& work) {
  std::vector<ContradictedGold> rows;
  const stats::Posterior& posterior = work.beliefs->fit().posterior;
  for (std::size_t item = 0; item < work.question.gold.size(); ++item) {
    const std::uint32_t gold = work.question.gold[item];
    if (gold == labels::none || labels_on(work.votes, item) < 2) continue;
    if (posterior.of(item, gold) > suspect_max) continue;
    const Opposition opposition = opposition_of(work, item, gold);
    if (opposition.competent >= against_min) rows.push_back(contradicted_row(work, item, opposition));
  }
  std::sort(rows.begin(), rows.end(), [](const ContradictedGold& a, const ContradictedGold& b) {
    if (a.votes_for_gold != b.votes_for_gold) return a.votes_for_gold < b.votes_for_gold;
    if (a.votes_against != b.votes_against) return a.votes_against > b.votes_against;
    if (a.posterior_gold != b.posterior_gold) return a.posterior_gold < b.posterior_gold;
    return a.item < b.item;
  });
  return rows;
}

std::vector<std::string> gold_categories(const Workspace& work) {
  std::vector<bool> used(work.question.categories.size(), false);
  for (const std::uint32_t gold : work.question.gold) {
    if (gold != labels::none) used[gold] = true;
  }
  std::vector<std::string> names;
  for (std::size_t k = 0; k < used.size(); ++k) {
    if (used[k]) names.push_back(work.question.categories[k]);
  }
  return names;
}

void add_gold_section(const Workspace& work, QuestionInspection& out) {
  GoldSection section;
  section.items = work.question.counts.gold_items;
  section.labelled_items = work.question.counts.gold_on_annotated;
  section.categories = gold_categories(work);
  if (work.beliefs) {
    section.contradicted = contradictions(work);
    section.suspect_count = static_cast<std::int64_t>(section.contradicted.size());
    if (section.contradicted.size() > contradicted_max) section.contradicted.resize(contradicted_max);
    section.note =
        "the models never saw the gold; a suspect is a reason to look again, not proof: annotators may share "
        "a mistake";
  } else {
    section.note = "no model of the annotators was fitted: the gold is taken as it is";
  }
  out.gold = std::move(section);
}

struct Doubt {
  double probability = 0;
  std::size_t item = 0;
  std::uint32_t held = 0, suggested = 0;
};

// The likeliest category besides the one that is held.
std::uint32_t best_besides(const stats::Posterior& posterior, std::size_t item, std::uint32_t held) {
  std::uint32_t best = labels::none;
  float most = -1;
  for (std::size_t at = 0; at < posterior.size(item); ++at) {
    const std::uint32_t k = posterior.category_at(item, at);
    if (k != held && posterior.of(item)[at] > most) best = k, most = posterior.of(item)[at];
  }
  return best;
}

// Gold where there is gold, else the majority's label; a tied majority holds no label that could be wrong.
std::uint32_t held_label(const Workspace& work, std::size_t item) {
  if (!work.question.gold.empty() && work.question.gold[item] != labels::none)
    return work.question.gold[item];
  const stats::Choice& majority = work.beliefs->choices[0];
  return majority.tied[item] > 1 ? labels::none : majority.label[item];
}

std::vector<std::pair<std::string, std::int64_t>> votes_on(const Workspace& work, std::size_t item) {
  std::map<std::uint32_t, std::int64_t> counts;
  for (std::uint64_t v = work.votes.item_begin[item]; v < work.votes.item_begin[item + 1]; ++v)
    ++counts[work.votes.category[v]];
  std::vector<std::pair<std::string, std::int64_t>> votes;
  for (const auto& [category, count] : counts) votes.emplace_back(work.question.categories[category], count);
  std::stable_sort(votes.begin(), votes.end(),
                   [](const auto& a, const auto& b) { return a.second > b.second; });
  return votes;
}

void add_label_errors(const Workspace& work, QuestionInspection& out) {
  const stats::Posterior& posterior = work.beliefs->fit().posterior;
  std::vector<Doubt> doubts;
  for (std::size_t item = 0; item < work.votes.item_count(); ++item) {
    if (labels_on(work.votes, item) < 2) continue;
    const std::uint32_t held = held_label(work, item);
    if (held == labels::none || held == stats::no_category) continue;
    const double wrong = std::clamp(1 - posterior.of(item, held), 0.0, 1.0);
    if (wrong < doubt_min) continue;
    doubts.push_back({wrong, item, held, best_besides(posterior, item, held)});
  }
  const auto more = [&](const Doubt& a, const Doubt& b) {
    if (a.probability != b.probability) return a.probability > b.probability;
    return item_key(work, a.item) < item_key(work, b.item);
  };
  const std::size_t kept = std::min(label_error_max, doubts.size());
  std::partial_sort(doubts.begin(), doubts.begin() + static_cast<std::ptrdiff_t>(kept), doubts.end(), more);
  for (std::size_t i = 0; i < kept; ++i) {
    const Doubt& doubt = doubts[i];
    if (doubt.suggested == labels::none) continue;
    out.label_errors.push_back({item_name(work, doubt.item), work.question.categories[doubt.held],
                                work.question.categories[doubt.suggested], doubt.probability,
                                votes_on(work, doubt.item)});
  }
}

}  // namespace

void add_gold(const Workspace& work, QuestionInspection& out) {
  if (work.question.counts.gold_items > 0) add_gold_section(work, out);
  if (work.beliefs) add_label_errors(work, out);
}

}  // namespace assay::quality
