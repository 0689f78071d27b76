#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "base/text.h"
#include "quality/judged.h"
#include "quality/sections.h"
#include "quality/slice_features.h"

namespace assay::quality {
namespace {

constexpr std::size_t rows_min = 100;          // judged annotations; fewer show no pattern
constexpr std::size_t rows_max = 1'000'000;    // more: whole items are sampled by their names
constexpr std::size_t searched_max = 100'000;  // rows of a search and its permutations; effects use all rows
constexpr float doubt_min = 0.05F;             // of a label, below which it counts as right
constexpr std::size_t significant_max = 15, others_max = 3;
constexpr std::size_t inside_max = 8;
constexpr std::size_t shown_per_search = 5;
constexpr std::size_t annotators_max = 5;

// The judged annotations, by item and annotator.
struct JudgedRows {
  std::vector<std::uint64_t> annotation, item, cluster;
  std::vector<std::uint32_t> annotator, truth, given;
  std::vector<float> error;
};

// Is an item in the sample when only a share of them can be taken?
class ItemSample {
 public:
  explicit ItemSample(double share)
      : all_(share >= 1), limit_(static_cast<std::uint64_t>(share * 0x1p63) * 2) {}
  bool holds(std::uint64_t key) const { return all_ || key < limit_; }

 private:
  bool all_;
  std::uint64_t limit_;
};

// Against gold an annotation is wrong or right; against the model it is wrong by what the posterior leaves.
float error_of(const Workspace& work, Judge judge, std::size_t item, std::uint32_t given,
               std::uint32_t truth) {
  switch (judge) {
    case Judge::gold:
      return given == truth ? 0.0F : 1.0F;
    case Judge::model: {
      const auto doubt = static_cast<float>(1 - work.beliefs->fit().posterior.of(item, given));
      return doubt < doubt_min ? 0.0F : std::min(doubt, 1.0F);
    }
  }
  return 0;
}

std::size_t judged_count(const Workspace& work, Judge judge) {
  std::size_t count = 0;
  for (std::size_t item = 0; item < work.votes.item_count(); ++item) {
    if (true_category(work, judge, item) != labels::none) count += labels_on(work.votes, item);
  }
  return count;
}

JudgedRows judged_rows(const Workspace& work, Judge judge) {
  JudgedRows rows;
  const auto all = static_cast<double>(judged_count(work, judge));
  const ItemSample sample(static_cast<double>(rows_max) / std::max(1.0, all));
  for (std::size_t item = 0; item < work.votes.item_count(); ++item) {
    const std::uint32_t truth = true_category(work, judge, item);
    if (truth == labels::none) continue;
    const std::uint64_t key = item_key(work, item);
    if (!sample.holds(key)) continue;
    for (std::uint64_t v = work.votes.item_begin[item]; v < work.votes.item_begin[item + 1]; ++v) {
      rows.annotation.push_back(v);
      rows.item.push_back(item);
      rows.cluster.push_back(key);
      rows.annotator.push_back(work.votes.annotator[v]);
      rows.truth.push_back(truth);
      rows.given.push_back(work.votes.category[v]);
      rows.error.push_back(error_of(work, judge, item, work.votes.category[v], truth));
    }
  }
  return rows;
}

stats::ErrorSliceReport search(const Workspace& work, const JudgedRows& rows,
                               const std::vector<SliceColumn>& columns) {
  stats::ErrorSliceProblem problem;
  for (const SliceColumn& column : columns) {
    problem.rows.features.emplace_back(column.code);
    problem.levels.push_back(column.level);
  }
  problem.rows.error = rows.error;
  problem.context = {rows.cluster, rows.annotator, rows.truth, rows.given};
  problem.inside = rows.truth;
  problem.inside_count = work.votes.category_count;
  stats::ErrorSliceOptions options;
  options.seed = options.effect.seed = work.options.seed;
  options.effect.level = work.options.level;
  options.row_max = searched_max;
  options.inside_max = inside_max;
  options.shown_max = shown_per_search;
  return stats::find_error_slices(problem, options);
}

// Turns what was found into what is shown.
class Cards {
 public:
  Cards(const Workspace& work, Judge judge, const JudgedRows& rows, const std::vector<SliceColumn>& columns)
      : work_(work), judge_(judge), rows_(rows), columns_(columns) {}

  ErrorSlice card(const stats::ErrorSlice& found) const {
    ErrorSlice out;
    out.subject = judge_ == Judge::gold ? "annotations" : "consensus";
    if (found.inside) out.within = work_.question.categories[*found.inside];
    fill_predicates(found, out);
    const stats::SliceEffect& effect = found.effect;
    out.n = effect.rows;
    out.errors = std::llround(effect.errors);
    out.rate = effect.rate;
    out.rest_rate = effect.rest_rate;
    out.lift = effect.lift;
    out.excess_errors = effect.excess_errors;
    out.share_of_errors = effect.share_of_errors;
    out.score = found.slice.score;
    out.p_adjusted = found.p_adjusted;
    out.significant = found.significant;
    out.confirmed_p = found.confirmed_p;
    fill_people(effect, out);
    for (const std::size_t row : effect.examples)
      out.examples.emplace_back(work_.table->items.name(static_cast<std::uint32_t>(rows_.item[row])));
    out.advice = advice(found, out);
    return out;
  }

 private:
  void fill_predicates(const stats::ErrorSlice& found, ErrorSlice& out) const {
    for (const stats::SlicePredicate& predicate : found.slice.predicates) {
      const SliceColumn& column = columns_[predicate.feature];
      out.predicates.push_back({column.name, column.values[predicate.code - 1]});
      out.text += fmt::format("{}{} = {}", out.text.empty() ? "" : " and ", column.name,
                              column.values[predicate.code - 1]);
    }
  }

  std::string name_of(std::uint32_t annotator) const {
    if (annotator >= work_.table->annotators.size()) return "(not named)";
    return std::string(work_.table->annotators.name(annotator));
  }

  void fill_people(const stats::SliceEffect& effect, ErrorSlice& out) const {
    if (effect.confusion && effect.confusion->truth != effect.confusion->given) {
      out.largest_confusion = ConfusionPair{work_.question.categories[effect.confusion->truth],
                                            work_.question.categories[effect.confusion->given],
                                            effect.confusion->count,
                                            {}};
    }
    for (const stats::AnnotatorPart& part : effect.annotators) {
      if (out.annotators.size() == annotators_max) break;
      out.annotators.push_back({name_of(part.annotator), part.rows, std::llround(part.errors)});
    }
    if (effect.explained_by) out.one_annotator_explains = name_of(*effect.explained_by);
  }

  bool has_level(const stats::ErrorSlice& found, stats::FeatureLevel level) const {
    return std::any_of(found.slice.predicates.begin(), found.slice.predicates.end(),
                       [&](const auto& p) { return columns_[p.feature].level == level; });
  }

  static bool names(const ErrorSlice& slice, std::string_view attribute) {
    return std::any_of(slice.predicates.begin(), slice.predicates.end(),
                       [&](const Predicate& p) { return p.attribute == attribute; });
  }

  std::string advice(const stats::ErrorSlice& found, const ErrorSlice& out) const {
    if (out.one_annotator_explains) {
      return fmt::format("it is {}, not the kind of item: go through their mistakes with them",
                         *out.one_annotator_explains);
    }
    if (has_level(found, stats::FeatureLevel::identity))
      return "one annotator's trouble with one kind of item: practise it with them";
    if (has_level(found, stats::FeatureLevel::annotator))
      return "it is the people: compare how they were trained, and calibrate them on shared items";
    if (names(out, "guideline_version"))
      return "compare this guideline version with the others, rule by rule";
    if (names(out, "time") || names(out, "batch")) return "find out what changed in that part of the work";
    if (out.largest_confusion && out.largest_confusion->count >= 5) {
      return fmt::format("write a rule that tells \"{}\" from \"{}\" there, with examples",
                         out.largest_confusion->from, out.largest_confusion->to);
    }
    return "look at the examples, then mend the guideline or the items";
  }

  const Workspace& work_;
  Judge judge_;
  const JudgedRows& rows_;
  const std::vector<SliceColumn>& columns_;
};

// Significant ones first as they come; a few others, so that one sees what was nearest.
void keep_cards(const stats::ErrorSliceReport& report, const Cards& cards, QuestionInspection& out) {
  std::size_t significant = 0, others = 0;
  for (const stats::ErrorSlice& found : report.slices) {
    std::size_t& count = found.significant ? significant : others;
    if (count == (found.significant ? significant_max : others_max)) continue;
    ++count;
    out.error_slices.push_back(cards.card(found));
  }
}

std::string note_of(const Workspace& work, Judge judge, const JudgedRows& rows,
                    const stats::ErrorSliceReport& report) {
  std::string note =
      judge == Judge::gold
          ? "errors against gold"
          : "without enough gold, an error is what the consensus model believes to be one: its "
            "opinion, blind to mistakes that most annotators share";
  const std::size_t judged = judged_count(work, judge);
  if (rows.error.size() < judged) {
    note += fmt::format("; {} of {} annotations were taken, whole items at a time",
                        grouped(static_cast<std::int64_t>(rows.error.size())),
                        grouped(static_cast<std::int64_t>(judged)));
  }
  return note + "; " + report.method;
}

const char* const no_attributes =
    "Nothing to slice by: pass attributes of items (--items F) or of annotators (--annotators F), or columns "
    "provider, batch, guideline_version or time in the labels.";

}  // namespace

void add_error_slices(const Workspace& work, QuestionInspection& out) {
  const std::optional<Judge> judge = judge_of(work);
  if (!judge) {
    out.error_slices_note =
        is_categorical(work.question)
            ? "No gold and no item with two labels: which annotations are wrong cannot be said."
            : "Labels are measurements: none of them is simply wrong.";
    return;
  }
  const labels::Table& table = *work.table;
  if (table.item_attributes.empty() && table.annotator_attributes.empty() && table.provider.empty() &&
      table.batch.empty() && table.guideline_version.empty() && table.time_us.empty()) {
    out.error_slices_note = no_attributes;
    return;
  }
  const JudgedRows rows = judged_rows(work, *judge);
  if (rows.error.size() < rows_min) {
    out.error_slices_note = fmt::format("Not enough evidence: {} judged annotations, {} are needed.",
                                        rows.error.size(), rows_min);
    return;
  }
  const std::vector<SliceColumn> columns = slice_columns(work, rows.annotation, rows.item);
  if (columns.empty()) {
    out.error_slices_note = no_attributes;
    return;
  }
  const stats::ErrorSliceReport report = search(work, rows, columns);
  keep_cards(report, Cards(work, *judge, rows, columns), out);
  out.error_slices_note = note_of(work, *judge, rows, report);
}

}  // namespace assay::quality
