#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "quality/advice_parts.h"

namespace assay::quality {
namespace {

void warn(QuestionInspection& q, const char* code, std::string text) {
  q.warnings.push_back({code, std::move(text)});
}

const Estimate* alpha_of(const std::vector<AgreementRow>& rows) {
  for (const AgreementRow& row : rows) {
    if (row.metric == "krippendorff_alpha") return &row.estimate;
  }
  return nullptr;
}

std::string alpha_with_and_without(const QuestionInspection& q) {
  const Estimate* all = alpha_of(q.agreement);
  const Estimate* without = alpha_of(q.agreement_unanchored);
  if (all == nullptr || without == nullptr || !all->value) return "";
  if (!without->value) return ", and without them there is not enough to tell";
  const std::string interval = without->interval
                                   ? fmt::format(" ({} to {})", decimals(without->interval->lower, 2),
                                                 decimals(without->interval->upper, 2))
                                   : "";
  return fmt::format(": alpha is {} with them and {}{} without", decimals(*all->value, 2),
                     decimals(*without->value, 2), interval);
}

// People who answer twice mostly say the same again; rows that never do are members of one answer.
bool look_like_sets(const labels::QuestionCounts& counts) {
  constexpr std::int64_t repeats_min = 20;
  return counts.repeated >= repeats_min && counts.repeated_differ * 20 >= counts.repeated * 19;
}

void warn_about_rows(QuestionInspection& q) {
  const auto& c = q.counts;
  if (c.repeated > 0) {
    warn(q, "repeated_rows",
         fmt::format(
             "{} rows repeat an annotator's answer on an item ({} with another label); the first one counts.",
             grouped(c.repeated), grouped(c.repeated_differ)));
  }
  if (look_like_sets(c)) {
    warn(q, "repeats_never_agree",
         "repeated rows hardly ever say the same again: is each row one of several labels of an answer? Then "
         "give the answer as one row with a list of its labels ([\"a\",\"b\"]); slips are not measured by "
         "such "
         "rows.");
  }
  if (c.unknown_annotator > 0) {
    warn(q, "unknown_annotator",
         fmt::format(
             "{} annotations name no annotator; they count for agreement, and nothing is said about who made "
             "them.",
             grouped(c.unknown_annotator)));
  }
  if (c.anchored > 0) {
    warn(
        q, "anchored",
        fmt::format("{} annotations started from a prediction; agreement among them is partly the model's{}.",
                    grouped(c.anchored), alpha_with_and_without(q)));
  }
  if (c.gold_conflicts > 0) {
    warn(q, "gold_conflicts",
         fmt::format("{} items have two different golds; the first one counts.", grouped(c.gold_conflicts)));
  }
}

void warn_about_categories(QuestionInspection& q) {
  if (!q.gold_only_categories.empty()) {
    warn(q, "gold_only_category",
         fmt::format("no annotator ever used {}, which gold has: {}.",
                     q.gold_only_categories.size() == 1 ? "a category" : "categories",
                     fmt::join(q.gold_only_categories, ", ")));
  }
}

void warn_about_overlap(QuestionInspection& q) {
  std::int64_t single = 0;
  for (const auto& [labels_on_item, items] : q.data.labels_per_item.histogram) {
    if (labels_on_item == 1) single = items;
  }
  if (q.counts.items > 0 && single * 2 > q.counts.items) {
    warn(q, "single_labels",
         fmt::format("{} of {} items have a single label: agreement speaks of the others only.",
                     grouped(single), grouped(q.counts.items)));
  }
}

const Estimate* metric(const QuestionInspection& q, const char* name) {
  for (const auto& row : q.agreement) {
    if (row.metric == name && row.estimate.value) return &row.estimate;
  }
  return nullptr;
}

// The kappa paradox: methods 1.3.
void warn_about_paradox(QuestionInspection& q) {
  const Estimate* alpha = metric(q, "krippendorff_alpha");
  const Estimate* percent_agreement = metric(q, "percent_agreement");
  if (alpha == nullptr || percent_agreement == nullptr) return;
  double top = 0;
  for (const auto& row : q.category_rows) top = std::max(top, row.share);
  if (*alpha->value < 0.4 && *percent_agreement->value > 0.9 && top > 0.85) {
    warn(
        q, "paradox",
        fmt::format(
            "skewed categories: {} of the labels are one category, so alpha ({}) is dominated by prevalence; "
            "judge agreement per category.",
            percent(top), decimals(*alpha->value, 2)));
  }
}

void warn_about_consensus(QuestionInspection& q) {
  for (const auto& row : q.consensus) {
    if (!row.is_default) continue;
    if (row.check && row.check->overconfident) {
      warn(q, "overconfident",
           fmt::format("items differ in difficulty beyond what the consensus model knows: its confidences "
                       "were tempered (temperature {}).",
                       decimals(row.check->temperature, 2)));
    }
    if (!row.note.empty() && row.note.starts_with("one of its")) warn(q, "uncertain_model", row.note + ".");
  }
}

// What was left out, and why, so that nobody takes silence for good news.
void warn_about_models(QuestionInspection& q) {
  const bool number = q.kind == labels::Kind::interval || q.kind == labels::Kind::ratio;
  if (number && q.consensus.empty() && q.categories.size() > 32) {
    warn(q, "measurements",
         fmt::format("labels are numbers of {} different values: consensus models, accuracy and error slices "
                     "are about categories and are left out. --kind ordinal or nominal treats each value as "
                     "a category.",
                     q.categories.size()));
  }
  if (q.counts.gold_on_annotated > 0 && q.accuracy && q.accuracy->against == "model_posterior") {
    warn(q, "few_gold",
         fmt::format("gold on {} annotated items is too little to judge by: accuracy is the consensus "
                     "model's opinion.",
                     q.counts.gold_on_annotated));
  }
}

}  // namespace

void add_warnings(QuestionInspection& q) {
  warn_about_paradox(q);
  warn_about_rows(q);
  warn_about_categories(q);
  warn_about_overlap(q);
  warn_about_consensus(q);
  warn_about_models(q);
}

}  // namespace assay::quality
