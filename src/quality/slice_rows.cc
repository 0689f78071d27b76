#include "quality/slice_rows.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "base/hash.h"
#include "quality/agreement_plan.h"
#include "stats/agreement/agreement.h"
#include "stats/agreement/pooling.h"
#include "stats/multiplicity.h"

namespace assay::quality {
namespace {

using labels::PatternCounts;

constexpr std::uint32_t general_categories_max = 300;
constexpr std::size_t pool_patterns_max = 200'000;  // of all slices: more are not joined, and not permuted

std::uint64_t labels_of(const PatternCounts& patterns, std::size_t pattern) {
  return std::accumulate(
      patterns.count.begin() + static_cast<std::ptrdiff_t>(patterns.pattern_begin[pattern]),
      patterns.count.begin() + static_cast<std::ptrdiff_t>(patterns.pattern_begin[pattern + 1]),
      std::uint64_t{0});
}

// Only what alpha sees: items with two labels and more.
PatternCounts paired(const PatternCounts& patterns) {
  PatternCounts out;
  for (std::size_t v = 0; v < patterns.size(); ++v) {
    if (labels_of(patterns, v) < 2) continue;
    for (std::size_t at = patterns.pattern_begin[v]; at < patterns.pattern_begin[v + 1]; ++at) {
      out.category.push_back(patterns.category[at]);
      out.count.push_back(patterns.count[at]);
    }
    out.pattern_begin.push_back(out.category.size());
    out.item_count.push_back(patterns.item_count[v]);
  }
  return out;
}

std::int64_t items_of(const PatternCounts& patterns) {
  return std::accumulate(patterns.item_count.begin(), patterns.item_count.end(), std::int64_t{0});
}

Estimate alpha_of(const PatternCounts& paired, const SliceScale& scale) {
  const std::int64_t items = items_of(paired);
  if (items >= slice_items_min) {
    return stats::linearised_alpha(view_of(paired, scale.category_count), scale.values, scale.scale,
                                   scale.level);
  }
  Estimate out = undefined_estimate(Status::insufficient, "krippendorff_alpha", items,
                                    "fewer than 10 items with two labels");
  out.n_needed = slice_items_min;
  return out;
}

std::string metric_name(stats::Scale scale) {
  const std::string name = "krippendorff_alpha";
  return scale == stats::Scale::nominal ? name : name + ":" + stats::scale_name(scale);
}

// The rows of one family while its numbers come together.
class RowFamily {
 public:
  RowFamily(const SliceFamily& family, const SliceScale& scale) : family_(family), scale_(scale) {
    for (std::size_t s = 0; s < family.values.size(); ++s) {
      paired_.push_back(paired(family.patterns[s]));
      rows_.push_back(row(s));
      const Estimate& estimate = rows_.back().estimate;
      const bool is_rest = family.rest && *family.rest == s;
      if (!estimate.value || is_rest || estimate.status != Status::ok) continue;
      pooled_rows_.push_back(s);
      const double error = estimate.standard_error.value_or(0);
      coefficients_.push_back({*estimate.value, error * error, items_of(paired_[s])});
    }
  }

  void shrink() {
    const stats::Pooled pooled = stats::partial_pooling(coefficients_, scale_.level);
    for (std::size_t at = 0; at < pooled_rows_.size(); ++at) {
      rows_[pooled_rows_[at]].shrunk = pooled.slices[at];
    }
  }

  void test(stats::PermutationBudget& budget) {
    if (family_.test == SliceFamily::Test::no) {
      for (SliceRow& row : rows_) {
        if (row.estimate.value) append_note(row, "not tested: the bands were made from the same labels");
      }
      return;
    }
    const PatternCounts pool = join();
    std::vector<std::optional<double>> p;
    for (std::size_t at = 0; at < pooled_rows_.size(); ++at) {
      p.push_back(one_p(at, pool, budget));
      rows_[pooled_rows_[at]].p = p.back();
    }
    const auto adjusted = family_.sharing == SliceFamily::Sharing::none ? stats::benjamini_hochberg(p)
                                                                        : stats::benjamini_yekutieli(p);
    for (std::size_t at = 0; at < pooled_rows_.size(); ++at) {
      rows_[pooled_rows_[at]].p_adjusted = adjusted[at];
      rows_[pooled_rows_[at]].worse = adjusted[at] && *adjusted[at] <= worse_at;
    }
  }

  std::vector<SliceRow> take() {
    if (family_.order == SliceFamily::Order::worst_first) {
      const auto place = [](const SliceRow& row) { return row.shrunk.value ? *row.shrunk.value : 2.0; };
      std::stable_sort(rows_.begin(), rows_.end(),
                       [&](const SliceRow& a, const SliceRow& b) { return place(a) < place(b); });
    }
    return std::move(rows_);
  }

 private:
  static void append_note(SliceRow& row, const char* note) {
    row.estimate.note += (row.estimate.note.empty() ? "" : "; ") + std::string(note);
  }

  SliceRow row(std::size_t s) const {
    SliceRow out;
    out.attribute = family_.attribute;
    out.slice = family_.values[s];
    out.metric = metric_name(scale_.scale);
    const PatternCounts& all = family_.patterns[s];
    out.items = items_of(all);
    for (std::size_t v = 0; v < all.size(); ++v) {
      out.annotations += all.item_count[v] * static_cast<std::int64_t>(labels_of(all, v));
    }
    out.estimate = alpha_of(paired_[s], scale_);
    out.shrunk =
        undefined_estimate(out.estimate.status, "partial_pooling", items_of(paired_[s]), out.estimate.note);
    out.shrunk.n_needed = out.estimate.n_needed;
    return out;
  }

  // The items of all slices as one histogram; empty when that would be too large to draw from.
  PatternCounts join() const {
    std::size_t patterns = 0;
    std::vector<const PatternCounts*> parts;
    for (const PatternCounts& part : paired_) {
      patterns += part.size();
      parts.push_back(&part);
    }
    return patterns > pool_patterns_max ? PatternCounts{} : labels::sum_patterns(parts);
  }

  std::optional<double> one_p(std::size_t at, const PatternCounts& pool,
                              stats::PermutationBudget& budget) const {
    if (paired_.size() < 2) return std::nullopt;
    if (pool.size() > 0) {
      stats::SliceTestInput input;
      input.pool = view_of(pool, scale_.category_count);
      input.values = scale_.values;
      input.scale = scale_.scale;
      input.observed = coefficients_[at].value;
      input.items = coefficients_[at].items;
      input.seed = scale_.seed;
      input.stream = stable_hash(family_.attribute + '\x1f' + family_.values[pooled_rows_[at]]);
      if (const auto p = stats::permutation_p(input, budget)) return p;
    }
    return stats::normal_p(coefficients_, at);
  }

  const SliceFamily& family_;
  const SliceScale& scale_;
  std::vector<PatternCounts> paired_;
  std::vector<SliceRow> rows_;
  std::vector<std::size_t> pooled_rows_;               // rows with a coefficient of their own
  std::vector<stats::SliceCoefficient> coefficients_;  // of these
};

}  // namespace

stats::Scale slice_scale(labels::Kind kind, std::uint32_t category_count) {
  const stats::Scale scale = headline_scale(kind);
  const bool general = scale == stats::Scale::ratio || scale == stats::Scale::jaccard;
  return general && category_count > general_categories_max ? stats::Scale::nominal : scale;
}

Estimate slice_agreement(const PatternCounts& patterns, const SliceScale& scale) {
  return alpha_of(paired(patterns), scale);
}

std::vector<SliceRow> slice_rows(const SliceFamily& family, const SliceScale& scale,
                                 stats::PermutationBudget& budget) {
  RowFamily rows(family, scale);
  rows.shrink();
  rows.test(budget);
  return rows.take();
}

void add_slices(const std::vector<SliceFamily>& families, const SliceScale& scale, QuestionInspection& out) {
  stats::PermutationBudget budget;
  for (const SliceFamily& family : families) {
    if (family.test == SliceFamily::Test::yes)
      budget.slices += static_cast<std::int64_t>(family.values.size());
  }
  for (const SliceFamily& family : families) {
    std::vector<SliceRow> rows = slice_rows(family, scale, budget);
    auto& all = out.agreement_by[family.attribute];
    std::move(rows.begin(), rows.end(), std::back_inserter(all));
  }
}

}  // namespace assay::quality
