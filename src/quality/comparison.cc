#include "quality/comparison.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "quality/agreement_plan.h"
#include "quality/compared_sides.h"
#include "quality/inspect.h"
#include "quality/tie_key.h"
#include "stats/compare/annotator_permutation.h"
#include "stats/compare/newcombe_paired.h"
#include "stats/compare/paired_mean.h"
#include "stats/compare/sign_flip.h"
#include "stats/consensus/consensus.h"

namespace assay::quality {
namespace {

// Streams of random numbers: one a test.
enum class ComparisonRun : std::uint64_t { agreement_flip = 1, annotator_permutation = 2, accuracy_flip = 3 };

struct Work {
  const labels::Table* joined = nullptr;
  Sides sides;
  stats::PairedVotes votes;
  CompareOptions options;

  stats::PairedTestOptions test(ComparisonRun run) const {
    return {options.level, options.seed, static_cast<std::uint64_t>(run)};
  }
  stats::BootstrapOptions bootstrap() const { return {options.level, options.seed, options.replicates}; }
  stats::PairedMeanOptions share_mean() const { return {bootstrap(), 1}; }
};

std::uint64_t labels_on(const stats::Votes& votes, std::size_t item) {
  return votes.item_begin[item + 1] - votes.item_begin[item];
}

std::vector<std::uint32_t> shared_items(const stats::PairedVotes& votes) {
  std::vector<std::uint32_t> items;
  for (std::size_t item = 0; item < votes.before.item_count(); ++item) {
    if (labels_on(votes.before, item) > 0 && labels_on(votes.after, item) > 0) {
      items.push_back(static_cast<std::uint32_t>(item));
    }
  }
  return items;
}

std::set<std::uint32_t> people_of(const Work& work, const stats::Votes& votes) {
  std::set<std::uint32_t> people(votes.annotator.begin(), votes.annotator.end());
  people.erase(work.sides.person_count);
  return people;
}

ComparedCounts count(const Work& work) {
  ComparedCounts counts;
  counts.items_shared = static_cast<std::int64_t>(shared_items(work.votes).size());
  counts.items_compared = static_cast<std::int64_t>(stats::comparable_items(work.votes).size());
  for (std::size_t item = 0; item < work.votes.before.item_count(); ++item) {
    const bool before = labels_on(work.votes.before, item) > 0;
    const bool after = labels_on(work.votes.after, item) > 0;
    counts.items_before_only += before && !after ? 1 : 0;
    counts.items_after_only += after && !before ? 1 : 0;
  }
  const auto before = people_of(work, work.votes.before);
  const auto after = people_of(work, work.votes.after);
  counts.annotators_before = static_cast<std::int64_t>(before.size());
  counts.annotators_after = static_cast<std::int64_t>(after.size());
  counts.annotators_both =
      std::count_if(before.begin(), before.end(), [&](auto person) { return after.contains(person); });
  return counts;
}

stats::PairedTest permute_annotators(const Work& work, const ComparedCounts& counts) {
  if (counts.annotators_before > 0 && counts.annotators_after > 0) {
    return stats::annotator_permutation(work.votes, work.test(ComparisonRun::annotator_permutation));
  }
  stats::PairedTest test;
  test.method = "annotator_permutation";
  test.n = counts.items_compared;
  test.status = Status::not_identifiable;
  test.note = "one side does not say who annotated";
  return test;
}

void add_agreement(const Work& work, QuestionComparison& out) {
  std::vector<stats::Scale> scales = {headline_scale(work.sides.question.kind)};
  if (scales.front() != stats::Scale::nominal) scales.push_back(stats::Scale::nominal);
  out.agreement =
      stats::paired_agreement(work.votes, values_of(work.sides.question), scales, work.bootstrap());
  out.tests.push_back({"agreement", permute_annotators(work, out.counts)});
  std::vector<double> differences;
  for (const std::uint32_t item : stats::comparable_items(work.votes)) {
    differences.push_back(stats::item_agreement(work.votes.after, item) -
                          stats::item_agreement(work.votes.before, item));
  }
  out.tests.push_back(
      {"agreement", stats::sign_flip_test(differences, work.test(ComparisonRun::agreement_flip))});
}

double share_right(const stats::Votes& votes, std::uint32_t item, std::uint32_t gold) {
  double right = 0;
  for (std::uint64_t at = votes.item_begin[item]; at < votes.item_begin[item + 1]; ++at) {
    right += votes.category[at] == gold ? 1 : 0;
  }
  return right / static_cast<double>(labels_on(votes, item));
}

std::vector<std::uint32_t> consensus_of(const Work& work, const stats::Votes& votes) {
  const stats::Fit fit = stats::auto_fit(votes, {});
  return stats::choose(fit, votes, tie_key(*work.joined, work.sides.question)).label;
}

void add_accuracy(const Work& work, QuestionComparison& out) {
  const std::vector<std::uint32_t>& gold = work.sides.question.gold;
  if (gold.empty()) return;
  ComparedAccuracy accuracy;
  const std::vector<std::uint32_t> before = consensus_of(work, work.votes.before);
  const std::vector<std::uint32_t> after = consensus_of(work, work.votes.after);
  std::vector<double> differences;
  for (const std::uint32_t item : shared_items(work.votes)) {
    if (gold[item] == labels::none) continue;
    ++accuracy.gold_items;
    differences.push_back(share_right(work.votes.after, item, gold[item]) -
                          share_right(work.votes.before, item, gold[item]));
    const bool was = before[item] == gold[item], is = after[item] == gold[item];
    ++(was  ? is ? accuracy.outcomes.both : accuracy.outcomes.lost
       : is ? accuracy.outcomes.won
            : accuracy.outcomes.neither);
  }
  accuracy.annotations = stats::paired_mean(differences, work.share_mean());
  accuracy.consensus = stats::newcombe_paired_difference(accuracy.outcomes, work.options.level);
  out.tests.push_back(
      {"annotation_accuracy", stats::sign_flip_test(differences, work.test(ComparisonRun::accuracy_flip))});
  out.tests.push_back({"consensus_accuracy", stats::mcnemar_test(accuracy.outcomes)});
  out.accuracy = accuracy;
}

// Median of the durations that are known and positive; 0 when there is none.
double median_duration(const Work& work, const Side& side, std::uint32_t item) {
  std::vector<double> durations;
  for (std::uint64_t at = side.item_begin[item]; at < side.item_begin[item + 1]; ++at) {
    const std::uint32_t row = side.row[at];
    if (row < work.joined->duration_s.size() && work.joined->duration_s[row] > 0) {
      durations.push_back(static_cast<double>(work.joined->duration_s[row]));
    }
  }
  if (durations.empty()) return 0;
  std::sort(durations.begin(), durations.end());
  const std::size_t middle = durations.size() / 2;
  return durations.size() % 2 == 1 ? durations[middle] : (durations[middle - 1] + durations[middle]) / 2;
}

// Durations are long-tailed: items are compared by ratio, so the mean is taken of logarithms.
void add_time(const Work& work, QuestionComparison& out) {
  if (work.joined->duration_s.empty()) return;
  std::vector<double> logs;
  for (const std::uint32_t item : shared_items(work.votes)) {
    const double before = median_duration(work, work.sides.before, item);
    const double after = median_duration(work, work.sides.after, item);
    if (before > 0 && after > 0) logs.push_back(std::log(after) - std::log(before));
  }
  if (logs.empty()) return;
  ComparedTime time;
  time.ratio = stats::paired_mean(logs, {work.bootstrap(), 0});
  time.ratio.method = "geometric_mean_ratio";
  time.ratio.standard_error.reset();
  if (time.ratio.value) time.ratio.value = std::exp(*time.ratio.value);
  if (time.ratio.interval) {
    time.ratio.interval->lower = std::exp(time.ratio.interval->lower);
    time.ratio.interval->upper = std::exp(time.ratio.interval->upper);
  }
  out.time = time;
}

Result<QuestionComparison> compare_question(const labels::Table& joined, std::uint16_t code,
                                            std::size_t rows_before, const CompareOptions& options) {
  Result<Sides> sides = split_sides(joined, code, rows_before, options.question);
  if (!sides.ok()) return sides.error();
  Work work;
  work.joined = &joined;
  work.sides = std::move(sides).value();
  work.votes = work.sides.votes();
  work.options = options;
  QuestionComparison out;
  out.question = work.sides.question.question;
  out.kind = work.sides.question.kind;
  out.counts = count(work);
  if (out.counts.items_shared == 0) return out;
  add_agreement(work, out);
  add_accuracy(work, out);
  add_time(work, out);
  judge_comparison(out);
  return out;
}

}  // namespace

Result<std::vector<QuestionComparison>> compare_tables(const labels::Table& before,
                                                       const labels::Table& after,
                                                       const CompareOptions& options) {
  const labels::Table joined = joined_table(before, after);
  const auto questions = chosen_questions(joined, options.only_question);
  if (!questions.ok()) return questions.error();
  std::vector<QuestionComparison> comparisons;
  for (const std::uint16_t code : questions.value()) {
    Result<QuestionComparison> one = compare_question(joined, code, before.row_count(), options);
    if (!one.ok()) return one.error();
    if (one.value().counts.items_shared > 0) comparisons.push_back(std::move(one).value());
  }
  if (comparisons.empty()) {
    return Error{ErrorCode::invalid, "the two files have no item in common: nothing can be paired", ""};
  }
  return comparisons;
}

}  // namespace assay::quality
