// Krippendorff's alpha for any distance. Source: Krippendorff 2011, "Computing Krippendorff's
// Alpha-Reliability"; variance after Gwet 2014. Methods 1.1, 1.2. Ordinal alpha is interval alpha on the
// mid-ranks of these data: sum_{g=c..k} n_g - (n_c + n_k) / 2 = M_k - M_c with M_c = sum_{g<c} n_g + n_c / 2.

#include <cmath>

#include "stats/agreement/statistic.h"

namespace assay::stats {
namespace {

class Alpha final : public Statistic {
 public:
  Alpha(const StatisticPlan& plan, Scale scale)
      : patterns_(plan.patterns), values_(plan.values), scale_(scale) {
    if (scale_ == Scale::interval) number_ = centred_numbers();
    for (std::size_t v = 0; v < patterns_.pattern_count(); ++v) {
      labels_.push_back(pattern_labels(patterns_, v));
      fixed_.push_back(scale_ == Scale::ordinal ? 0 : disagreement(v, number_));
    }
  }

  std::size_t size() const override { return 1; }

  void evaluate(std::span<const std::int64_t> times, std::span<double> out) const override {
    const Sums sums = add_up(times);
    const double expected = expected_disagreement(sums);
    out[0] = expected > 0 ? 1 - sums.observed / sums.labels / expected : undefined_value;
  }

  std::vector<Component> components() const override {
    Component component;
    component.metric = "krippendorff_alpha";
    component.weights = scale_name(scale_);
    const Sums sums = add_up(patterns_.item_count);
    component.n = static_cast<std::int64_t>(sums.items);
    component.chance_gap = expected_disagreement(sums);
    if (!(component.chance_gap > 0)) return {component};
    component.value = 1 - sums.observed / sums.labels / component.chance_gap;
    component.influence = influences(sums);
    component.standard_error = influence_error(patterns_, component.influence, sums.items);
    return {component};
  }

 private:
  struct Sums {
    double items = 0, labels = 0,
           observed = 0;        // items with two labels and more, their labels, sum of disagreement
    std::vector<double> count;  // labels per category
    std::vector<double> rank;   // ordinal: mid-ranks of these labels, as a share of them
  };

  bool by_moments() const { return scale_ == Scale::interval || scale_ == Scale::ordinal; }

  std::vector<double> centred_numbers() const {
    double sum = 0, labels = 0;
    for (std::size_t v = 0; v < patterns_.pattern_count(); ++v) {
      for (std::size_t at = patterns_.pattern_begin[v]; at < patterns_.pattern_begin[v + 1]; ++at) {
        const double times = static_cast<double>(patterns_.item_count[v]) * patterns_.count[at];
        labels += times;
        sum += times * values_.number[patterns_.category[at]];
      }
    }
    std::vector<double> centred(values_.number.begin(), values_.number.end());
    for (double& x : centred) x -= labels > 0 ? sum / labels : 0;
    return centred;
  }

  // Sum over ordered pairs of an item's labels of their distance, divided by labels - 1.
  double disagreement(std::size_t v, std::span<const double> number) const {
    const std::size_t begin = patterns_.pattern_begin[v], end = patterns_.pattern_begin[v + 1];
    const double m = labels_[v];
    if (m < 2) return 0;
    if (by_moments()) {
      double sum = 0, squares = 0;
      for (std::size_t at = begin; at < end; ++at) {
        const double x = number[patterns_.category[at]];
        sum += patterns_.count[at] * x;
        squares += patterns_.count[at] * x * x;
      }
      return 2 * (m * squares - sum * sum) / (m - 1);
    }
    double total = 0;
    if (scale_ == Scale::nominal) {
      double same = 0;
      for (std::size_t at = begin; at < end; ++at)
        same += static_cast<double>(patterns_.count[at]) * patterns_.count[at];
      return (m * m - same) / (m - 1);
    }
    for (std::size_t a = begin; a < end; ++a) {
      for (std::size_t b = a + 1; b < end; ++b) {
        total += 2.0 * patterns_.count[a] * patterns_.count[b] *
                 distance(scale_, patterns_.category[a], patterns_.category[b], values_);
      }
    }
    return total / (m - 1);
  }

  Sums add_up(std::span<const std::int64_t> times) const {
    Sums sums;
    sums.count.assign(patterns_.category_count, 0);
    for (std::size_t v = 0; v < times.size(); ++v) {
      if (times[v] == 0 || labels_[v] < 2) continue;
      const double t = static_cast<double>(times[v]);
      sums.items += t;
      sums.labels += t * labels_[v];
      sums.observed += t * fixed_[v];
      for (std::size_t at = patterns_.pattern_begin[v]; at < patterns_.pattern_begin[v + 1]; ++at) {
        sums.count[patterns_.category[at]] += t * patterns_.count[at];
      }
    }
    if (scale_ == Scale::ordinal) add_ordinal(times, sums);
    return sums;
  }

  void add_ordinal(std::span<const std::int64_t> times, Sums& sums) const {
    double below = 0;
    for (const double count : sums.count) {
      sums.rank.push_back(sums.labels > 0 ? (below + count / 2) / sums.labels - 0.5 : 0);
      below += count;
    }
    for (std::size_t v = 0; v < times.size(); ++v) {
      if (times[v] != 0 && labels_[v] >= 2)
        sums.observed += static_cast<double>(times[v]) * disagreement(v, sums.rank);
    }
  }

  // Sum over ordered pairs of different labels of all the data, divided by n (n - 1).
  double expected_disagreement(const Sums& sums) const {
    const double n = sums.labels;
    if (n < 2) return 0;
    double total = 0;
    if (by_moments()) {
      const std::span<const double> x =
          scale_ == Scale::ordinal ? std::span<const double>(sums.rank) : number_;
      double sum = 0, squares = 0;
      for (std::size_t k = 0; k < sums.count.size(); ++k) {
        sum += sums.count[k] * x[k];
        squares += sums.count[k] * x[k] * x[k];
      }
      // Rounding leaves a trace where all labels are one category: that is no variation, not a small one.
      total = 2 * (n * squares - sum * sum);
      return total > 1e-12 * n * squares ? total / (n * (n - 1)) : 0;
    }
    if (scale_ == Scale::nominal) {
      total = n * n;
      for (const double count : sums.count) total -= count * count;
      return total / (n * (n - 1));
    }
    for (std::uint32_t a = 0; a < sums.count.size(); ++a) {
      if (sums.count[a] > 0) total += sums.count[a] * mean_distance(a, sums) * n;
    }
    return total / (n * (n - 1));
  }

  // sum_l delta(k, l) n_l / n
  double mean_distance(std::uint32_t k, const Sums& sums) const {
    const double n = sums.labels;
    if (scale_ == Scale::nominal) return 1 - sums.count[k] / n;
    double total = 0;
    for (std::uint32_t l = 0; l < sums.count.size(); ++l) {
      if (l == k || !(sums.count[l] > 0)) continue;
      if (by_moments()) {
        const auto& x = scale_ == Scale::ordinal ? sums.rank : number_;
        total += (x[k] - x[l]) * (x[k] - x[l]) * sums.count[l];
      } else {
        total += distance(scale_, k, l, values_) * sums.count[l];
      }
    }
    return total / n;
  }

  // kappa*_i - alpha' of methods 1.2, written with distances: p' = 1 - D_o, p_e = 1 - sum delta pi pi.
  std::vector<double> influences(const Sums& sums) const {
    const double mean_labels = sums.labels / sums.items;
    const double epsilon = 1 / sums.labels;
    const double observed = 1 - sums.observed / sums.labels;
    const double corrected = (1 - epsilon) * observed + epsilon;
    const double gap = expected_disagreement(sums) * (sums.labels - 1) / sums.labels;
    const double chance = 1 - gap;
    const double centre = (observed - chance) / gap;
    std::vector<double> mean(sums.count.size(), 0);
    for (std::uint32_t k = 0; k < mean.size(); ++k) mean[k] = sums.count[k] > 0 ? mean_distance(k, sums) : 0;
    std::vector<double> out;
    for (std::size_t v = 0; v < patterns_.pattern_count(); ++v) {
      const double m = labels_[v];
      if (m < 2) {
        out.push_back(0);
        continue;
      }
      double by_chance = 0;
      for (std::size_t at = patterns_.pattern_begin[v]; at < patterns_.pattern_begin[v + 1]; ++at) {
        by_chance += patterns_.count[at] * mean[patterns_.category[at]];
      }
      const double d = scale_ == Scale::ordinal ? disagreement(v, sums.rank) : fixed_[v];
      const double excess = (m - mean_labels) / mean_labels;
      const double a = (m - d) / mean_labels - corrected * excess;
      const double e = (m - by_chance) / mean_labels - chance * excess;
      out.push_back((a - chance) / gap - 2 * (1 - centre) * (e - chance) / gap - centre);
    }
    return out;
  }

  Patterns patterns_;
  CategoryValues values_;
  Scale scale_;
  std::vector<double> number_;  // interval: numbers minus their mean
  std::vector<double> labels_, fixed_;
};

}  // namespace

std::unique_ptr<Statistic> alpha_statistic(const StatisticPlan& plan, Scale scale) {
  return std::make_unique<Alpha>(plan, scale);
}

}  // namespace assay::stats
