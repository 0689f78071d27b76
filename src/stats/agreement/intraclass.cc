// Source: Shrout and Fleiss 1979, Psychological Bulletin 86; the interval of ICC(2,1) after McGraw and Wong
// 1996, with fractional degrees of freedom. Methods 1.4.

#include "stats/agreement/intraclass.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "stats/special.h"

namespace assay::stats {
namespace {

constexpr const char* icc_method = "intraclass_correlation";

// The F quantile by the beta distribution; fractional degrees of freedom are allowed.
double f_quantile(double share, double a, double b) {
  const double x = beta_quantile(share, a / 2, b / 2);
  return b * x / (a * std::max(1 - x, 1e-300));
}

struct Limits {
  double lower = 0, upper = 0;
};

Estimate estimate_of(double value, const MeanSquares& squares) {
  Estimate out;
  out.value = value;
  out.n = squares.n;
  out.method = icc_method;
  return out;
}

void put_limits(const Limits& limits, double level, Estimate& estimate) {
  estimate.interval = Interval{std::min(limits.lower, *estimate.value),
                               std::max(limits.upper, *estimate.value), level, "f_distribution"};
}

// Of one label and of the mean of k, by F = rows / noise.
void by_ratio(const MeanSquares& squares, double noise, double freedom, double level, Estimate& one,
              Estimate& mean) {
  const double k = static_cast<double>(squares.k), rows = static_cast<double>(squares.n - 1);
  if (!(noise > 0)) {
    one.note = mean.note = "no residual variance seen: no interval";
    return;
  }
  const double f = squares.rows / noise, upper_share = 1 - (1 - level) / 2;
  const double low = f / f_quantile(upper_share, rows, freedom);
  const double high = f * f_quantile(upper_share, freedom, rows);
  put_limits({(low - 1) / (low + k - 1), (high - 1) / (high + k - 1)}, level, one);
  put_limits({1 - 1 / low, 1 - 1 / high}, level, mean);
}

// ICC(2,1) and, by Spearman and Brown, ICC(2,k).
void random_annotators(const MeanSquares& s, double level, Estimate& one, Estimate& mean) {
  const double n = static_cast<double>(s.n), k = static_cast<double>(s.k), r = *one.value;
  if (!(s.residual > 0) && !(s.columns > 0)) {
    one.note = mean.note = "no residual variance seen: no interval";
    return;
  }
  const double a = k * r / (n * (1 - r)), b = 1 + k * r * (n - 1) / (n * (1 - r));
  const double top = a * s.columns + b * s.residual;
  const double freedom =
      top * top /
      (a * a * s.columns * s.columns / (k - 1) + b * b * s.residual * s.residual / ((n - 1) * (k - 1)));
  const double share = 1 - (1 - level) / 2;
  const double down = f_quantile(share, n - 1, freedom), up = f_quantile(share, freedom, n - 1);
  const double spread = k * s.columns + (k * n - k - n) * s.residual;
  const Limits limits{n * (s.rows - down * s.residual) / (down * spread + n * s.rows),
                      n * (up * s.rows - s.residual) / (spread + n * up * s.rows)};
  put_limits(limits, level, one);
  const auto stepped = [k](double x) { return k * x / (1 + (k - 1) * x); };
  put_limits({stepped(limits.lower), stepped(limits.upper)}, level, mean);
}

// Which labels of an item count, in the order of their annotators.
struct SquareBlock {
  std::vector<double> x;  // n rows of k
  std::size_t k = 0;
};

MeanSquares mean_squares(const SquareBlock& block) {
  const std::size_t k = block.k, n = block.x.size() / k;
  double grand = 0;
  for (const double x : block.x) grand += x / static_cast<double>(block.x.size());
  std::vector<double> column(k, 0);
  double rows = 0, all = 0;
  for (std::size_t i = 0; i < n; ++i) {
    double row = 0;
    for (std::size_t j = 0; j < k; ++j) {
      const double x = block.x[i * k + j] - grand;
      row += x;
      column[j] += x;
      all += x * x;
    }
    rows += row * row / static_cast<double>(k);
  }
  double columns = 0;
  for (const double sum : column) columns += sum * sum / static_cast<double>(n);
  const double items = static_cast<double>(n), labels = static_cast<double>(k);
  MeanSquares out;
  out.n = static_cast<std::int64_t>(n);
  out.k = static_cast<std::int64_t>(k);
  const auto settled = [all](double x) { return x > 1e-13 * all ? x : 0; };  // rounding is no variance
  out.rows = rows / (items - 1);
  out.columns = columns / (labels - 1);
  out.within = settled(all - rows) / (items * (labels - 1));
  out.residual = settled(all - rows - columns) / ((items - 1) * (labels - 1));
  return out;
}

std::size_t labels_on(const Votes& votes, std::size_t item) {
  return votes.item_begin[item + 1] - votes.item_begin[item];
}

// Items with exactly k labels.
SquareBlock block_of(const Votes& votes, std::span<const double> number, std::size_t k) {
  SquareBlock block;
  block.k = k;
  for (std::size_t item = 0; item < votes.item_count(); ++item) {
    if (labels_on(votes, item) != k) continue;
    for (std::uint64_t v = votes.item_begin[item]; v < votes.item_begin[item + 1]; ++v)
      block.x.push_back(number[votes.category[v]]);
  }
  return block;
}

std::size_t usual_label_count(const Votes& votes) {
  std::map<std::size_t, std::size_t> items;
  for (std::size_t item = 0; item < votes.item_count(); ++item) {
    if (labels_on(votes, item) > 1) ++items[labels_on(votes, item)];
  }
  std::size_t best = 0, most = 0;
  for (const auto& [count, times] : items) {
    if (times >= most) best = count, most = times;
  }
  return best;
}

std::size_t annotators_in_use(const Votes& votes) {
  std::vector<bool> seen(votes.annotator_count, false);
  for (const std::uint32_t annotator : votes.annotator) seen[annotator] = true;
  return static_cast<std::size_t>(std::count(seen.begin(), seen.end(), true));
}

}  // namespace

std::vector<Estimate> intraclass_of(const MeanSquares& s, double level) {
  if (!(s.rows > 0) && !(s.within > 0))
    return std::vector<Estimate>(
        6, undefined_estimate(Status::no_variation, icc_method, s.n, "all numbers are equal"));
  const double k = static_cast<double>(s.k), n = static_cast<double>(s.n);
  const double bias = (s.columns - s.residual) / n;
  const auto ratio = [](double above, double below) { return below > 0 || below < 0 ? above / below : 0; };
  std::vector<Estimate> out = {
      estimate_of(ratio(s.rows - s.within, s.rows + (k - 1) * s.within), s),
      estimate_of(ratio(s.rows - s.residual, s.rows + (k - 1) * s.residual + k * bias), s),
      estimate_of(ratio(s.rows - s.residual, s.rows + (k - 1) * s.residual), s),
      estimate_of(ratio(s.rows - s.within, s.rows), s),
      estimate_of(ratio(s.rows - s.residual, s.rows + bias), s),
      estimate_of(ratio(s.rows - s.residual, s.rows), s)};
  by_ratio(s, s.within, n * (k - 1), level, out[0], out[3]);
  random_annotators(s, level, out[1], out[4]);
  by_ratio(s, s.residual, (n - 1) * (k - 1), level, out[2], out[5]);
  return out;
}

std::vector<Estimate> intraclass(const Votes& votes, std::span<const double> number, double level) {
  const std::size_t usual = usual_label_count(votes), everybody = annotators_in_use(votes);
  const SquareBlock alike = usual > 1 ? block_of(votes, number, usual) : SquareBlock{};
  std::vector<Estimate> out(6, undefined_estimate(Status::insufficient, icc_method, 0,
                                                  "fewer than two items have the same number of labels"));
  if (usual > 1 && alike.x.size() >= 2 * usual) {
    const MeanSquares squares = mean_squares(alike);
    const std::vector<Estimate> one_way = intraclass_of(squares, level);
    out[0] = one_way[0], out[3] = one_way[3];
    const auto left_out = static_cast<std::int64_t>(votes.item_count()) - squares.n;
    if (left_out > 0)
      out[0].note = out[3].note = fmt::format("the {} items with {} labels each", squares.n, usual);
  }
  const SquareBlock complete = everybody > 1 ? block_of(votes, number, everybody) : SquareBlock{};
  const bool enough = everybody > 1 && complete.x.size() >= 2 * everybody;
  const std::vector<Estimate> two_way =
      enough
          ? intraclass_of(mean_squares(complete), level)
          : std::vector<Estimate>(6, undefined_estimate(Status::insufficient, icc_method, 0,
                                                        "fewer than two items have labels of every "
                                                        "annotator: see alpha with the interval distance"));
  for (const std::size_t form : {1U, 2U, 4U, 5U}) out[form] = two_way[form];
  return out;
}

}  // namespace assay::stats
