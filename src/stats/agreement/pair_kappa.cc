#include "stats/agreement/pair_kappa.h"

#include <algorithm>
#include <cmath>

#include "base/check.h"
#include "stats/exact_sum.h"

namespace assay::stats {

PairKappa::PairKappa(Scale scale, const CategoryValues& values, std::uint32_t category_count)
    : scale_(scale), x_(category_count, 0) {
  ASSAY_CHECK(scale == Scale::nominal || scale == Scale::linear || scale == Scale::quadratic,
              "Cohen's kappa has nominal, linear and quadratic weights");
  for (auto* table : {&first_, &second_, &to_first_, &to_second_}) table->assign(category_count, 0);
  if (scale == Scale::nominal || values.number.empty()) return;
  const auto [low, high] = std::minmax_element(values.number.begin(), values.number.end());
  if (!(*high > *low)) return;
  for (std::size_t k = 0; k < x_.size(); ++k) x_[k] = (values.number[k] - *low) / (*high - *low) - 0.5;
}

double PairKappa::apart(std::uint32_t a, std::uint32_t b) const {
  if (a == b) return 0;
  if (scale_ == Scale::nominal) return 1;
  const double x = std::abs(x_[a] - x_[b]);
  return scale_ == Scale::linear ? x : x * x;
}

void PairKappa::count(std::span<const std::uint32_t> labels, std::vector<double>& into) {
  for (const std::uint32_t k : labels) {
    if (!(first_[k] + second_[k] > 0)) used_.push_back(k);
    into[k] += 1;
  }
}

void PairKappa::load(std::span<const std::uint32_t> first, std::span<const std::uint32_t> second) {
  for (const std::uint32_t k : used_) first_[k] = second_[k] = to_first_[k] = to_second_[k] = 0;
  used_.clear();
  n_ = static_cast<double>(first.size());
  count(first, first_);
  count(second, second_);
  std::sort(used_.begin(), used_.end(),
            [&](std::uint32_t a, std::uint32_t b) { return x_[a] < x_[b] || (!(x_[b] < x_[a]) && a < b); });
  spread(first_, to_first_);
  spread(second_, to_second_);
  chance_ = 0;
  for (const std::uint32_t k : used_) chance_ += first_[k] * to_second_[k];
  agreeing_ = 0;
  ExactSum observed;
  for (std::size_t i = 0; i < first.size(); ++i) {
    if (first[i] == second[i]) {
      agreeing_ += 1;
    } else if (scale_ != Scale::nominal) {
      observed.add(apart(first[i], second[i]));
    }
  }
  distance_ = scale_ == Scale::nominal ? n_ - agreeing_ : observed.value();
}

// to[k] = sum over labels l of distance(k, l), for the used categories.
void PairKappa::spread(const std::vector<double>& labels, std::vector<double>& to) const {
  if (scale_ == Scale::linear) return spread_linear(labels, to);
  double sum = 0, squares = 0;
  if (scale_ == Scale::quadratic) {
    for (const std::uint32_t l : used_) {
      const double x = x_[l];
      sum += labels[l] * x;
      squares += labels[l] * x * x;
    }
  }
  for (const std::uint32_t k : used_) {
    if (scale_ == Scale::nominal) {
      to[k] = n_ - labels[k];
    } else {
      const double x = x_[k];
      to[k] = n_ * x * x - 2 * x * sum + squares;
    }
  }
}

void PairKappa::spread_linear(const std::vector<double>& labels, std::vector<double>& to) const {
  double below = 0, sum_below = 0, sum = 0;
  for (const std::uint32_t l : used_) sum += labels[l] * x_[l];
  for (const std::uint32_t k : used_) {
    const double x = x_[k];
    below += labels[k];
    sum_below += labels[k] * x;
    to[k] = x * below - sum_below + (sum - sum_below) - x * (n_ - below);
  }
}

std::optional<double> PairKappa::without(std::uint32_t a, std::uint32_t b) const {
  const double apart_here = apart(a, b);
  const double chance = chance_ - to_second_[a] - to_first_[b] + apart_here;
  if (!(chance > tolerance(n_))) return std::nullopt;
  return 1 - (n_ - 1) * (distance_ - apart_here) / chance;
}

double PairKappa::influence(std::uint32_t a, std::uint32_t b) const {
  const double observed = distance_ / n_, gap = chance_gap();
  const double by_chance = (to_second_[a] + to_first_[b]) / n_ - 2 * gap;
  return -(apart(a, b) - observed) / gap + observed / gap / gap * by_chance;
}

}  // namespace assay::stats
