#include "quality/advice.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>

#include "base/text.h"
#include "quality/advice_parts.h"

namespace assay::quality {
namespace {

constexpr std::size_t advice_max = 6;

std::string interval_of(const Estimate& estimate) {
  if (!estimate.interval) return "";
  return fmt::format("{} to {} %", decimals(estimate.interval->lower * 100, 1),
                     decimals(estimate.interval->upper * 100, 1));
}

// "11.3 % (9.1 to 14.0 %, n = 214)"; "3 of 41 (...)" below ten cases.
std::string spoken(const Estimate& estimate) {
  if (!estimate.value) return "not enough evidence";
  const double cases = *estimate.value * static_cast<double>(estimate.n);
  const std::string head = cases < 9.5 && std::abs(cases - std::round(cases)) < 1e-6
                               ? fmt::format("{} of {}", std::lround(cases), grouped(estimate.n))
                               : percent(*estimate.value);
  const std::string interval = interval_of(estimate);
  return interval.empty() ? head : fmt::format("{} ({}, n = {})", head, interval, grouped(estimate.n));
}

std::string measured(const QuestionInspection& q) {
  return q.accuracy && q.accuracy->against == "gold" ? "against gold"
                                                     : "by the model's posterior, for want of gold";
}

// Annotators have an advice of their own.
bool names_one_annotator(const ErrorSlice& slice) {
  return slice.predicates.size() == 1 && slice.predicates.front().attribute == "annotator";
}

void advise_slices(QuestionInspection& q) {
  std::size_t said = 0;
  for (const auto& slice : q.error_slices) {
    if (!slice.significant || names_one_annotator(slice) || said == 2) continue;
    ++said;
    Advice advice;
    const std::string where =
        slice.within ? fmt::format("{} within {}", slice.text, *slice.within) : slice.text;
    advice.text = slice.one_annotator_explains
                      ? fmt::format("Talk to {}: without them the errors in {} are ordinary.",
                                    *slice.one_annotator_explains, where)
                      : fmt::format("Look at {}: {}.", where,
                                    slice.advice.empty() ? "errors gather there" : slice.advice);
    advice.evidence =
        fmt::format("{} wrong, {}{} of all errors{}", spoken(slice.rate),
                    slice.lift.value ? decimals(*slice.lift.value, 1) + "× the rest, " : "",
                    percent(slice.share_of_errors),
                    slice.subject == "consensus" ? ", by the consensus model" : ", against gold");
    q.next.push_back(advice);
  }
}

void advise_confusion(QuestionInspection& q) {
  if (!q.accuracy || q.accuracy->pairs.empty()) return;
  const ConfusionPair& pair = q.accuracy->pairs.front();
  if (pair.count < 5 || !pair.share.value) return;
  q.next.push_back(
      {fmt::format("Write a rule that separates \"{}\" from \"{}\", with examples of both.", pair.from,
                   pair.to),
       fmt::format("{} is given as {} in {}, {}", pair.from, pair.to, spoken(pair.share), measured(q))});
}

void advise_categories(QuestionInspection& q) {
  for (const auto& row : q.category_rows) {
    if (!row.error.interval || row.error.status != Status::ok || row.error.interval->lower < 0.10) continue;
    q.next.push_back({fmt::format("Do not use labels of \"{}\" unreviewed.", row.category),
                      fmt::format("wrong {}, {}", spoken(row.error), measured(q))});
    return;
  }
}

std::optional<double> middle_of(std::vector<double> values) {
  if (values.size() < 3) return std::nullopt;
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  return *middle;
}

// Gold speaks for an annotator whom the model finds weak: nobody loses work over a model's opinion.
bool gold_clears(const AnnotatorRow& row, double middle_on_gold) {
  return row.accuracy.status == Status::ok && row.accuracy.value && *row.accuracy.value >= middle_on_gold;
}

// Annotators whose whole interval lies below the middle ability, and whom gold does not clear.
void advise_annotators(QuestionInspection& q) {
  std::vector<double> abilities, on_gold;
  for (const auto& row : q.annotators) {
    if (row.ability.value && row.status == Status::ok) abilities.push_back(*row.ability.value);
    if (row.accuracy.value && row.accuracy.status == Status::ok) on_gold.push_back(*row.accuracy.value);
  }
  const auto middle = middle_of(abilities);
  if (!middle) return;
  const double middle_on_gold = middle_of(on_gold).value_or(2);
  std::vector<std::string> names, evidence;
  for (const auto& row : q.annotators) {
    const bool weak = row.status == Status::ok && row.ability.value && row.ability.interval &&
                      row.ability.interval->upper < *middle - 0.05;
    if (!weak || gold_clears(row, middle_on_gold) || names.size() == 3) continue;
    names.push_back(row.annotator);
    evidence.push_back(fmt::format("{}: right {}", row.annotator, spoken(row.ability)));
  }
  if (names.empty()) return;
  q.next.push_back(
      {fmt::format("Go through mistakes with {}, and hold their work until then.", fmt::join(names, ", ")),
       fmt::format("{}; the middle annotator {}", fmt::join(evidence, "; "), percent(*middle))});
}

std::string gold_evidence(const ContradictedGold& row, std::int64_t gold_items) {
  return fmt::format(
      "on {}, gold says \"{}\", {} of {} annotators do not and the consensus is \"{}\"; gold is on {} items. "
      "Annotators may share a mistake: an expert decides",
      row.item, row.gold, row.votes_against, row.votes_against + row.votes_for_gold, row.consensus,
      grouped(gold_items));
}

void advise_gold(QuestionInspection& q) {
  if (q.plural) return;  // no answer is the right one
  if (q.gold && q.gold->suspect_count > 0) {
    std::vector<std::string> items;
    for (const auto& row : q.gold->contradicted) {
      if (items.size() < 3) items.push_back(row.item);
    }
    q.next.push_back({fmt::format("Have an expert look again at {} gold {}: {}.", q.gold->suspect_count,
                                  q.gold->suspect_count == 1 ? "item" : "items", fmt::join(items, ", ")),
                      gold_evidence(q.gold->contradicted.front(), q.counts.gold_on_annotated)});
  } else if (q.counts.gold_items == 0) {
    q.next.push_back({"Label about 100 items by an expert and pass them as --gold.",
                      "without gold, accuracy is the model's opinion of itself"});
  } else if (q.counts.gold_on_annotated < 50) {
    q.next.push_back({"Add gold: rates per category need at least 50 items, better 20 per category.",
                      fmt::format("gold on {} annotated items", q.counts.gold_on_annotated)});
  }
}

void advise_overlap(QuestionInspection& q) {
  for (const auto& row : q.agreement) {
    if (row.metric != "krippendorff_alpha" || row.estimate.status != Status::insufficient) continue;
    q.next.push_back({"Give at least 50 items to two or more annotators each.", row.estimate.note});
    return;
  }
}

}  // namespace

void add_advice(QuestionInspection& q) {
  add_warnings(q);
  advise_overlap(q);
  advise_slices(q);
  advise_confusion(q);
  advise_categories(q);
  advise_annotators(q);
  advise_gold(q);
  if (q.next.size() > advice_max) q.next.resize(advice_max);
}

}  // namespace assay::quality
