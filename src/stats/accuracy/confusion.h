#pragma once
// Given labels against true ones: the confusion table, accuracy overall and per category, the pairs that are
// confused. Truth is gold (one label per item) or a model's posterior (a share per category), and says so.

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/estimate.h"
#include "stats/consensus/consensus.h"
#include "stats/votes.h"

namespace assay::stats {

// One row per given label with a known truth. Rows of one item stand together; sums are taken in row order.
struct LabelPairs {
  std::span<const std::uint32_t> given;
  std::span<const std::uint32_t> truth;
  std::span<const std::uint64_t> item;  // empty: every row is an item of its own
  std::span<const double> share;        // empty: 1. A consensus tied between t labels: t rows of 1/t each
};

// What a model believes of each item of Votes: shares of item i stand at [item_begin[i], item_begin[i+1]).
struct SoftTruth {
  std::span<const std::uint64_t> item_begin;
  std::span<const std::uint32_t> category;
  std::span<const double> probability;  // >= 0; an item's sum is 1, or it has none and is left out
};

struct AccuracyOptions {
  double level = 0.95;
  double n_min = 10;                             // a rate on fewer units is "insufficient"
  std::optional<std::int64_t> lot;               // the items are a simple random sample of a lot of this size
  std::string method = "accuracy_against_gold";  // for soft truth: "model_posterior"
};

struct ConfusionCell {
  std::uint32_t truth = 0, given = 0;
  double count = 0;
};

struct CategoryRates {
  double true_count = 0;                                 // units whose truth is this category (support)
  double given_count = 0;                                // units that were given it
  double true_effective = 0;                             // true_count, less what items of several units share
  Estimate recall, precision;                            // Clopper-Pearson
  Estimate error_of_true, error_of_given;                // 1 - recall, 1 - precision
  Estimate error_of_true_shrunk, error_of_given_shrunk;  // borrowing from the other categories
  double error_of_true_sorting = 1, error_of_given_sorting = 1;  // .90 posterior quantiles, to sort by
};

struct AccuracyTable {
  Estimate accuracy, error;                // Wilson
  Estimate error_exact;                    // Clopper-Pearson, or the finite lot when one was named
  std::vector<CategoryRates> by_category;  // category_count of them
  std::vector<ConfusionCell> cells;        // those with a count, by (truth, given)
  double unit_count = 0;
  std::int64_t item_count = 0;
};

struct ConfusionShare {
  std::uint32_t truth = 0, given = 0;
  double count = 0;
  Estimate share;  // of the units whose truth is `truth`; Clopper-Pearson on that category's effective n
};

// Cost O(rows), memory O(categories + distinct cells). Codes below category_count; categories that nobody
// gave (seen in gold only) are rows like all others. A lot smaller than its sample leaves error_exact at
// Clopper-Pearson with a note.
AccuracyTable accuracy_table(const LabelPairs& pairs, std::uint32_t category_count,
                             const AccuracyOptions& options = {});

// The same with expected counts: every label counts for category k with the posterior of k on its item. The
// intervals take the posterior as known; a note says so.
AccuracyTable expected_accuracy_table(const Votes& votes, const SoftTruth& truth,
                                      const AccuracyOptions& options = {});

// The same against a consensus model's posterior. Items with fewer than labels_min labels are left out: where
// nobody else looked, the model has only the label itself to believe.
AccuracyTable expected_accuracy_table(const Votes& votes, const Posterior& truth,
                                      const AccuracyOptions& options = {}, std::size_t labels_min = 2);

// The off-diagonal cells, largest first (ties: by truth, then given), at most `count`.
std::vector<ConfusionShare> confused_pairs(const AccuracyTable& table, std::size_t count,
                                           double level = 0.95);

}  // namespace assay::stats
