#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "base/text.h"
#include "quality/judged.h"
#include "quality/sections.h"
#include "quality/slice_features.h"

namespace assay::quality {
namespace {

constexpr std::size_t rows_min = 100;         // judged annotations; fewer show no pattern
constexpr std::size_t rows_max = 300'000;     // more: whole items are sampled by their names
constexpr std::size_t searched_max = 20'000;  // rows of a search and its permutations; effects use all rows
constexpr float doubt_min = 0.05F;            // of a label, below which it counts as right
constexpr std::size_t significant_max = 15, others_max = 3;
constexpr std::size_t inside_max = 5;
constexpr std::size_t inside_rows_min = 2'000;  // fewer judged annotations are not searched inside categories
constexpr std::size_t shown_per_search = 5;
constexpr std::size_t searched_top = 30;  // before overlapping ones are dropped
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

// One search. Kinds of items and parts of the work are searched apart from people: a single spammer would
// otherwise fill the list, alone and in every conjunction, and hide what the guideline gets wrong.
struct Family {
  Judge judge = Judge::gold;
  enum class Of { work, people } of = Of::work;
};

bool belongs(const SliceColumn& column, Family::Of of) {
  return (column.level == stats::FeatureLevel::row) == (of == Family::Of::work);
}

stats::ErrorSliceReport search(const Workspace& work, const JudgedRows& rows,
                               const std::vector<SliceColumn>& columns, Family::Of of, std::size_t families) {
  stats::ErrorSliceProblem problem;
  for (const SliceColumn& column : columns) {
    problem.rows.features.emplace_back(column.code);
    problem.levels.push_back(column.level);
  }
  problem.rows.error = rows.error;
  problem.context = {rows.cluster, rows.annotator, rows.truth, rows.given};
  if (of == Family::Of::work && rows.error.size() >= inside_rows_min) {
    problem.inside = rows.truth;
    problem.inside_count = work.votes.category_count;
  }
  stats::ErrorSliceOptions options;
  options.search.top = searched_top;
  options.search.depth_max = of == Family::Of::work ? 3 : 2;
  options.seed = options.effect.seed = work.options.seed;
  options.effect.level = work.options.level;
  options.significance = 0.05 / static_cast<double>(families);
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
    if (has_level(found, stats::FeatureLevel::identity)) {
      return out.predicates.size() == 1 ? "it is one person's work: see the annotators"
                                        : "one person's trouble in one part: practise it with them";
    }
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

// A card with what it is worth among cards of other searches.
struct Ranked {
  ErrorSlice card;
  double weight = 0;  // excess errors per judged annotation
};

bool holds_all(const std::vector<Predicate>& more, const std::vector<Predicate>& fewer) {
  return std::all_of(fewer.begin(), fewer.end(), [&](const Predicate& a) {
    return std::any_of(more.begin(), more.end(),
                       [&](const Predicate& b) { return a.attribute == b.attribute && a.value == b.value; });
  });
}

double rate_of(double errors, double n) { return n > 0 ? errors / n : 0; }

// Does `kept` already say what `card` says? In one search: a wider slice whose errors lie in the narrower
// one, or a narrower one that is hardly worse than the wider one. Between searches (by gold and by the model,
// over all items and inside a category): related slices where the later one is not clearly worse.
bool says_the_same(const ErrorSlice& kept, const ErrorSlice& card) {
  const bool wider = holds_all(kept.predicates, card.predicates);
  const bool narrower = holds_all(card.predicates, kept.predicates);
  if (!wider && !narrower) return false;
  if (kept.subject != card.subject || kept.within != card.within) {
    if (kept.within && kept.within != card.within) return false;
    return card.lift.value.value_or(0) <= 1.3 * kept.lift.value.value_or(0);
  }
  const auto errors = static_cast<double>(card.errors), n = static_cast<double>(card.n);
  const auto kept_errors = static_cast<double>(kept.errors), kept_n = static_cast<double>(kept.n);
  if (wider) return rate_of(errors - kept_errors, n - kept_n) <= 1.15 * kept.rest_rate.value.value_or(0);
  return rate_of(errors, n) <= 1.25 * rate_of(kept_errors, kept_n);
}

// Beyond chance first; over all items before inside a category, against gold before against the model.
bool goes_before(const Ranked& a, const Ranked& b) {
  if (a.card.significant != b.card.significant) return a.card.significant;
  if (a.card.within.has_value() != b.card.within.has_value()) return !a.card.within.has_value();
  if (a.card.subject != b.card.subject) return a.card.subject < b.card.subject;  // "annotations", "consensus"
  return a.card.score > b.card.score;
}

// Keeps what adds something, and shows it by what it costs: a few slices that may be chance, so that one sees
// what was nearest.
void keep_cards(std::vector<Ranked> cards, QuestionInspection& out) {
  std::stable_sort(cards.begin(), cards.end(), goes_before);
  std::vector<Ranked> kept;
  std::size_t significant = 0, others = 0;
  for (Ranked& ranked : cards) {
    const bool said = std::any_of(kept.begin(), kept.end(), [&](const Ranked& before) {
      return says_the_same(before.card, ranked.card);
    });
    std::size_t& count = ranked.card.significant ? significant : others;
    if (said || count == (ranked.card.significant ? significant_max : others_max)) continue;
    ++count;
    kept.push_back(std::move(ranked));
  }
  std::stable_sort(kept.begin(), kept.end(), [](const Ranked& a, const Ranked& b) {
    if (a.card.significant != b.card.significant) return a.card.significant;
    return a.weight > b.weight;
  });
  for (Ranked& ranked : kept) out.error_slices.push_back(std::move(ranked.card));
}

// What is searched: by the judge; and where gold judges but covers less than half of the work, the work
// itself once more by the model's belief, which sees all of it.
std::vector<Family> families_of(const Workspace& work, Judge judge) {
  std::vector<Family> families = {{judge, Family::Of::work}, {judge, Family::Of::people}};
  if (judge == Judge::gold && work.beliefs &&
      work.question.counts.gold_on_annotated * 2 < work.question.counts.items) {
    families.push_back({Judge::model, Family::Of::work});
  }
  return families;
}

std::string judged_text(const Workspace& work, Judge judge, const JudgedRows& rows) {
  std::string text = judge == Judge::gold
                         ? "errors against gold"
                         : "errors by the consensus model's belief, which is blind to mistakes that most "
                           "annotators share";
  const std::size_t judged = judged_count(work, judge);
  if (rows.error.size() < judged) {
    text += fmt::format(" ({} of {} annotations were taken, whole items at a time)",
                        grouped(static_cast<std::int64_t>(rows.error.size())),
                        grouped(static_cast<std::int64_t>(judged)));
  }
  return text;
}

const char* const no_attributes =
    "Nothing to slice by: pass attributes of items (--items F) or of annotators (--annotators F), or columns "
    "provider, batch, guideline_version or time in the labels.";

bool has_attributes(const labels::Table& table) {
  return !table.item_attributes.empty() || !table.annotator_attributes.empty() || !table.provider.empty() ||
         !table.batch.empty() || !table.guideline_version.empty() || !table.time_us.empty();
}

// Runs the families and collects their cards and notes. Rows of one judge are made once.
class Searches {
 public:
  Searches(const Workspace& work, std::vector<Family> families)
      : work_(work), families_(std::move(families)) {}

  void run(QuestionInspection& out) {
    for (const Family& family : families_) {
      if (!rows_ || judge_ != family.judge) take_rows(family.judge);
      search_one(family);
    }
    keep_cards(std::move(cards_), out);
    out.error_slices_note = fmt::format("{}", fmt::join(notes_, "; "));
  }

 private:
  void take_rows(Judge judge) {
    judge_ = judge;
    rows_ = judged_rows(work_, judge);
    if (rows_->error.size() < rows_min) {
      notes_.push_back(fmt::format("not enough evidence: {} judged annotations, {} are needed",
                                   rows_->error.size(), rows_min));
      columns_.clear();
      return;
    }
    columns_ = slice_columns(work_, rows_->annotation, rows_->item);
    if (columns_.empty()) notes_.emplace_back("no attribute has two values that are frequent enough");
    notes_.push_back(judged_text(work_, judge, *rows_));
  }

  void search_one(const Family& family) {
    std::vector<SliceColumn> columns;
    for (const SliceColumn& column : columns_) {
      if (belongs(column, family.of)) columns.push_back(column);
    }
    if (columns.empty()) return;
    const auto report = search(work_, *rows_, columns, family.of, families_.size());
    const Cards cards(work_, family.judge, *rows_, columns);
    for (const stats::ErrorSlice& found : report.slices) {
      ErrorSlice card = cards.card(found);
      if (card.p_adjusted)
        card.p_adjusted = std::min(1.0, *card.p_adjusted * static_cast<double>(families_.size()));
      const double weight = card.excess_errors / static_cast<double>(rows_->error.size());
      cards_.push_back({std::move(card), weight});
    }
    if (family.of == Family::Of::work) notes_.push_back(report.method);
  }

  const Workspace& work_;
  std::vector<Family> families_;
  Judge judge_ = Judge::gold;
  std::optional<JudgedRows> rows_;
  std::vector<SliceColumn> columns_;
  std::vector<Ranked> cards_;
  std::vector<std::string> notes_;
};

}  // namespace

void add_error_slices(const Workspace& work, QuestionInspection& out) {
  const std::optional<Judge> judge = judge_of(work);
  if (!judge) {
    out.error_slices_note =
        is_categorical(work.question)
            ? "No gold and no item with two labels: which annotations are wrong cannot be said."
            : "Labels are measurements: none of them is simply wrong.";
  } else if (!has_attributes(*work.table)) {
    out.error_slices_note = no_attributes;
  } else {
    Searches(work, families_of(work, *judge)).run(out);
  }
}

}  // namespace assay::quality
