#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "quality/judged.h"
#include "quality/peers.h"
#include "quality/sections.h"
#include "stats/interval/binomial.h"

namespace assay::quality {
namespace {

constexpr double judged_min = 10;  // gold items, or pairs with peers, below which a rate is no evidence

// What was counted of one annotator in a pass over the labels.
struct Counted {
  std::int64_t annotations = 0, on_gold = 0, right = 0;
};

std::vector<Counted> count_labels(const Workspace& work) {
  std::vector<Counted> counted(work.votes.annotator_count);
  const auto& gold = work.question.gold;
  for (std::size_t item = 0; item < work.votes.item_count(); ++item) {
    const std::uint32_t truth = gold.empty() ? labels::none : gold[item];
    for (std::uint64_t v = work.votes.item_begin[item]; v < work.votes.item_begin[item + 1]; ++v) {
      Counted& c = counted[work.votes.annotator[v]];
      ++c.annotations;
      if (truth == labels::none) continue;
      ++c.on_gold;
      c.right += work.votes.category[v] == truth ? 1 : 0;
    }
  }
  return counted;
}

// The median duration of each annotator; nothing where no row has one.
std::vector<std::optional<double>> median_durations(const Workspace& work) {
  const auto& duration = work.table->duration_s;
  std::vector<std::optional<double>> medians(work.votes.annotator_count);
  if (duration.empty()) return medians;
  std::vector<std::vector<float>> seen(work.votes.annotator_count);
  for (std::size_t v = 0; v < work.votes.label_count(); ++v) {
    const float seconds = duration[work.question.row[v]];
    if (seconds >= 0) seen[work.votes.annotator[v]].push_back(seconds);
  }
  for (std::size_t j = 0; j < seen.size(); ++j) {
    if (seen[j].empty()) continue;
    const auto middle = seen[j].begin() + static_cast<std::ptrdiff_t>(seen[j].size() / 2);
    std::nth_element(seen[j].begin(), middle, seen[j].end());
    const auto upper = static_cast<double>(*middle);
    const bool even = seen[j].size() % 2 == 0;
    medians[j] = even ? (upper + static_cast<double>(*std::max_element(seen[j].begin(), middle))) / 2 : upper;
  }
  return medians;
}

struct Mistake {
  std::uint32_t annotator = 0, truth = 0, given = 0;
  auto operator<=>(const Mistake&) const = default;
};

// The most frequent wrong answer of each annotator, by the judge.
std::vector<std::optional<ConfusionPair>> largest_confusions(const Workspace& work, Judge judge) {
  std::vector<Mistake> mistakes;
  for (std::size_t item = 0; item < work.votes.item_count(); ++item) {
    const std::uint32_t truth = true_category(work, judge, item);
    if (truth == labels::none) continue;
    for (std::uint64_t v = work.votes.item_begin[item]; v < work.votes.item_begin[item + 1]; ++v) {
      if (work.votes.category[v] != truth)
        mistakes.push_back({work.votes.annotator[v], truth, work.votes.category[v]});
    }
  }
  std::sort(mistakes.begin(), mistakes.end());
  std::vector<std::optional<ConfusionPair>> largest(work.votes.annotator_count);
  for (std::size_t begin = 0; begin < mistakes.size();) {
    std::size_t end = begin;
    while (end < mistakes.size() && mistakes[end] == mistakes[begin]) ++end;
    auto& best = largest[mistakes[begin].annotator];
    if (const auto count = static_cast<double>(end - begin); !best || count > best->count) {
      best = ConfusionPair{work.question.categories[mistakes[begin].truth],
                           work.question.categories[mistakes[begin].given],
                           count,
                           {}};
    }
    begin = end;
  }
  return largest;
}

std::map<std::string, std::string> attributes_of(const labels::Table& table, std::uint32_t annotator) {
  std::map<std::string, std::string> out;
  for (const labels::Attribute& attribute : table.annotator_attributes) {
    if (attribute.type == labels::Attribute::Type::number) {
      if (annotator < attribute.number.size() && std::isfinite(attribute.number[annotator]))
        out[attribute.name] = fmt::format("{:.6g}", attribute.number[annotator]);
    } else if (annotator < attribute.code.size() && attribute.code[annotator] != labels::none) {
      out[attribute.name] = std::string(attribute.values.name(attribute.code[annotator]));
    }
  }
  return out;
}

Estimate accuracy_of(const Workspace& work, const Counted& counted) {
  if (counted.on_gold == 0) {
    return undefined_estimate(Status::insufficient, "accuracy_against_gold", 0,
                              "this annotator has labelled no gold item");
  }
  return stats::rate_estimate(static_cast<double>(counted.right), static_cast<double>(counted.on_gold),
                              "accuracy_against_gold", {.level = work.options.level, .n_min = judged_min});
}

Estimate agreement_of(const Workspace& work, const stats::ClusterSums& pairs) {
  return stats::rate_estimate(
      pairs.hits(), pairs.amount(), "agreement_with_peers",
      {.level = work.options.level, .n_min = judged_min, .n_effective = pairs.effective_n()});
}

// Worst first; those of whom too little is known come last, the busiest of them first.
bool worse(const AnnotatorRow& a, const AnnotatorRow& b) {
  const bool a_known = a.status == Status::ok, b_known = b.status == Status::ok;
  if (a_known != b_known) return a_known;
  if (a_known && a.ability.value && b.ability.value && *a.ability.value != *b.ability.value)
    return *a.ability.value < *b.ability.value;
  if (a.annotations != b.annotations) return a.annotations > b.annotations;
  return a.annotator < b.annotator;
}

void judge_row(const Workspace& work, std::uint32_t annotator, AnnotatorRow& row) {
  if (work.beliefs) {
    row.ability = work.beliefs->ability[annotator];
  } else {
    row.ability = undefined_estimate(Status::insufficient, "model_ability", row.annotations,
                                     "labels are measurements: there is no model of who names them right");
  }
  row.status = row.ability.status;
  row.note = row.ability.note;
}

}  // namespace

void add_annotators(const Workspace& work, QuestionInspection& out) {
  const std::vector<Counted> counted = count_labels(work);
  const std::vector<std::optional<double>> durations = median_durations(work);
  const bool categorical = is_categorical(work.question);
  const Peers peers = categorical ? compare_peers(work) : Peers{};
  const std::optional<Judge> judge = judge_of(work);
  const auto largest = judge ? largest_confusions(work, *judge)
                             : std::vector<std::optional<ConfusionPair>>(work.votes.annotator_count);
  for (std::uint32_t j = 0; j < work.table->annotators.size(); ++j) {
    if (counted[j].annotations == 0) continue;
    AnnotatorRow row;
    row.annotator = work.table->annotators.name(j);
    row.annotations = row.items = counted[j].annotations;  // one annotation in force an item
    if (categorical) {
      row.accuracy = accuracy_of(work, counted[j]);
      row.agreement = agreement_of(work, peers.agreement[j]);
      row.expected_agreement = peers.expected[j];
    }
    row.median_duration_s = durations[j];
    row.largest_confusion = largest[j];
    row.attributes = attributes_of(*work.table, j);
    judge_row(work, j, row);
    out.annotators.push_back(std::move(row));
  }
  std::sort(out.annotators.begin(), out.annotators.end(), worse);
}

}  // namespace assay::quality
