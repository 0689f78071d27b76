#pragma once
// What stands on a slice card: how bad, against the rest, how many errors are explained, who and which
// confusion is behind it.

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "base/estimate.h"
#include "stats/slices/slice_rows.h"

namespace assay::stats {

// Beside the rows; every span is empty or has one entry per row.
struct SliceContext {
  std::span<const std::uint64_t> cluster;  // the item; rows of one stand together
  std::span<const std::uint32_t> annotator;
  std::span<const std::uint32_t> truth;
  std::span<const std::uint32_t> given;
};

struct AnnotatorPart {
  std::uint32_t annotator = 0;
  std::int64_t rows = 0;
  double errors = 0;
};

struct SliceConfusion {
  std::uint32_t truth = 0, given = 0;
  double count = 0;
  double share_of_errors = 0;  // of the slice's errors
};

struct SliceEffect {
  std::int64_t rows = 0;
  double errors = 0;
  Estimate rate;       // of errors in the slice; Wilson, on the effective n where items repeat
  Estimate rest_rate;  // outside
  Estimate lift;  // rate / rest_rate; Koopman's score interval. No error outside: no ratio, and it says so
  double excess_errors = 0;                 // errors beyond what the mean rate of all rows gives
  double share_of_errors = 0;               // of all errors
  std::optional<SliceConfusion> confusion;  // the most frequent pair
  std::vector<AnnotatorPart> annotators;    // most errors first (ties: by code)
  // Leaving out this annotator's rows everywhere, the slice is no longer worse than the rest (lower limit of
  // the lift at most 1): the trouble is a person, not a kind of item. Tried for everyone with a quarter of
  // the slice's errors.
  std::optional<std::uint32_t> explained_by;
  std::vector<std::size_t> examples;  // wrong rows, one per item, in the order of a seeded draw
};

struct EffectOptions {
  double level = 0.95;
  double n_min = 10;
  std::size_t example_max = 10;
  std::uint64_t seed = 1;
};

// Cost O(rows * (1 + annotators with a quarter of the errors)), at most 5 passes.
SliceEffect slice_effect(const SliceRows& rows, const SliceContext& context,
                         const std::vector<SlicePredicate>& predicates, const EffectOptions& options = {});

}  // namespace assay::stats
