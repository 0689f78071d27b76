#include "stats/slices/effect.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

#include "base/rng.h"
#include "stats/accuracy/clustered_rate.h"
#include "stats/interval/binomial.h"
#include "stats/interval/newcombe.h"

namespace assay::stats {
namespace {

constexpr double suspect_share = 0.25;  // of the slice's errors: at most four people are tried

struct Sides {
  ClusterSums in, out;
};

// Sums inside and outside the slice, without the rows of `left_out`.
Sides sum_sides(const SliceRows& rows, const SliceContext& context, const std::vector<char>& member,
                std::optional<std::uint32_t> left_out) {
  Sides sides;
  for (std::size_t row = 0; row < rows.row_count(); ++row) {
    if (left_out && context.annotator[row] == *left_out) continue;
    const std::uint64_t cluster = context.cluster.empty() ? row : context.cluster[row];
    const double weight = rows.weight_of(row);
    const double error = std::min(1.0, static_cast<double>(rows.error[row]));
    (member[row] != 0 ? sides.in : sides.out).add(cluster, weight, weight * error);
  }
  sides.in.close();
  sides.out.close();
  return sides;
}

Estimate side_rate(const ClusterSums& sums, const char* method, const EffectOptions& options) {
  return rate_estimate(sums.hits(), sums.amount(), method,
                       {.level = options.level, .n_min = options.n_min, .n_effective = sums.effective_n()});
}

Estimate lift_of(const Sides& sides, double level) {
  const auto scaled = [](const ClusterSums& sums) {
    const double n = sums.effective_n();
    return std::pair(sums.amount() > 0 ? n * std::min(1.0, sums.hits() / sums.amount()) : 0, n);
  };
  const auto [x1, n1] = scaled(sides.in);
  const auto [x2, n2] = scaled(sides.out);
  Estimate lift = rate_ratio({x1, n1, x2, n2}, level);
  lift.method = "lift_over_the_rest";
  lift.n = static_cast<std::int64_t>(std::llround(sides.in.amount() + sides.out.amount()));
  return lift;
}

std::vector<AnnotatorPart> annotators_of(const SliceRows& rows, const SliceContext& context,
                                         const std::vector<char>& member) {
  std::map<std::uint32_t, AnnotatorPart> parts;
  for (std::size_t row = 0; row < member.size() && !context.annotator.empty(); ++row) {
    if (member[row] == 0) continue;
    AnnotatorPart& part = parts[context.annotator[row]];
    part.annotator = context.annotator[row];
    ++part.rows;
    part.errors += rows.weight_of(row) * static_cast<double>(rows.error[row]);
  }
  std::vector<AnnotatorPart> out;
  for (const auto& [code, part] : parts) out.push_back(part);
  std::stable_sort(out.begin(), out.end(),
                   [](const AnnotatorPart& a, const AnnotatorPart& b) { return a.errors > b.errors; });
  return out;
}

std::optional<SliceConfusion> confusion_of(const SliceRows& rows, const SliceContext& context,
                                           const std::vector<char>& member, double errors) {
  if (context.truth.empty() || context.given.empty()) return std::nullopt;
  std::map<std::pair<std::uint32_t, std::uint32_t>, double> counts;
  for (std::size_t row = 0; row < member.size(); ++row) {
    if (member[row] == 0 || rows.error[row] <= 0 || context.truth[row] == context.given[row]) continue;
    counts[{context.truth[row], context.given[row]}] +=
        rows.weight_of(row) * static_cast<double>(rows.error[row]);
  }
  std::optional<SliceConfusion> most;
  for (const auto& [pair, count] : counts) {
    if (!most || count > most->count) most = SliceConfusion{pair.first, pair.second, count, 0};
  }
  if (most && errors > 0) most->share_of_errors = std::min(1.0, most->count / errors);
  return most;
}

std::optional<std::uint32_t> explained_by(const SliceRows& rows, const SliceContext& context,
                                          const std::vector<char>& member, const SliceEffect& effect,
                                          double level) {
  if (effect.annotators.size() < 2) return std::nullopt;
  for (const AnnotatorPart& part : effect.annotators) {
    if (part.errors < suspect_share * effect.errors || part.errors <= 0) break;
    const Estimate lift = lift_of(sum_sides(rows, context, member, part.annotator), level);
    if (lift.interval && lift.interval->lower <= 1) return part.annotator;
  }
  return std::nullopt;
}

std::vector<std::size_t> examples_of(const SliceRows& rows, const SliceContext& context,
                                     const std::vector<char>& member, const EffectOptions& options) {
  std::vector<std::pair<std::uint64_t, std::size_t>> drawn;
  std::uint64_t last = 0;
  for (std::size_t row = 0; row < member.size(); ++row) {
    if (member[row] == 0 || rows.error[row] <= 0) continue;
    const std::uint64_t item = context.cluster.empty() ? row : context.cluster[row];
    if (!drawn.empty() && item == last) continue;
    last = item;
    drawn.emplace_back(Rng(options.seed, RandomPurpose::sample, item).next(), row);
  }
  const auto count = static_cast<std::ptrdiff_t>(std::min(options.example_max, drawn.size()));
  std::partial_sort(drawn.begin(), drawn.begin() + count, drawn.end());
  std::vector<std::size_t> out;
  for (std::ptrdiff_t i = 0; i < count; ++i) out.push_back(drawn[static_cast<std::size_t>(i)].second);
  return out;
}

}  // namespace

SliceEffect slice_effect(const SliceRows& rows, const SliceContext& context,
                         const std::vector<SlicePredicate>& predicates, const EffectOptions& options) {
  std::vector<char> member(rows.row_count(), 0);
  SliceEffect effect;
  for (std::size_t row = 0; row < member.size(); ++row) {
    if (!in_slice(rows, predicates, row)) continue;
    member[row] = 1;
    ++effect.rows;
  }
  const Sides sides = sum_sides(rows, context, member, std::nullopt);
  effect.errors = sides.in.hits();
  effect.rate = side_rate(sides.in, "error_rate_in_slice", options);
  effect.rest_rate = side_rate(sides.out, "error_rate_outside", options);
  effect.lift = lift_of(sides, options.level);
  const double all_errors = sides.in.hits() + sides.out.hits();
  const double all = sides.in.amount() + sides.out.amount();
  if (all > 0) effect.excess_errors = effect.errors - all_errors / all * sides.in.amount();
  if (all_errors > 0) effect.share_of_errors = effect.errors / all_errors;
  effect.confusion = confusion_of(rows, context, member, effect.errors);
  effect.annotators = annotators_of(rows, context, member);
  effect.explained_by = explained_by(rows, context, member, effect, options.level);
  effect.examples = examples_of(rows, context, member, options);
  return effect;
}

}  // namespace assay::stats
