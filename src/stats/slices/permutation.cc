#include "stats/slices/permutation.h"

#include <algorithm>
#include <cmath>
#include <functional>

#include "base/parallel.h"
#include "base/rng.h"
#include "stats/slices/bitmap.h"
#include "stats/slices/row_subset.h"
#include "stats/slices/score_maximum.h"

namespace assay::stats {
namespace {

constexpr std::size_t replicate_batch = 32;  // replicates between two looks at the stopping rule

Rng stream(const PermutationOptions& options, std::size_t replicate) {
  return Rng(options.seed, RandomPurpose::permutation, options.run << 32 | replicate);
}

// Scores computed in another order of summation may differ in their last bits; counting such a tie is the
// cautious side.
bool reaches(double best, double score) { return best >= score - 1e-6 * (1 + std::fabs(score)); }

PermutationMaxima replicates(const PermutationOptions& options,
                             const std::function<double(std::size_t)>& one) {
  PermutationMaxima maxima;
  std::size_t reached = 0;
  while (maxima.best.size() < options.replicate_max) {
    const std::size_t done = maxima.best.size();
    const std::size_t count = std::min(replicate_batch, options.replicate_max - done);
    std::vector<double> batch(count, 0);
    for_chunks(count, 1, [&](Chunk chunk) { batch[chunk.index] = one(done + chunk.index); });
    for (const double best : batch) {
      maxima.best.push_back(best);
      if (reaches(best, options.observed) && ++reached >= options.stop_after &&
          maxima.best.size() < options.replicate_max) {
        maxima.stopped = true;
        return maxima;
      }
    }
  }
  return maxima;
}

// The rows of a block and the errors that are dealt out among them.
struct RowBlock {
  std::vector<std::uint32_t> rows;
  std::vector<float> errors;
};

std::vector<RowBlock> blocks_of(const SliceRows& rows, std::span<const std::uint32_t> block) {
  std::uint32_t largest = 0;
  for (const std::uint32_t b : block) largest = std::max(largest, b);
  std::vector<RowBlock> blocks(std::size_t{largest} + 1);
  for (std::size_t row = 0; row < rows.row_count(); ++row) {
    RowBlock& mine = blocks[block.empty() ? 0 : block[row]];
    mine.rows.push_back(static_cast<std::uint32_t>(row));
    if (rows.error[row] > 0) mine.errors.push_back(rows.error[row]);
  }
  std::erase_if(blocks, [](const RowBlock& b) { return b.errors.empty(); });
  return blocks;
}

// Few errors: draw rows until enough distinct ones are found. Many: the front of a Fisher-Yates shuffle.
void deal(const RowBlock& block, Rng& rng, Bitmap& taken, std::vector<WrongRow>& wrong) {
  const std::size_t rows = block.rows.size();
  if (block.errors.size() * 2 <= rows) {
    for (const float error : block.errors) {
      std::uint32_t row = 0;
      do {
        row = block.rows[rng.below(rows)];
      } while ((taken[row / 64] >> (row % 64) & 1) != 0);
      set_bit(taken, row);
      wrong.push_back({row, error});
    }
    return;
  }
  std::vector<std::uint32_t> order = block.rows;
  for (std::size_t i = 0; i < block.errors.size(); ++i) {
    std::swap(order[i], order[i + rng.below(rows - i)]);
    wrong.push_back({order[i], block.errors[i]});
  }
}

}  // namespace

PermutationMaxima permute_errors(const SliceRows& rows, std::span<const std::uint32_t> block,
                                 const SliceLineOptions& search, const PermutationOptions& options) {
  const ScoreMaximum maximum(rows, search);
  const std::vector<RowBlock> blocks = blocks_of(rows, block);
  return replicates(options, [&](std::size_t replicate) {
    Rng rng = stream(options, replicate);
    Bitmap taken = empty_bitmap(rows.row_count());
    std::vector<WrongRow> wrong;
    for (const RowBlock& b : blocks) deal(b, rng, taken, wrong);
    return maximum.of(wrong);
  });
}

PermutationMaxima permute_annotators(const SliceRows& annotators, const SliceLineOptions& search,
                                     const PermutationOptions& options) {
  SliceLineOptions one = search;
  one.top = 1;
  one.rows_min = 1;
  return replicates(options, [&](std::size_t replicate) {
    Rng rng = stream(options, replicate);
    std::vector<std::size_t> order(annotators.row_count());
    for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
    for (std::size_t i = order.size(); i > 1; --i) std::swap(order[i - 1], order[rng.below(i)]);
    RowSubset permuted = copy_rows(annotators, order);
    permuted.error.assign(annotators.error.begin(), annotators.error.end());
    permuted.weight.assign(annotators.weight.begin(), annotators.weight.end());
    const SliceSearch found = slice_line(permuted.view(), one);
    return found.slices.empty() ? 0.0 : found.slices.front().score;
  });
}

double permutation_p(const PermutationMaxima& maxima, double score) {
  std::size_t reached = 0;
  for (const double best : maxima.best) reached += std::size_t{reaches(best, score)};
  const auto made = static_cast<double>(maxima.best.size());
  if (maxima.stopped) return std::min(1.0, static_cast<double>(std::max<std::size_t>(reached, 1)) / made);
  return (1 + static_cast<double>(reached)) / (1 + made);
}

}  // namespace assay::stats
