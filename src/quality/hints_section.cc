#include <algorithm>
#include <array>
#include <cmath>

#include "base/parallel.h"
#include "quality/hints_raised.h"
#include "quality/judged.h"
#include "quality/sections.h"
#include "stats/guideline/confused_pair.h"
#include "stats/guideline/unseen_issues.h"
#include "stats/multiplicity.h"

namespace assay::quality {
namespace {

constexpr std::size_t hint_pairs_max = 10;
constexpr std::size_t leaning_max = 10;
constexpr std::size_t examples_max = 5;
constexpr double people_p_max = 0.01;
// Alpha among the labels of two categories: below, most such items are a toss-up; above, most are agreed on.
constexpr double toss_up = 0.5;
constexpr std::array issue_attributes = {"issue",         "flag",  "ambiguity",
                                         "guideline_gap", "cause", "cause_code"};

ConfusionSource source_of(const Estimate& agreement) {
  if (!agreement.interval) return ConfusionSource::unclear;
  if (agreement.interval->lower > toss_up) return ConfusionSource::items;
  if (agreement.interval->upper < toss_up) return ConfusionSource::definitions;
  return ConfusionSource::unclear;
}

// Items on which the two are given most evenly and most often, by their names where they are alike.
std::vector<std::string> examples_of(const Workspace& work, std::uint32_t k, std::uint32_t l) {
  struct Split {
    double fewer = 0, labels = 0;
    std::size_t item = 0;
  };
  std::vector<Split> splits;
  for (std::size_t item = 0; item < work.votes.item_count(); ++item) {
    double of_k = 0, of_l = 0;
    for (std::uint64_t v = work.votes.item_begin[item]; v < work.votes.item_begin[item + 1]; ++v) {
      of_k += work.votes.category[v] == k ? 1 : 0;
      of_l += work.votes.category[v] == l ? 1 : 0;
    }
    if (of_k > 0 && of_l > 0) splits.push_back({std::min(of_k, of_l), of_k + of_l, item});
  }
  const std::size_t shown = std::min(splits.size(), examples_max);
  std::partial_sort(splits.begin(), splits.begin() + static_cast<std::ptrdiff_t>(shown), splits.end(),
                    [](const Split& a, const Split& b) {
                      if (a.fewer != b.fewer) return a.fewer > b.fewer;
                      return a.labels != b.labels ? a.labels < b.labels : a.item < b.item;
                    });
  std::vector<std::string> names;
  for (std::size_t at = 0; at < shown; ++at)
    names.emplace_back(work.table->items.name(static_cast<std::uint32_t>(splits[at].item)));
  return names;
}

ConfusedPairRow pair_row(const Workspace& work, const stats::ConfusedPair& pair) {
  ConfusedPairRow row;
  row.first = work.question.categories[pair.k];
  row.second = work.question.categories[pair.l];
  row.disagreements = pair.disagreements;
  row.items = pair.items;
  row.split_items = pair.split_items;
  row.agreement = pair.agreement;
  row.source = source_of(pair.agreement);
  for (const stats::Leaning& leaning : pair.leaning) {
    if (leaning.annotator >= work.table->annotators.size() || row.leaning.size() == leaning_max) continue;
    row.leaning.push_back({std::string(work.table->annotators.name(leaning.annotator)), leaning.labels,
                           leaning.z > 0 ? row.first : row.second, std::fabs(leaning.z)});
  }
  row.examples = examples_of(work, pair.k, pair.l);
  return row;
}

void add_pairs(const Workspace& work, HintsSection& out) {
  const std::vector<stats::PairConfusion> all = stats::most_confused(work.votes, SIZE_MAX);
  double total = 0;
  for (const stats::PairConfusion& pair : all) total += pair.disagreements;
  std::vector<std::optional<double>> p(std::min(all.size(), hint_pairs_max));
  out.pairs.resize(p.size());
  for_chunks(p.size(), 1, [&](Chunk chunk) {
    const stats::ConfusedPair pair = stats::confused_pair(
        work.votes, all[chunk.index], {.level = work.options.level, .seed = work.options.seed});
    out.pairs[chunk.index] = pair_row(work, pair);
    out.pairs[chunk.index].share = pair.disagreements / total;
    p[chunk.index] = pair.people_p;
  });
  const std::vector<std::optional<double>> adjusted = stats::benjamini_hochberg(p);
  for (std::size_t at = 0; at < out.pairs.size(); ++at) {
    out.pairs[at].people_p = adjusted[at].value_or(1);
    out.pairs[at].people_differ = out.pairs[at].people_p <= people_p_max;
  }
}

void add_unseen(const Workspace& work, HintsSection& out) {
  for (const labels::Attribute& attribute : work.table->item_attributes) {
    const bool names_issues =
        std::find(issue_attributes.begin(), issue_attributes.end(), attribute.name) != issue_attributes.end();
    if (!names_issues || attribute.type != labels::Attribute::Type::text) continue;
    std::vector<std::int64_t> items_of_kind(attribute.values.size(), 0);
    for (std::size_t item = 0; item < std::min(attribute.code.size(), work.votes.item_count()); ++item) {
      if (attribute.code[item] != labels::none && labels_on(work.votes, item) > 0)
        ++items_of_kind[attribute.code[item]];
    }
    std::erase(items_of_kind, 0);
    const stats::UnseenIssues unseen =
        stats::unseen_issues(items_of_kind, work.question.counts.items, work.options.level);
    out.unseen.push_back({attribute.name, unseen.next_is_new, unseen.kinds, unseen.once,
                          unseen.kinds_expected, unseen.kinds_is_bound});
  }
}

}  // namespace

const char* confusion_source_name(ConfusionSource source) {
  switch (source) {
    case ConfusionSource::items:
      return "items";
    case ConfusionSource::definitions:
      return "definitions";
    case ConfusionSource::unclear:
      return "unclear";
  }
  return "";
}

void add_hints(const Workspace& work, QuestionInspection& out) {
  if (!is_categorical(work.question)) return;
  HintsSection section;
  add_pairs(work, section);
  add_unseen(work, section);
  add_raised(work, section);
  out.hints = std::move(section);
}

}  // namespace assay::quality
