#include "stats/slices/confirm.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "base/check.h"
#include "base/rng.h"
#include "stats/interval/finite_lot.h"
#include "stats/slices/row_subset.h"
#include "stats/special.h"

namespace assay::stats {
namespace {

struct SliceCounts {
  double size = 0, error = 0;
  std::int64_t rows = 0, clusters = 0, errors = 0;
};

bool is_new_cluster(std::span<const std::uint64_t> cluster, std::size_t row) {
  return cluster.empty() || row == 0 || cluster[row] != cluster[row - 1];
}

bool is_plain(const SliceRows& rows, std::span<const std::uint64_t> cluster) {
  if (!rows.weight.empty()) return false;
  for (std::size_t row = 0; row < rows.row_count(); ++row) {
    if (!is_new_cluster(cluster, row)) return false;
    if (rows.error[row] != 0.0F && rows.error[row] != 1.0F) return false;
  }
  return true;
}

void add(SliceCounts& counts, const SliceRows& rows, std::size_t row) {
  counts.size += rows.weight_of(row);
  counts.error += rows.weight_of(row) * static_cast<double>(rows.error[row]);
  ++counts.rows;
  if (rows.error[row] > 0) ++counts.errors;
}

// z of the difference of two rates under the hypothesis that they are equal, clusters as the units.
double score_z(const SliceRows& rows, std::span<const std::uint64_t> cluster,
               const std::vector<SlicePredicate>& predicates, const SliceCounts& in, const SliceCounts& out) {
  const double pooled = (in.error + out.error) / (in.size + out.size);
  double sum = 0;
  double one = 0;
  double clusters = 0;
  for (std::size_t row = 0; row < rows.row_count(); ++row) {
    if (is_new_cluster(cluster, row)) {
      sum += one * one;
      one = 0;
      clusters += 1;
    }
    const double off = rows.weight_of(row) * (static_cast<double>(rows.error[row]) - pooled);
    one += in_slice(rows, predicates, row) ? off / in.size : -off / out.size;
  }
  sum += one * one;
  if (clusters < 2 || sum <= 0) return 0;
  return (in.error / in.size - out.error / out.size) / std::sqrt(sum * clusters / (clusters - 1));
}

struct Parts {
  SliceCounts in, out;
};

Parts counts_of(const SliceRows& rows, std::span<const std::uint64_t> cluster,
                const std::vector<SlicePredicate>& predicates) {
  Parts parts;
  std::size_t last = rows.row_count();  // the row of the last cluster seen inside the slice
  for (std::size_t row = 0; row < rows.row_count(); ++row) {
    const bool inside = in_slice(rows, predicates, row);
    add(inside ? parts.in : parts.out, rows, row);
    if (!inside) continue;
    if (last == rows.row_count() || cluster.empty() || cluster[row] != cluster[last]) ++parts.in.clusters;
    last = row;
  }
  return parts;
}

}  // namespace

double fisher_p(const TwoByTwo& table) {
  return hypergeometric_at_least({table.slice_errors, table.slice_rows, table.all_rows}, table.all_errors);
}

std::vector<double> holm_adjusted(std::span<const double> p) {
  std::vector<std::size_t> order(p.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::sort(order.begin(), order.end(),
            [&](std::size_t a, std::size_t b) { return p[a] != p[b] ? p[a] < p[b] : a < b; });
  std::vector<double> adjusted(p.size(), 1);
  double highest = 0;
  for (std::size_t rank = 0; rank < order.size(); ++rank) {
    const double mine = p[order[rank]] * static_cast<double>(p.size() - rank);
    highest = std::min(1.0, std::max(highest, mine));
    adjusted[order[rank]] = highest;
  }
  return adjusted;
}

double slice_higher_p(const SliceRows& rows, std::span<const std::uint64_t> cluster,
                      const std::vector<SlicePredicate>& predicates) {
  const auto [in, out] = counts_of(rows, cluster, predicates);
  if (in.rows == 0 || out.rows == 0) return 1;
  if (is_plain(rows, cluster))
    return fisher_p({in.errors, in.rows, in.errors + out.errors, in.rows + out.rows});
  if (in.clusters < confirm_clusters_min) return 1;
  return 1 - normal_cdf(score_z(rows, cluster, predicates, in, out));
}

std::optional<std::int64_t> too_few_clusters(const SliceRows& rows, std::span<const std::uint64_t> cluster,
                                             const std::vector<SlicePredicate>& predicates) {
  const std::int64_t clusters = counts_of(rows, cluster, predicates).in.clusters;
  if (clusters > 0 && is_plain(rows, cluster)) return std::nullopt;  // Fisher's test is exact
  if (clusters >= confirm_clusters_min) return std::nullopt;
  return clusters;
}

std::vector<ConfirmedSlice> confirm_by_halves(const SliceRows& rows,
                                              std::span<const std::uint64_t> keep_together,
                                              std::span<const std::uint64_t> cluster,
                                              const ConfirmOptions& options) {
  ASSAY_CHECK(keep_together.empty() || keep_together.size() == rows.row_count(), "every row has its cluster");
  std::vector<std::size_t> first, second;
  for (std::size_t row = 0; row < rows.row_count(); ++row) {
    const std::uint64_t id = keep_together.empty() ? row : keep_together[row];
    // One stream per cluster, so that the half of a cluster does not depend on the others.
    const bool discover = (Rng(options.seed + options.run, RandomPurpose::split, id).next() & 1) != 0;
    (discover ? first : second).push_back(row);
  }
  const RowSubset discovery = copy_rows(rows, first);
  const SliceSearch found = slice_line(discovery.view(), options.search);
  const RowSubset test = copy_rows(rows, second);
  const std::vector<std::uint64_t> test_cluster = pick(cluster, second);
  std::vector<double> p;
  for (const FoundSlice& slice : found.slices) {
    p.push_back(slice_higher_p(test.view(), test_cluster, slice.predicates));
  }
  const std::vector<double> adjusted = holm_adjusted(p);
  std::vector<ConfirmedSlice> out;
  for (std::size_t i = 0; i < p.size(); ++i) {
    const auto& predicates = found.slices[i].predicates;
    out.push_back({predicates, adjusted[i], too_few_clusters(test.view(), test_cluster, predicates)});
  }
  return out;
}

}  // namespace assay::stats
