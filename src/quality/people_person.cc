#include "quality/people_person.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <span>

#include "base/clock.h"
#include "stats/interval/binomial.h"
#include "stats/people/error_rise.h"
#include "stats/people/pace.h"
#include "stats/people/spammer.h"
#include "stats/people/straight_lining.h"
#include "stats/people/work_time.h"
#include "stats/special.h"

namespace assay::quality {
namespace {

constexpr std::size_t person_answers_min = 30;
constexpr double fast_share_usual = 0.01;       // of answers far faster than one's own pace, in honest work
constexpr std::size_t full_confusion_max = 20;  // categories; the score of more says nothing on usual data

Estimate errors_between(const Workspace& work, std::span<const std::uint8_t> errors) {
  const auto wrong = std::count(errors.begin(), errors.end(), std::uint8_t{1});
  return stats::rate_estimate(static_cast<double>(wrong), static_cast<double>(errors.size()), "error_rate",
                              {.level = work.options.level, .n_min = 1});
}

void look_for_rise(const Workspace& work, const History& history, std::uint64_t person, PersonEvidence& out) {
  const Judged judged = judged_of(history);
  stats::RiseOptions options;
  options.seed = work.options.seed;
  options.person = person;
  const stats::ErrorRise rise = stats::error_rise(judged.error, judged.expected, options);
  if (rise.status != Status::ok) return;
  out.errors_rose.p = rise.p;
  if (!rise.begin) return;
  const std::span<const std::uint8_t> errors = judged.error;
  out.rise_answer = static_cast<std::int64_t>(*rise.begin) + 1;
  if (const std::int64_t time = time_of(work, judged.annotation[*rise.begin]); time != labels::no_time)
    out.rise_time = utc_day(time);
  out.before = errors_between(work, errors.first(*rise.begin));
  out.after = errors_between(work, errors.subspan(*rise.begin));
}

void look_at_runs(const Workspace& work, const History& history, PersonEvidence& out) {
  if (history.annotation.size() < person_answers_min) return;
  std::vector<std::uint32_t> answers;
  for (const std::uint64_t v : history.annotation) answers.push_back(work.votes.category[v]);
  const stats::LongestRun run = stats::longest_run(answers, work.votes.category_count);
  out.longest_run = run.length;
  out.long_run.p = run.p;
}

void look_at_gaps(const Workspace& work, const History& history, PersonEvidence& out) {
  std::vector<std::int64_t> times;
  for (const std::uint64_t v : history.annotation) {
    if (const std::int64_t time = time_of(work, v); time != labels::no_time) times.push_back(time);
  }
  out.gap_variation = stats::gap_variation(times);
}

std::optional<double> log_seconds(const Workspace& work, std::uint64_t v) {
  const auto& duration = work.table->duration_s;
  const float seconds = duration.empty() ? -1.0F : duration[work.question.row[v]];
  if (seconds > 0) return std::log(static_cast<double>(seconds));
  return std::nullopt;
}

// places: of the answers with a time, in the history.
void look_for_another_pace(const Workspace& work, const History& history,
                           std::span<const double> against_others, std::span<const std::size_t> places,
                           PersonEvidence& out) {
  const stats::PaceMove move = stats::pace_move(against_others);
  if (move.status != Status::ok) return;
  out.pace_moved.p = move.p;
  out.pace_ratio = move.ratio;
  const std::size_t place = places[move.begin];
  out.pace_answer = static_cast<std::int64_t>(place) + 1;
  if (const std::int64_t time = time_of(work, history.annotation[place]); time != labels::no_time)
    out.pace_time = utc_day(time);
}

void look_at_speed(const Workspace& work, const ItemTimes& items, const History& history,
                   PersonEvidence& out) {
  if (items.sum.empty()) return;
  std::vector<double> against_others;
  std::vector<std::size_t> places;
  for (std::size_t at = 0; at < history.annotation.size(); ++at) {
    const std::optional<double> seconds = log_seconds(work, history.annotation[at]);
    const std::uint32_t item = history.item[at];
    if (!seconds) continue;
    const double others = items.count[item] - 1;
    against_others.push_back(others > 0 ? *seconds - (items.sum[item] - *seconds) / others : *seconds);
    places.push_back(at);
  }
  if (against_others.size() < person_answers_min) return;
  out.timed = static_cast<std::int64_t>(against_others.size());
  for (const double z : stats::robust_z(against_others)) out.fast += z < stats::speeding_z ? 1 : 0;
  out.too_fast.p = stats::binomial_at_least(out.fast, out.timed, fast_share_usual);
  look_for_another_pace(work, history, against_others, places, out);
}

void look_at_information(const Workspace& work, const stats::Fit* fit, std::uint32_t person,
                         PersonEvidence& out, double& low) {
  const std::size_t k = work.votes.category_count;
  if (fit == nullptr || k < 2 || k > full_confusion_max) {
    out.spammer_score = undefined_estimate(Status::insufficient, "spammer_score", out.answers,
                                           "needs a model with confusion matrices of 2 to 20 categories");
    return;
  }
  std::vector<double> counts(k * k);
  for (std::size_t truth = 0; truth < k; ++truth) {
    for (std::size_t given = 0; given < k; ++given)
      counts[truth * k + given] = static_cast<double>(fit->confusion[(person * k + given) * k + truth]);
  }
  std::vector<double> prior = fit->beta;
  for (double& value : prior) value = std::max(value, 1e-6);
  stats::SpammerOptions options;
  options.level = work.options.level;
  stats::SpammerScore score = stats::spammer_score(counts, prior, k, options);
  out.spammer_score = std::move(score.score);
  low = score.probability_low;
}

}  // namespace

ItemTimes item_times(const Workspace& work) {
  ItemTimes out;
  if (work.table->duration_s.empty()) return out;
  out.sum.assign(work.votes.item_count(), 0);
  out.count.assign(work.votes.item_count(), 0);
  for (std::size_t item = 0; item < work.votes.item_count(); ++item) {
    for (std::uint64_t v = work.votes.item_begin[item]; v < work.votes.item_begin[item + 1]; ++v) {
      const std::optional<double> seconds = log_seconds(work, v);
      if (!seconds) continue;
      out.sum[item] += *seconds;
      ++out.count[item];
    }
  }
  return out;
}

Judged judged_of(const History& history) {
  Judged out;
  for (std::size_t at = 0; at < history.truth.size(); ++at) {
    if (history.truth[at] == labels::none) continue;
    out.error.push_back(history.error[at]);
    out.expected.push_back(history.expected[at]);
    out.annotation.push_back(history.annotation[at]);
  }
  return out;
}

Looked look_at(const Workspace& work, const stats::Fit* fit, const ItemTimes& times, const History& history,
               std::uint32_t person) {
  Looked out;
  out.evidence.annotator = work.table->annotators.name(person);
  out.evidence.answers = static_cast<std::int64_t>(history.annotation.size());
  look_for_rise(work, history, person, out.evidence);
  look_at_runs(work, history, out.evidence);
  look_at_gaps(work, history, out.evidence);
  look_at_speed(work, times, history, out.evidence);
  look_at_information(work, fit, person, out.evidence, out.tells_little);
  return out;
}

}  // namespace assay::quality
