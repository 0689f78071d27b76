#include <fmt/format.h>

#include "base/text.h"
#include "quality/agreement_plan.h"
#include "quality/annotator_ranks.h"
#include "quality/chosen_distance.h"
#include "quality/sections.h"
#include "stats/agreement/conger.h"
#include "stats/agreement/intraclass.h"
#include "stats/agreement/mean_cohen.h"

namespace assay::quality {
namespace {

stats::AgreementOptions agreement_options(const InspectOptions& options) {
  stats::AgreementOptions out;
  out.bootstrap.level = options.level;
  out.bootstrap.seed = options.seed;
  out.bootstrap.replicates = options.replicates;
  return out;
}

// Labels of each category and the items on which somebody said it, over all items.
void count_categories(const labels::PatternCounts& patterns, std::vector<CategoryRow>& rows) {
  std::int64_t all = 0;
  for (std::size_t v = 0; v < patterns.size(); ++v) {
    for (std::size_t at = patterns.pattern_begin[v]; at < patterns.pattern_begin[v + 1]; ++at) {
      CategoryRow& row = rows[patterns.category[at]];
      row.labels += patterns.item_count[v] * patterns.count[at];
      row.items += patterns.item_count[v];
      all += patterns.item_count[v] * patterns.count[at];
    }
  }
  for (CategoryRow& row : rows) {
    if (all > 0) row.share = static_cast<double>(row.labels) / static_cast<double>(all);
  }
}

// What needs to know who said what: Conger's kappa on every scale of weights, the mean of Cohen's.
void add_kappas_of_annotators(const Workspace& work, const stats::AgreementPlan& plan,
                              std::vector<AgreementRow>& rows) {
  const std::vector<std::uint32_t> ranks = annotator_ranks(work);
  const stats::CategoryValues values = values_of(work.question);
  std::vector<stats::Scale> cohen_scales;
  for (const stats::Scale scale : plan.weights) {
    stats::Conger conger = stats::conger_kappa({work.votes, values, ranks, scale, work.options.level});
    if (conger.annotator_error) {
      conger.estimate.note +=
          fmt::format("{}for these annotators; others of their kind would add a standard error of {}",
                      conger.estimate.note.empty() ? "" : "; ", decimals(*conger.annotator_error, 3));
    }
    rows.push_back({"conger_kappa", stats::scale_name(scale), std::move(conger.estimate)});
    if (scale != stats::Scale::ordinal) cohen_scales.push_back(scale);
  }
  stats::MeanCohenOptions options;
  options.level = work.options.level;
  options.rank = ranks;
  const std::vector<stats::MeanCohen> cohen = stats::mean_cohen(work.votes, values, cohen_scales, options);
  for (std::size_t s = 0; s < cohen.size(); ++s) {
    rows.push_back({"cohen_kappa", stats::scale_name(cohen_scales[s]), cohen[s].estimate, cohen[s].sampled});
  }
}

// Numbers have intraclass correlations too. Where the two-way forms have no data, one row says so.
void add_intraclass(const Workspace& work, std::vector<AgreementRow>& rows) {
  const labels::Kind kind = work.question.kind;
  if (kind != labels::Kind::interval && kind != labels::Kind::ratio) return;
  std::vector<Estimate> forms =
      stats::intraclass(work.votes, work.question.category_number, work.options.level);
  for (const std::size_t form : {1U, 0U, 2U, 4U, 3U, 5U}) {  // the one for annotators drawn from many first
    if (form != 1 && !forms[form].value) continue;
    rows.push_back({"icc", stats::icc_forms[form], std::move(forms[form])});
  }
}

// Patterns in terms of the categories that somebody used.
struct UsedCategories {
  std::vector<std::uint32_t> code;  // of the question, ascending
  labels::PatternCounts patterns;
  std::vector<double> number;
};

UsedCategories used_categories(const Workspace& work, const labels::PatternCounts& patterns) {
  UsedCategories used;
  std::vector<std::uint32_t> place(work.question.categories.size(), labels::none);
  for (const std::uint32_t k : patterns.category) place[k] = 0;
  for (std::uint32_t k = 0; k < place.size(); ++k) {
    if (place[k] == labels::none) continue;
    place[k] = static_cast<std::uint32_t>(used.code.size());
    used.code.push_back(k);
    used.number.push_back(work.question.category_number[k]);
  }
  used.patterns = patterns;
  for (std::uint32_t& k : used.patterns.category) k = place[k];
  return used;
}

// Numbers that only gold has are no categories that annotators could have chosen: they would change what AC
// and Brennan-Prediger take for chance. Names that only gold has are.
stats::AgreementResult agreement_of(const Workspace& work, const labels::PatternCounts& patterns,
                                    const stats::AgreementPlan& plan) {
  const stats::AgreementOptions options = agreement_options(work.options);
  const bool numbers =
      work.question.kind == labels::Kind::interval || work.question.kind == labels::Kind::ratio;
  stats::CategoryValues values = values_of(work.question);
  put_distance(work, values);
  if (!numbers) {
    const stats::Patterns view = view_of(patterns, work.question.category_count());
    return stats::agreement(view, values, plan, options);
  }
  const UsedCategories used = used_categories(work, patterns);
  const auto count = static_cast<std::uint32_t>(used.code.size());
  values.number = used.number;
  stats::AgreementResult result = stats::agreement(view_of(used.patterns, count), values, plan, options);
  const Estimate unused = undefined_estimate(Status::insufficient, "specific_agreement", 0,
                                             "nobody used this category on an item with two labels");
  std::vector<stats::CategoryAgreement> categories(work.question.categories.size(), {unused, unused, 0});
  for (std::size_t k = 0; k < used.code.size(); ++k) {
    categories[used.code[k]] = std::move(result.categories[k]);
  }
  result.categories = std::move(categories);
  return result;
}

// The same of the annotations nobody began for the annotators: people who were all shown one prediction agree
// with it, and so with each other.
void add_unanchored(const Workspace& work, const stats::AgreementPlan& plan,
                    std::vector<AgreementRow>& rows) {
  const labels::QuestionTable& question = work.question;
  if (question.counts.anchored == 0) return;
  std::vector<std::uint32_t> slice(question.row.size(), 0);
  for (std::size_t at = 0; at < slice.size(); ++at) {
    if ((work.table->state[question.row[at]] & labels::row_anchored) != 0) slice[at] = labels::none;
  }
  const labels::PatternCounts patterns = labels::count_patterns_by_annotation(question, slice, 1).front();
  const stats::AgreementResult result = agreement_of(work, patterns, plan);
  for (const stats::CoefficientRow& row : result.rows)
    rows.push_back({row.metric, row.weights, row.estimate});
}

}  // namespace

void add_agreement(const Workspace& work, QuestionInspection& out) {
  stats::AgreementPlan plan = agreement_plan(work.question.kind, work.pattern_view);
  if (work.options.distance) plan.alpha.insert(plan.alpha.begin(), work.options.distance->scale);
  stats::AgreementResult result = agreement_of(work, work.patterns, plan);
  for (stats::CoefficientRow& row : result.rows) {
    out.agreement.push_back({std::move(row.metric), std::move(row.weights), std::move(row.estimate)});
  }
  add_unanchored(work, plan, out.agreement_unanchored);
  if (!work.options.agreement_only) add_kappas_of_annotators(work, plan, out.agreement);
  add_intraclass(work, out.agreement);
  out.category_rows.resize(work.question.categories.size());
  for (std::size_t k = 0; k < out.category_rows.size(); ++k) {
    out.category_rows[k].category = work.question.categories[k];
    out.category_rows[k].specific_agreement = std::move(result.categories[k].specific);
    out.category_rows[k].alpha = std::move(result.categories[k].alpha);
  }
  count_categories(work.patterns, out.category_rows);
}

}  // namespace assay::quality
