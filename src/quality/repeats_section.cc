// What repeated answers, the model and cause codes say of where disagreement comes from.
// docs/methods/disagreement.md.

#include <algorithm>
#include <array>
#include <map>

#include "quality/judged.h"
#include "quality/sections.h"
#include "stats/agreement/sources.h"
#include "stats/interval/binomial.h"

namespace assay::quality {
namespace {

constexpr std::size_t repeat_annotators_max = 1000;  // rows of repeats, those with the most first

// Every labelled row of the question by a known annotator, in the order of (item, annotator, row).
struct RepeatedAnswers {
  std::vector<std::uint64_t> begin{0};
  std::vector<std::uint32_t> item, annotator, category;

  stats::Repeats view() const { return {begin, item, annotator, category}; }
};

// Categories of labels as they are written; labels that are in force nowhere get numbers of their own.
std::vector<std::uint32_t> categories_of_labels(const Workspace& work) {
  std::vector<std::uint32_t> out(work.table->labels.size());
  for (std::uint32_t label = 0; label < out.size(); ++label)
    out[label] = work.question.category_count() + label;
  for (std::size_t v = 0; v < work.question.row.size(); ++v)
    out[work.table->label[work.question.row[v]]] = work.question.category[v];
  return out;
}

RepeatedAnswers repeated_answers(const Workspace& work) {
  const labels::Table& table = *work.table;
  RepeatedAnswers out;
  const auto question = table.questions.find(work.question.question);
  if (work.question.counts.repeated == 0 || !question) return out;
  const std::vector<std::uint32_t> category = categories_of_labels(work);
  std::vector<std::array<std::uint32_t, 3>> answers;  // item, annotator, category
  for (std::size_t row = 0; row < table.row_count(); ++row) {
    const bool counts = table.question[row] == *question && table.annotator[row] != labels::none &&
                        table.label[row] != labels::none;
    if (counts) answers.push_back({table.item[row], table.annotator[row], category[table.label[row]]});
  }
  std::sort(answers.begin(), answers.end());
  for (std::size_t first = 0; first < answers.size();) {
    std::size_t last = first + 1;
    while (last < answers.size() && answers[last][0] == answers[first][0] &&
           answers[last][1] == answers[first][1])
      ++last;
    if (last - first > 1) {
      out.item.push_back(answers[first][0]);
      out.annotator.push_back(answers[first][1]);
      for (std::size_t at = first; at < last; ++at) out.category.push_back(answers[at][2]);
      out.begin.push_back(out.category.size());
    }
    first = last;
  }
  return out;
}

void add_consistency(const Workspace& work, const RepeatedAnswers& repeats, QuestionInspection& out) {
  struct Count {
    std::int64_t same = 0, pairs = 0;
  };
  std::map<std::uint32_t, Count> counts;
  for (std::size_t u = 0; u < repeats.item.size(); ++u) {
    Count& count = counts[repeats.annotator[u]];
    for (std::uint64_t at = repeats.begin[u] + 1; at < repeats.begin[u + 1]; ++at) {
      count.same += repeats.category[at] == repeats.category[at - 1] ? 1 : 0;
      count.pairs += 1;
    }
  }
  for (const auto& [annotator, count] : counts) {
    Estimate share;
    share.method = "repeat_consistency";
    share.n = count.pairs;
    share.value = static_cast<double>(count.same) / static_cast<double>(count.pairs);
    share.interval = stats::wilson_interval(static_cast<double>(count.same), static_cast<double>(count.pairs),
                                            work.options.level);
    out.repeats.push_back({std::string(work.table->annotators.name(annotator)), std::move(share)});
  }
  std::stable_sort(out.repeats.begin(), out.repeats.end(),
                   [](const auto& a, const auto& b) { return a.consistency.n > b.consistency.n; });
  if (out.repeats.size() > repeat_annotators_max) out.repeats.resize(repeat_annotators_max);
}

// The share of all disagreement that annotators' confusion matrices explain, and what is left.
void add_bias(const Workspace& work, const Estimate& slip, QuestionInspection& out) {
  if (!work.beliefs || work.beliefs->fit().confusion.empty()) return;
  const double all = stats::disagreeing_share(work.votes);
  if (!(all > 0)) return;
  Estimate bias =
      stats::annotator_bias(work.votes, {work.beliefs->fit().confusion, work.beliefs->choice().label});
  if (!bias.value) return;
  bias.value = std::clamp(*bias.value / all, 0.0, 1.0);
  bias.method = "annotator_bias_share";
  out.sources.push_back({"annotator_bias", "model", "stable", bias});
  if (!slip.value) return;
  Estimate rest = bias;
  rest.method = "interpretation_share";
  rest.value = std::max(0.0, 1 - *slip.value - *bias.value);
  rest.note = "what neither slips nor habits explain: no interval";
  out.sources.push_back({"interpretation", "repeats and model", "stable", std::move(rest)});
}

void add_slips(const Workspace& work, const RepeatedAnswers& repeats, QuestionInspection& out) {
  stats::BootstrapOptions bootstrap;
  bootstrap.level = work.options.level;
  bootstrap.seed = work.options.seed;
  bootstrap.replicates = work.options.replicates;
  const stats::DisagreementSources sources =
      stats::disagreement_sources(work.votes, repeats.view(), bootstrap);
  out.sources.push_back({"slip", "repeats", "slip", sources.slip});
  out.sources.push_back({"stable_difference", "repeats", "stable", sources.stable});
  add_bias(work, sources.slip, out);
}

// The cause codes of methods 1.10 C and the family each belongs to.
std::string family_of(std::string_view cause) {
  static const std::map<std::string_view, const char*> families = {{"annotator_error", "slip"},
                                                                   {"tool_or_ui", "slip"},
                                                                   {"legitimate_alternatives", "stable"},
                                                                   {"domain_knowledge", "stable"},
                                                                   {"guideline_silent", "guideline"},
                                                                   {"guideline_contradictory", "guideline"},
                                                                   {"insufficient_information", "item"},
                                                                   {"item_defect", "item"},
                                                                   {"gold_wrong", "gold"}};
  const auto found = families.find(cause);
  return found == families.end() ? "other" : found->second;
}

bool divided(const Workspace& work, std::size_t item) {
  const std::uint64_t begin = work.votes.item_begin[item], end = work.votes.item_begin[item + 1];
  for (std::uint64_t v = begin; v < end; ++v) {
    if (work.votes.category[v] != work.votes.category[begin]) return true;
  }
  return false;
}

// Codes that adjudicators gave to items on which annotators differ, in the attribute "cause" or "cause_code".
void add_causes(const Workspace& work, QuestionInspection& out) {
  for (const labels::Attribute& attribute : work.table->item_attributes) {
    if ((attribute.name != "cause" && attribute.name != "cause_code") ||
        attribute.type != labels::Attribute::Type::text)
      continue;
    std::map<std::string, std::int64_t> counts;
    std::int64_t coded = 0;
    for (std::size_t item = 0; item < attribute.code.size() && item < work.votes.item_count(); ++item) {
      if (attribute.code[item] == labels::none || !divided(work, item)) continue;
      ++counts[std::string(attribute.values.name(attribute.code[item]))];
      ++coded;
    }
    for (const auto& [cause, count] : counts) {
      Estimate share;
      share.method = "cause_share";
      share.n = coded;
      share.value = static_cast<double>(count) / static_cast<double>(coded);
      share.interval =
          stats::wilson_interval(static_cast<double>(count), static_cast<double>(coded), work.options.level);
      out.sources.push_back({cause, "cause_codes", family_of(cause), std::move(share)});
    }
    return;
  }
}

}  // namespace

void add_repeats(const Workspace& work, QuestionInspection& out) {
  const RepeatedAnswers repeats = repeated_answers(work);
  if (!repeats.item.empty()) {
    add_consistency(work, repeats, out);
    add_slips(work, repeats, out);
  }
  add_causes(work, out);
}

}  // namespace assay::quality
