#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "quality/sections.h"
#include "quality/slice_cards.h"

namespace assay::quality {
namespace {

constexpr std::size_t rows_min = 100;         // judged annotations; fewer show no pattern
constexpr std::size_t searched_max = 20'000;  // rows of a search and its permutations; effects use all rows
constexpr std::size_t inside_max = 5;
constexpr std::size_t shown_per_search = 5;
constexpr std::size_t searched_top = 30;  // before overlapping ones are dropped

// One search. Kinds of items and parts of the work are searched apart from people: a single spammer would
// otherwise fill the list, alone and in every conjunction, and hide what the guideline gets wrong.
struct SliceFamily {
  Judge judge = Judge::gold;
  enum class Of { work, people } of = Of::work;
  enum class Inside { searched, left } inside = Inside::left;  // of every category
};

bool belongs(const SliceColumn& column, SliceFamily::Of of) {
  return (column.level == stats::FeatureLevel::row) == (of == SliceFamily::Of::work);
}

stats::ErrorSliceReport search(const Workspace& work, const JudgedRows& rows,
                               const std::vector<SliceColumn>& columns, const SliceFamily& family,
                               std::size_t families) {
  stats::ErrorSliceProblem problem;
  for (const SliceColumn& column : columns) {
    problem.rows.features.emplace_back(column.code);
    problem.levels.push_back(column.level);
  }
  problem.rows.error = rows.error;
  problem.context = {rows.cluster, rows.annotator, rows.truth, rows.given};
  if (family.of == SliceFamily::Of::work && family.inside == SliceFamily::Inside::searched) {
    problem.inside = rows.truth;
    problem.inside_count = work.votes.category_count;
  }
  stats::ErrorSliceOptions options;
  options.search.top = searched_top;
  options.search.depth_max = family.of == SliceFamily::Of::work ? 3 : 2;
  options.seed = options.effect.seed = work.options.seed;
  options.effect.level = work.options.level;
  options.significance = 0.05 / static_cast<double>(families);
  options.row_max = searched_max;
  options.inside_max = inside_max;
  options.shown_max = shown_per_search;
  return stats::find_error_slices(problem, options);
}

// What is searched: by the judge; and where gold judges but covers less than half of the work, the work
// itself once more by the model's belief, which sees all of it. Categories are searched where most is seen.
std::vector<SliceFamily> families_of(const Workspace& work, Judge judge) {
  using Of = SliceFamily::Of;
  using Inside = SliceFamily::Inside;
  const bool twice = judge == Judge::gold && work.beliefs &&
                     work.question.counts.gold_on_annotated * 2 < work.question.counts.items;
  std::vector<SliceFamily> families = {{judge, Of::work, twice ? Inside::left : Inside::searched},
                                       {judge, Of::people, Inside::left}};
  if (twice) families.push_back({Judge::model, Of::work, Inside::searched});
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
  explicit Searches(const Workspace& work) : work_(work) {}

  void run(const std::vector<SliceFamily>& families, QuestionInspection& out) {
    for (const SliceFamily& family : families) {
      if (!data_.contains(family.judge)) take_rows(family.judge);
      search_one(family, families.size());
    }
    out.error_slices = select_cards(std::move(candidates_), data_);
    out.error_slices_note = fmt::format("{}", fmt::join(notes_, "; "));
  }

 private:
  void take_rows(Judge judge) {
    JudgedData& data = data_[judge];
    data.rows = judged_rows(work_, judge);
    if (data.rows.error.size() < rows_min) {
      notes_.push_back(fmt::format("not enough evidence: {} judged annotations, {} are needed",
                                   data.rows.error.size(), rows_min));
      return;
    }
    data.columns = slice_columns(work_, data.rows.annotation, data.rows.item);
    if (data.columns.empty()) notes_.emplace_back("no attribute has two values that are frequent enough");
    notes_.push_back(judged_text(work_, judge, data.rows));
  }

  void search_one(const SliceFamily& family, std::size_t families) {
    const JudgedData& data = data_.at(family.judge);
    std::vector<SliceColumn> columns;
    for (const SliceColumn& column : data.columns) {
      if (belongs(column, family.of)) columns.push_back(column);
    }
    if (columns.empty()) return;
    const auto report = search(work_, data.rows, columns, family, families);
    for (const stats::ErrorSlice& found : report.slices) {
      SliceCandidate candidate{slice_card(work_, family.judge, data.rows, columns, found), family.judge,
                               found.inside};
      if (auto& p = candidate.card.p_adjusted) p = std::min(1.0, *p * static_cast<double>(families));
      candidates_.push_back(std::move(candidate));
    }
    if (family.of == SliceFamily::Of::work) notes_.push_back(report.method);
  }

  const Workspace& work_;
  std::map<Judge, JudgedData> data_;
  std::vector<SliceCandidate> candidates_;
  std::vector<std::string> notes_;
};

}  // namespace

void add_error_slices(const Workspace& work, QuestionInspection& out) {
  const std::optional<Judge> judge = judge_of(work);
  if (!judge) {
    out.error_slices_note =
        is_categorical(work.question)
            ? fmt::format(
                  "Fewer than {} gold items and no item with two labels: which annotations are wrong "
                  "cannot be said.",
                  judging_gold_min)
            : "Labels are measurements: none of them is simply wrong.";
  } else if (!has_attributes(*work.table)) {
    out.error_slices_note = no_attributes;
  } else {
    Searches(work).run(families_of(work, *judge), out);
  }
}

}  // namespace assay::quality
