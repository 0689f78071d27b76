#include "stats/slices/slice_line.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <unordered_map>
#include <utility>

#include "base/check.h"
#include "base/parallel.h"
#include "stats/slices/bitmap.h"

namespace assay::stats {
namespace {

constexpr std::size_t depth_limit = 3;
constexpr std::size_t candidate_batch = 512;  // candidates between two looks at the threshold; fixed, so that
                                              // the evaluations are the same on any number of threads

// A slice in the search: indices of basic predicates, ascending.
struct Candidate {
  std::array<std::uint32_t, depth_limit> basics{};
  std::uint32_t depth = 0;
  double size = 0, error = 0;  // bounds from the parents before the evaluation, exact after it
  double bound = 0;
  std::int64_t rows = 0;
};

struct Basic {
  SlicePredicate predicate;
  Bitmap rows;
};

class Search {
 public:
  Search(const SliceRows& rows, const SliceLineOptions& options) : rows_(rows), options_(options) {
    result_.scoring = slice_scoring(rows, options);
  }

  SliceSearch run() {
    if (rows_.row_count() == 0) return ended(SliceSearchEnd::no_rows);
    if (result_.scoring.mean_error <= 0) return ended(SliceSearchEnd::no_errors);
    prepare_errors();
    std::vector<Candidate> kept = first_level();
    const std::size_t depth = std::min({options_.depth_max, depth_limit, rows_.features.size()});
    result_.exact_depth = std::min<std::size_t>(1, depth);
    for (std::size_t level = 2; level <= depth && !kept.empty(); ++level) {
      bool complete = true;
      std::vector<Candidate> candidates = join(kept, level, complete);
      kept = evaluate(candidates, complete);
      if (!complete) return ended(SliceSearchEnd::partial);
      result_.exact_depth = level;
    }
    result_.exact_depth = depth;
    return ended(SliceSearchEnd::exact);
  }

 private:
  SliceSearch ended(SliceSearchEnd end) {
    result_.end = end;
    return std::move(result_);
  }

  void prepare_errors() {
    wrong_ = empty_bitmap(rows_.row_count());
    for (std::size_t row = 0; row < rows_.row_count(); ++row) {
      if (rows_.error[row] > 0) set_bit(wrong_, row);
      binary_ = binary_ && (rows_.error[row] == 0.0F || rows_.error[row] == 1.0F);
    }
  }

  // A weighted slice must rest on some rows, not only on some weight.
  bool enough(const Candidate& slice) const {
    if (slice.size < options_.size_min || slice.error <= 0) return false;
    return rows_.weight.empty() || slice.rows >= options_.rows_min;
  }

  // Sizes of all values in one pass; bitmaps only for the values that stay.
  std::vector<Candidate> first_level() {
    std::vector<Candidate> kept;
    for (std::uint32_t f = 0; f < rows_.features.size(); ++f) {
      const auto column = rows_.features[f];
      std::uint32_t largest = 0;
      for (const std::uint32_t code : column) largest = std::max(largest, code);
      std::vector<Candidate> values(std::size_t{largest} + 1);
      for (std::size_t row = 0; row < column.size(); ++row) {
        Candidate& value = values[column[row]];
        value.rows += 1;
        value.size += rows_.weight_of(row);
        value.error += rows_.weight_of(row) * static_cast<double>(rows_.error[row]);
      }
      add_basics(f, values, kept);
    }
    return kept;
  }

  void add_basics(std::uint32_t f, std::vector<Candidate>& values, std::vector<Candidate>& kept) {
    std::vector<std::uint32_t> basic_of(values.size(), 0);
    for (std::uint32_t code = 1; code < values.size(); ++code) {
      ++result_.evaluations;
      Candidate& value = values[code];
      if (!enough(value)) continue;
      value.depth = 1;
      value.basics[0] = static_cast<std::uint32_t>(basics_.size());
      basics_.push_back({{f, code}, empty_bitmap(rows_.row_count())});
      basic_of[code] = static_cast<std::uint32_t>(basics_.size());
      kept.push_back(value);
      offer(value);
    }
    const auto column = rows_.features[f];
    for (std::size_t row = 0; row < column.size(); ++row) {
      if (basic_of[column[row]] != 0) set_bit(basics_[basic_of[column[row]] - 1].rows, row);
    }
  }

  static std::uint64_t key(const Candidate& slice, std::size_t without) {
    std::uint64_t out = 0;
    for (std::size_t i = 0; i < slice.depth; ++i) {
      if (i != without) out = out << 21 | (slice.basics[i] + 1);
    }
    return out;
  }

  // Score of the last slice that would be shown; nothing below it (less rounding) can matter.
  double threshold() const {
    if (result_.slices.size() < options_.top) return 0;
    const double score = result_.slices.back().score;
    return score - 1e-9 * (1 + std::fabs(score));
  }

  bool hopeless(double bound) const { return bound <= 0 || bound < threshold(); }

  // Pairs of kept slices that share all but their last predicate; every other parent must have been kept as
  // well.
  std::vector<Candidate> join(const std::vector<Candidate>& kept, std::size_t level, bool& complete) const {
    std::unordered_map<std::uint64_t, std::size_t> parents;
    for (std::size_t i = 0; i < kept.size(); ++i) parents[key(kept[i], depth_limit)] = i;
    std::vector<Candidate> out;
    for (std::size_t i = 0; i < kept.size(); ++i) {
      if (hopeless(slice_bound(result_.scoring, kept[i].size, kept[i].error))) continue;
      for (std::size_t j = i + 1; j < kept.size() && same_prefix(kept[i], kept[j], level - 2); ++j) {
        Candidate child = kept[i];
        child.basics[level - 1] = kept[j].basics[level - 2];
        child.depth = static_cast<std::uint32_t>(level);
        if (feature_of(child, level - 2) == feature_of(child, level - 1)) continue;
        if (!bound_by_parents(kept, parents, child) || hopeless(child.bound)) continue;
        if (out.size() >= static_cast<std::size_t>(options_.evaluation_max)) {
          complete = false;
          return out;
        }
        out.push_back(child);
      }
    }
    return out;
  }

  static bool same_prefix(const Candidate& a, const Candidate& b, std::size_t length) {
    for (std::size_t i = 0; i < length; ++i) {
      if (a.basics[i] != b.basics[i]) return false;
    }
    return true;
  }

  std::uint32_t feature_of(const Candidate& slice, std::size_t i) const {
    return basics_[slice.basics[i]].predicate.feature;
  }

  bool bound_by_parents(const std::vector<Candidate>& kept,
                        const std::unordered_map<std::uint64_t, std::size_t>& parents,
                        Candidate& child) const {
    for (std::size_t without = 0; without < child.depth; ++without) {
      const auto parent = parents.find(key(child, without));
      if (parent == parents.end()) return false;
      child.size = std::min(child.size, kept[parent->second].size);
      child.error = std::min(child.error, kept[parent->second].error);
    }
    child.bound = slice_bound(result_.scoring, child.size, child.error);
    return true;
  }

  // Most promising first, in batches; the threshold rises between batches and ends the level early.
  std::vector<Candidate> evaluate(std::vector<Candidate>& candidates, bool& complete) {
    std::sort(candidates.begin(), candidates.end(), [](const Candidate& a, const Candidate& b) {
      return a.bound != b.bound ? a.bound > b.bound : a.basics < b.basics;
    });
    std::vector<Candidate> kept;
    for (std::size_t begin = 0; begin < candidates.size(); begin += candidate_batch) {
      std::size_t end = std::min(candidates.size(), begin + candidate_batch);
      while (end > begin && hopeless(candidates[end - 1].bound)) --end;
      if (end == begin) break;
      if (result_.evaluations + static_cast<std::int64_t>(end - begin) > options_.evaluation_max) {
        complete = false;
        break;
      }
      result_.evaluations += static_cast<std::int64_t>(end - begin);
      for_chunks(end - begin, 16, [&](Chunk chunk) {
        for (std::size_t i = chunk.begin; i < chunk.end; ++i) measure(candidates[begin + i]);
      });
      for (std::size_t i = begin; i < end; ++i) {
        if (!enough(candidates[i])) continue;
        kept.push_back(candidates[i]);
        offer(candidates[i]);
      }
    }
    std::sort(kept.begin(), kept.end(),
              [](const Candidate& a, const Candidate& b) { return a.basics < b.basics; });
    return kept;
  }

  void measure(Candidate& slice) const {
    std::array<const Bitmap*, depth_limit + 1> sets{};
    for (std::size_t i = 0; i < slice.depth; ++i) sets[i] = &basics_[slice.basics[i]].rows;
    const std::span<const Bitmap* const> members(sets.data(), slice.depth);
    const BitCounts counts = count_bits(members, wrong_);
    slice.rows = counts.rows;
    slice.size = static_cast<double>(counts.rows);
    slice.error = static_cast<double>(counts.marked);
    if (!rows_.weight.empty()) {
      slice.size = 0;
      for_bits(members, [&](std::size_t row) { slice.size += rows_.weight[row]; });
    }
    if (!rows_.weight.empty() || !binary_) {
      slice.error = 0;
      sets[slice.depth] = &wrong_;
      for_bits({sets.data(), std::size_t{slice.depth} + 1}, [&](std::size_t row) {
        slice.error += rows_.weight_of(row) * static_cast<double>(rows_.error[row]);
      });
    }
  }

  void offer(const Candidate& slice) {
    const double score = slice_score(result_.scoring, slice.size, slice.error);
    if (score <= 0 || options_.top == 0) return;
    FoundSlice found{{}, slice.size, slice.error, score, slice.rows};
    for (std::size_t i = 0; i < slice.depth; ++i)
      found.predicates.push_back(basics_[slice.basics[i]].predicate);
    auto& top = result_.slices;
    const auto place = std::upper_bound(top.begin(), top.end(), found, better_slice);
    if (place == top.end() && top.size() >= options_.top) return;
    top.insert(place, std::move(found));
    if (top.size() > options_.top) top.pop_back();
  }

  const SliceRows& rows_;
  const SliceLineOptions& options_;
  SliceSearch result_;
  Bitmap wrong_;
  bool binary_ = true;
  std::vector<Basic> basics_;
};

}  // namespace

SliceScoring slice_scoring(const SliceRows& rows, const SliceLineOptions& options) {
  SliceScoring scoring{.size_min = options.size_min, .error_max = 0};
  double errors = 0;
  for (std::size_t row = 0; row < rows.row_count(); ++row) {
    const auto error = static_cast<double>(rows.error[row]);
    scoring.total += rows.weight_of(row);
    errors += rows.weight_of(row) * error;
    scoring.error_max = std::max(scoring.error_max, error);
  }
  scoring.mean_error = scoring.total > 0 ? errors / scoring.total : 0;
  scoring.alpha = options.alpha ? *options.alpha : balanced_alpha(scoring);
  return scoring;
}

SliceSearch slice_line(const SliceRows& rows, const SliceLineOptions& options) {
  for (const auto& column : rows.features) {
    ASSAY_CHECK(column.size() == rows.row_count(), "every feature has a code for every row");
  }
  ASSAY_CHECK(rows.weight.empty() || rows.weight.size() == rows.row_count(), "every row has its weight");
  ASSAY_CHECK(!options.alpha || (*options.alpha > 0 && *options.alpha <= 1), "alpha lies in (0, 1]");
  ASSAY_CHECK(options.depth_max <= depth_limit, "slices of more than three predicates are not searched");
  return Search(rows, options).run();
}

std::vector<FoundSlice> without_redundant(const SliceRows& rows, const std::vector<FoundSlice>& slices,
                                          double jaccard_max) {
  std::vector<FoundSlice> kept;
  std::vector<Bitmap> members;
  for (const FoundSlice& slice : slices) {
    Bitmap mine = empty_bitmap(rows.row_count());
    for (std::size_t row = 0; row < rows.row_count(); ++row) {
      if (in_slice(rows, slice.predicates, row)) set_bit(mine, row);
    }
    const auto repeats = [&](std::size_t other) {
      double shared = 0;
      const std::array<const Bitmap*, 2> both = {&mine, &members[other]};
      for_bits(both, [&](std::size_t row) { shared += rows.weight_of(row); });
      return shared > jaccard_max * (slice.size + kept[other].size - shared);
    };
    bool redundant = false;
    for (std::size_t other = 0; other < kept.size() && !redundant; ++other) redundant = repeats(other);
    if (redundant) continue;
    kept.push_back(slice);
    members.push_back(std::move(mine));
  }
  return kept;
}

}  // namespace assay::stats
