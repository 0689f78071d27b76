#include <algorithm>

#include "base/parallel.h"
#include "quality/judged.h"
#include "quality/people_charts.h"
#include "quality/people_histories.h"
#include "quality/people_person.h"
#include "quality/sections.h"
#include "stats/multiplicity.h"
#include "stats/people/copying.h"
#include "stats/people/error_rise.h"
#include "stats/people/work_time.h"

namespace assay::quality {
namespace {

constexpr double tells_little_sure = 0.95;
constexpr std::size_t people_pairs_max = 50;

// The fit with full confusion matrices that takes part in the default.
const stats::Fit* confusion_fit(const Workspace& work) {
  if (!work.beliefs) return nullptr;
  for (const stats::Fit& fit : work.beliefs->fits) {
    if (fit.model == "hierarchical" && !fit.confusion.empty()) return &fit;
  }
  return nullptr;
}

void adjust(std::vector<Looked>& looked, SignTest PersonEvidence::*test) {
  std::vector<std::optional<double>> p;
  for (const Looked& one : looked) p.push_back((one.evidence.*test).p);
  const std::vector<std::optional<double>> adjusted = stats::benjamini_hochberg(p);
  for (std::size_t at = 0; at < looked.size(); ++at) (looked[at].evidence.*test).p_adjusted = adjusted[at];
}

void add_signs(Looked& looked) {
  PersonEvidence& e = looked.evidence;
  const auto found = [](const SignTest& test) {
    return test.p_adjusted && *test.p_adjusted <= people_false_share;
  };
  if (found(e.errors_rose)) e.signs.push_back(PersonSign::errors_rose);
  if (found(e.long_run)) e.signs.push_back(PersonSign::long_run);
  if (found(e.too_fast)) e.signs.push_back(PersonSign::too_fast);
  if (looked.tells_little >= tells_little_sure) e.signs.push_back(PersonSign::tells_little);
  if (e.gap_variation && *e.gap_variation < stats::scripted_below) e.signs.push_back(PersonSign::clockwork);
  if (found(e.pace_moved)) e.signs.push_back(PersonSign::pace_moved);
}

void add_people(const Workspace& work, const Histories& histories, PeopleSection& out) {
  const stats::Fit* fit = confusion_fit(work);
  const ItemTimes times = item_times(work);
  std::vector<Looked> looked;
  std::vector<std::uint32_t> person;
  for (std::uint32_t j = 0; j < histories.of.size(); ++j) {
    if (!histories.of[j].annotation.empty()) person.push_back(j);
  }
  looked.resize(person.size());
  for_chunks(person.size(), 1, [&](Chunk chunk) {
    const std::uint32_t j = person[chunk.index];
    looked[chunk.index] = look_at(work, fit, times, histories.of[j], j);
  });
  adjust(looked, &PersonEvidence::errors_rose);
  adjust(looked, &PersonEvidence::long_run);
  adjust(looked, &PersonEvidence::too_fast);
  adjust(looked, &PersonEvidence::pace_moved);
  for (Looked& one : looked) {
    add_signs(one);
    out.people.push_back(std::move(one.evidence));
  }
  std::stable_sort(
      out.people.begin(), out.people.end(), [](const PersonEvidence& a, const PersonEvidence& b) {
        return a.signs.size() != b.signs.size() ? a.signs.size() > b.signs.size() : a.annotator < b.annotator;
      });
}

void add_shared_mistakes(const Workspace& work, PeopleSection& out) {
  const stats::Fit* fit = confusion_fit(work);
  if (fit == nullptr) {
    out.pairs_note = "needs a model with confusion matrices, which too many categories do not allow";
    return;
  }
  const stats::CopyingEvidence evidence = stats::copying_evidence(work.votes, *fit);
  out.pairs_note = evidence.note;
  out.pairs_tested = static_cast<std::int64_t>(evidence.pairs.size());
  out.inflation = evidence.inflation;
  const auto& names = work.table->annotators;
  for (const stats::CopyingPair& pair : evidence.pairs) {
    if (pair.p_adjusted > pairs_false_share || out.pairs.size() == people_pairs_max) break;
    if (pair.a >= names.size() || pair.b >= names.size()) continue;  // those nobody named
    out.pairs.push_back({std::string(names.name(pair.a)), std::string(names.name(pair.b)), pair.items,
                         pair.same_wrong, pair.expected, pair.p, pair.p_adjusted});
  }
}

void add_answers_of(const Workspace& work, const History& history, std::uint32_t person,
                    std::vector<stats::SittingAnswer>& answers) {
  const Judged judged = judged_of(history);
  const auto wrong =
      static_cast<double>(std::count(judged.error.begin(), judged.error.end(), std::uint8_t{1}));
  if (wrong <= 0 || wrong >= static_cast<double>(judged.error.size())) return;
  std::vector<std::int64_t> times;
  for (const std::uint64_t v : judged.annotation) times.push_back(time_of(work, v));
  if (times.front() == labels::no_time) return;  // sorted: some answers of this person have no time
  const std::vector<double> minutes = stats::minutes_in_sitting(times);
  const std::vector<double> own = stats::own_rates(judged.expected, wrong);
  for (std::size_t at = 0; at < own.size(); ++at)
    answers.push_back({person, minutes[at], judged.error[at] != 0, own[at]});
}

void add_fatigue(const Workspace& work, const Histories& histories, PeopleSection& out) {
  if (!histories.by_time) {
    out.fatigue_note = "the files have no times";
    return;
  }
  std::vector<stats::SittingAnswer> answers;
  for (std::uint32_t j = 0; j < histories.of.size(); ++j) add_answers_of(work, histories.of[j], j, answers);
  out.fatigue = stats::fatigue_bands(answers, work.options.level);
  if (out.fatigue.empty()) out.fatigue_note = "no answers with times that can be judged";
}

}  // namespace

const char* person_sign_name(PersonSign sign) {
  switch (sign) {
    case PersonSign::errors_rose:
      return "errors_rose";
    case PersonSign::long_run:
      return "long_run";
    case PersonSign::too_fast:
      return "too_fast";
    case PersonSign::tells_little:
      return "tells_little";
    case PersonSign::clockwork:
      return "clockwork";
    case PersonSign::pace_moved:
      return "pace_moved";
  }
  return "";
}

void add_people(const Workspace& work, QuestionInspection& out) {
  if (!is_categorical(work.question)) return;
  const Histories histories = histories_of(work);
  PeopleSection section;
  section.order = histories.by_time ? "time" : "row";
  section.against = !work.beliefs ? "gold" : histories.any_gold ? "gold_then_model" : "model_posterior";
  add_people(work, histories, section);
  section.charts = charts_of(work, histories, section.people);
  add_shared_mistakes(work, section);
  add_fatigue(work, histories, section);
  out.people = std::move(section);
}

}  // namespace assay::quality
