#pragma once
// Where errors gather: the whole answer. One search over all rows and one inside each category, the
// significance of what is found with control over the whole family, its confirmation on held-out rows, and
// the card of each slice. Methods 4.2-4.6.

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "stats/slices/effect.h"
#include "stats/slices/slice_line.h"

namespace assay::stats {

// row        a property of the item or of the single annotation: errors are permuted within annotators
// annotator  a function of the annotator (team, provider): annotators are permuted; needs 10 of them
// identity   the annotator: no permutation can test it; it is confirmed on held-out items only
enum class FeatureLevel { row, annotator, identity };

struct ErrorSliceProblem {
  SliceRows rows;
  std::vector<FeatureLevel> levels;        // one per feature; empty: all of the row
  SliceContext context;                    // context.annotator also makes the blocks
  std::span<const std::uint32_t> stratum;  // further blocks; empty: none
  std::span<const std::uint32_t>
      inside;  // category of each row, for the searches inside categories; empty: none
  std::uint32_t inside_count = 0;
};

struct ErrorSliceOptions {
  SliceLineOptions search = {.alpha = std::nullopt};
  EffectOptions effect;
  double significance = 0.05;  // probability of any alarm when there is no slice at all
  double jaccard_max = 0.8;
  std::size_t row_max =
      1'000'000;  // more rows: searched and tested in a sample of whole items of about this size
  std::size_t inside_max = 24;  // categories searched, those with the most errors first
  std::size_t shown_max = 10;   // per search
  std::uint64_t seed = 1;
};

struct ErrorSlice {
  std::optional<std::uint32_t> inside;  // the category searched; none: all rows
  FoundSlice slice;                     // as found by the search (in the sample, when there was one)
  SliceEffect effect;                // over all rows of the search; examples are row numbers of the problem
  std::optional<double> p_adjusted;  // runs * permutation p; absent: mixed or untestable levels (see note)
  bool significant = false;          // p_adjusted <= significance, or without p_adjusted confirmed_p is
  std::optional<double>
      confirmed_p;  // found in one half, Holm-adjusted p in the other; absent: not among the half's best
  std::string confirm_note;  // or, with this, too few in the other half: how many, and how many are needed
  std::string note;
};

struct ErrorSliceReport {
  std::vector<ErrorSlice> slices;  // significant first, then by excess errors
  std::size_t runs = 0;
  std::size_t replicates = 0;  // B, per run
  std::int64_t evaluations = 0;
  SliceSearchEnd end = SliceSearchEnd::exact;  // of the search over all rows
  std::string method;                          // for people: what was searched and how it was tested
};

ErrorSliceReport find_error_slices(const ErrorSliceProblem& problem, const ErrorSliceOptions& options = {});

}  // namespace assay::stats
