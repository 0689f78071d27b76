#include "stats/slices/error_slices.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <utility>

#include "base/check.h"
#include "base/rng.h"
#include "stats/slices/confirm.h"
#include "stats/slices/permutation.h"
#include "stats/slices/row_subset.h"

namespace assay::stats {
namespace {

constexpr std::size_t annotator_min = 10;

using RowNumbers = std::vector<std::size_t>;

struct SliceRun {
  std::size_t number = 0;
  std::optional<std::uint32_t> inside;
  RowNumbers rows;      // of the problem
  RowNumbers searched;  // the same, or a sample of them
};

// Which levels the predicates of a slice have.
struct Levels {
  bool row = false, annotator = false, identity = false;
};

FeatureLevel level_of(const ErrorSliceProblem& problem, std::size_t feature) {
  return problem.levels.empty() ? FeatureLevel::row : problem.levels[feature];
}

Levels levels_of(const ErrorSliceProblem& problem, const std::vector<SlicePredicate>& predicates) {
  Levels levels;
  for (const SlicePredicate& p : predicates) {
    switch (level_of(problem, p.feature)) {
      case FeatureLevel::row:
        levels.row = true;
        break;
      case FeatureLevel::annotator:
        levels.annotator = true;
        break;
      case FeatureLevel::identity:
        levels.identity = true;
        break;
    }
  }
  return levels;
}

std::uint64_t item_of(const ErrorSliceProblem& problem, std::size_t row) {
  return problem.context.cluster.empty() ? row : problem.context.cluster[row];
}

// Whole items, each with the same probability, so that their rows stay together.
RowNumbers sample_rows(const ErrorSliceProblem& problem, const RowNumbers& rows,
                       const ErrorSliceOptions& options) {
  if (rows.size() <= options.row_max) return rows;
  const double share = static_cast<double>(options.row_max) / static_cast<double>(rows.size());
  RowNumbers out;
  for (const std::size_t row : rows) {
    if (Rng(options.seed, RandomPurpose::sample, item_of(problem, row)).uniform() < share) out.push_back(row);
  }
  return out;
}

std::vector<SliceRun> runs_of(const ErrorSliceProblem& problem, const ErrorSliceOptions& options) {
  std::vector<SliceRun> runs(1);
  runs[0].rows.resize(problem.rows.row_count());
  std::iota(runs[0].rows.begin(), runs[0].rows.end(), std::size_t{0});
  std::vector<RowNumbers> by_category(problem.inside.empty() ? 0 : problem.inside_count);
  std::vector<double> errors(by_category.size(), 0);
  for (std::size_t row = 0; row < problem.inside.size(); ++row) {
    if (problem.inside[row] >= by_category.size()) continue;  // a row without a category
    by_category[problem.inside[row]].push_back(row);
    errors[problem.inside[row]] += static_cast<double>(problem.rows.error[row]);
  }
  std::vector<std::uint32_t> order(by_category.size());
  std::iota(order.begin(), order.end(), 0U);
  std::stable_sort(order.begin(), order.end(), [&](auto a, auto b) { return errors[a] > errors[b]; });
  for (const std::uint32_t k : order) {
    if (runs.size() > options.inside_max || errors[k] <= 0) break;
    if (static_cast<double>(by_category[k].size()) < 2 * options.search.size_min) continue;
    runs.push_back({runs.size(), k, std::move(by_category[k]), {}});
  }
  for (SliceRun& run : runs) run.searched = sample_rows(problem, run.rows, options);
  return runs;
}

// One block per (annotator, stratum) that occurs.
std::vector<std::uint32_t> blocks_of(const ErrorSliceProblem& problem, const RowNumbers& rows) {
  std::vector<std::uint32_t> out;
  if (problem.context.annotator.empty() && problem.stratum.empty()) return out;
  std::map<std::pair<std::uint32_t, std::uint32_t>, std::uint32_t> codes;
  for (const std::size_t row : rows) {
    const std::pair key(problem.context.annotator.empty() ? 0 : problem.context.annotator[row],
                        problem.stratum.empty() ? 0 : problem.stratum[row]);
    out.push_back(codes.try_emplace(key, static_cast<std::uint32_t>(codes.size())).first->second);
  }
  return out;
}

// The features of one level only: what its permutations may search in.
SliceRows only(const ErrorSliceProblem& problem, const SliceRows& rows, FeatureLevel level) {
  SliceRows out = rows;
  out.features.clear();
  for (std::size_t f = 0; f < rows.features.size(); ++f) {
    if (level_of(problem, f) == level) out.features.push_back(rows.features[f]);
  }
  return out;
}

// One row per annotator, with the annotator's values, labels and share of wrong ones.
RowSubset annotator_rows(const SliceRows& rows, const std::vector<std::uint32_t>& annotator) {
  std::map<std::uint32_t, std::pair<double, double>> sums;
  std::map<std::uint32_t, std::size_t> first;
  for (std::size_t row = 0; row < rows.row_count(); ++row) {
    auto& [weight, errors] = sums[annotator[row]];
    weight += rows.weight_of(row);
    errors += rows.weight_of(row) * static_cast<double>(rows.error[row]);
    first.try_emplace(annotator[row], row);
  }
  RowSubset out;
  out.features.resize(rows.features.size());
  for (const auto& [who, sum] : sums) {
    for (std::size_t f = 0; f < rows.features.size(); ++f) {
      out.features[f].push_back(rows.features[f][first.at(who)]);
    }
    out.weight.push_back(sum.first);
    out.error.push_back(static_cast<float>(sum.second / sum.first));
  }
  return out;
}

class Inspector {
 public:
  Inspector(const ErrorSliceProblem& problem, const ErrorSliceOptions& options)
      : problem_(problem), options_(options), runs_(runs_of(problem, options)) {
    report_.runs = runs_.size();
    // The smallest p there can be, times the runs, is half of what counts as significant.
    const double needed = 2 * static_cast<double>(runs_.size()) / options.significance;
    report_.replicates = std::max<std::size_t>(199, static_cast<std::size_t>(std::ceil(needed - 1e-9)) - 1);
  }

  ErrorSliceReport work() {
    for (const SliceRun& run : runs_) search(run);
    std::stable_sort(report_.slices.begin(), report_.slices.end(),
                     [](const ErrorSlice& a, const ErrorSlice& b) {
                       if (a.significant != b.significant) return a.significant;
                       return a.effect.excess_errors > b.effect.excess_errors;
                     });
    describe();
    return std::move(report_);
  }

 private:
  void search(const SliceRun& run) {
    const RowSubset subset = copy_rows(problem_.rows, run.searched);
    const SliceRows rows = subset.view();
    const SliceSearch found = slice_line(rows, options_.search);
    report_.evaluations += found.evaluations;
    if (!run.inside) report_.end = found.end;
    std::vector<FoundSlice> shown = without_redundant(rows, found.slices, options_.jaccard_max);
    if (shown.size() > options_.shown_max) shown.resize(options_.shown_max);
    std::vector<ErrorSlice> slices;
    for (FoundSlice& slice : shown) {
      ErrorSlice& made = slices.emplace_back();
      made.inside = run.inside;
      made.slice = std::move(slice);
    }
    if (slices.empty()) return;
    test_rows(run, rows, slices);
    test_annotators(run, rows, slices);
    confirm(run, rows, slices);
    for (ErrorSlice& slice : slices) {
      decide(slice);
      measure(run, slice);
      report_.slices.push_back(std::move(slice));
    }
  }

  PermutationOptions permutation(const SliceRun& run, std::uint64_t kind, double observed) const {
    return {.seed = options_.seed,
            .run = run.number * 2 + kind,
            .replicate_max = report_.replicates,
            .observed = observed};
  }

  template <class Wanted>
  std::optional<double> best_score(const std::vector<ErrorSlice>& slices, Wanted wanted) const {
    std::optional<double> best;
    for (const ErrorSlice& slice : slices) {
      if (wanted(levels_of(problem_, slice.slice.predicates)))
        best = std::max(best.value_or(0), slice.slice.score);
    }
    return best;
  }

  template <class Wanted>
  void set_p(std::vector<ErrorSlice>& slices, const PermutationMaxima& maxima, Wanted wanted) {
    for (ErrorSlice& slice : slices) {
      if (!wanted(levels_of(problem_, slice.slice.predicates))) continue;
      const double p = permutation_p(maxima, slice.slice.score);
      slice.p_adjusted = std::min(1.0, static_cast<double>(runs_.size()) * p);
    }
  }

  void test_rows(const SliceRun& run, const SliceRows& rows, std::vector<ErrorSlice>& slices) {
    const auto of_rows = [](const Levels& l) { return l.row && !l.annotator && !l.identity; };
    const auto observed = best_score(slices, of_rows);
    if (!observed) return;
    const SliceRows tested = only(problem_, rows, FeatureLevel::row);
    const auto block = blocks_of(problem_, run.searched);
    set_p(slices, permute_errors(tested, block, options_.search, permutation(run, 0, *observed)), of_rows);
  }

  void test_annotators(const SliceRun& run, const SliceRows& rows, std::vector<ErrorSlice>& slices) {
    const auto of_annotators = [](const Levels& l) { return l.annotator && !l.row && !l.identity; };
    const auto observed = best_score(slices, of_annotators);
    if (!observed || problem_.context.annotator.empty()) return;
    const auto annotator = pick(problem_.context.annotator, run.searched);
    const RowSubset people = annotator_rows(only(problem_, rows, FeatureLevel::annotator), annotator);
    if (people.error.size() < annotator_min) {
      for (ErrorSlice& slice : slices) {
        if (!of_annotators(levels_of(problem_, slice.slice.predicates))) continue;
        slice.note =
            fmt::format("not enough annotators to test it: {} of {}", people.error.size(), annotator_min);
      }
      return;
    }
    set_p(slices, permute_annotators(people.view(), options_.search, permutation(run, 1, *observed)),
          of_annotators);
  }

  // Two ways to halve: by item, and for what depends on the annotator's attributes by annotator.
  void confirm(const SliceRun& run, const SliceRows& rows, std::vector<ErrorSlice>& slices) {
    const auto cluster = pick(problem_.context.cluster, run.searched);
    const auto annotator = pick(problem_.context.annotator, run.searched);
    const std::vector<std::uint64_t> people(annotator.begin(), annotator.end());
    const bool by_annotator =
        !people.empty() && best_score(slices, [](const Levels& l) { return l.annotator; });
    const bool by_item = best_score(slices, [](const Levels& l) { return !l.annotator; }).has_value();
    const ConfirmOptions options{options_.seed, run.number, options_.search};
    if (by_item) take(slices, confirm_by_halves(rows, cluster, cluster, options), FeatureLevel::row);
    if (by_annotator) take(slices, confirm_whole_annotators(rows, people, options), FeatureLevel::annotator);
  }

  // Rows sorted by annotator: the annotators are the clusters whose variation the test must allow for.
  static std::vector<ConfirmedSlice> confirm_whole_annotators(const SliceRows& rows,
                                                              const std::vector<std::uint64_t>& people,
                                                              const ConfirmOptions& options) {
    RowNumbers order(people.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), [&](auto a, auto b) { return people[a] < people[b]; });
    const RowSubset sorted = copy_rows(rows, order);
    const auto who = pick<std::uint64_t>(people, order);
    return confirm_by_halves(sorted.view(), who, who, options);
  }

  void take(std::vector<ErrorSlice>& slices, const std::vector<ConfirmedSlice>& confirmed,
            FeatureLevel level) {
    for (ErrorSlice& slice : slices) {
      if (levels_of(problem_, slice.slice.predicates).annotator != (level == FeatureLevel::annotator))
        continue;
      for (const ConfirmedSlice& other : confirmed) {
        if (other.predicates == slice.slice.predicates) set_confirmed(slice, other, level);
      }
    }
  }

  static void set_confirmed(ErrorSlice& slice, const ConfirmedSlice& other, FeatureLevel level) {
    slice.confirmed_p = other.p_adjusted;
    if (!other.too_few) return;
    const char* what = level == FeatureLevel::annotator ? "annotators" : "items";
    slice.confirmed_p = std::nullopt;
    slice.confirm_note =
        fmt::format("too few to confirm on {0} set aside: {1} {0} of it there, {2} are needed", what,
                    *other.too_few, confirm_clusters_min);
  }

  // Without a permutation p the halves decide, each run with its part of the error.
  void decide(ErrorSlice& slice) const {
    if (slice.p_adjusted) {
      slice.significant = *slice.p_adjusted <= options_.significance;
      return;
    }
    const auto runs = static_cast<double>(runs_.size());
    slice.significant = slice.confirmed_p && *slice.confirmed_p * runs <= options_.significance;
    if (slice.note.empty())
      slice.note = "no permutation tests this mix of attributes; judged on held-out data alone";
  }

  void measure(const SliceRun& run, ErrorSlice& slice) const {
    const RowSubset subset = copy_rows(problem_.rows, run.rows);
    const auto cluster = pick(problem_.context.cluster, run.rows);
    const auto annotator = pick(problem_.context.annotator, run.rows);
    const auto truth = pick(problem_.context.truth, run.rows);
    const auto given = pick(problem_.context.given, run.rows);
    slice.effect = slice_effect(subset.view(), {cluster, annotator, truth, given}, slice.slice.predicates,
                                options_.effect);
    for (std::size_t& row : slice.effect.examples) row = run.rows[row];
  }

  void describe() {
    const SliceRun& all = runs_[0];
    report_.method =
        fmt::format("SliceLine over all rows{}; best score of {} permutations{}{}",
                    runs_.size() > 1 ? fmt::format(" and inside {} categories", runs_.size() - 1) : "",
                    report_.replicates, problem_.context.annotator.empty() ? "" : " within annotators",
                    runs_.size() > 1 ? fmt::format(", times {} searches", runs_.size()) : "");
    if (all.searched.size() < all.rows.size()) {
      report_.method +=
          fmt::format("; searched and tested in a sample of {} of {} rows, effects measured on all",
                      all.searched.size(), all.rows.size());
    }
    if (report_.end == SliceSearchEnd::partial) report_.method += "; the search ended at its budget";
  }

  const ErrorSliceProblem& problem_;
  const ErrorSliceOptions& options_;
  std::vector<SliceRun> runs_;
  ErrorSliceReport report_;
};

}  // namespace

ErrorSliceReport find_error_slices(const ErrorSliceProblem& problem, const ErrorSliceOptions& options) {
  const std::size_t rows = problem.rows.row_count();
  const auto fits = [rows](std::size_t size) { return size == 0 || size == rows; };
  ASSAY_CHECK(problem.levels.empty() || problem.levels.size() == problem.rows.features.size(),
              "every feature has its level");
  ASSAY_CHECK(fits(problem.context.cluster.size()) && fits(problem.context.annotator.size()) &&
                  fits(problem.context.truth.size()) && fits(problem.context.given.size()) &&
                  fits(problem.inside.size()) && fits(problem.stratum.size()),
              "every row has all its columns");
  return Inspector(problem, options).work();
}

}  // namespace assay::stats
