// Krippendorff's alpha for any distance. Source: Krippendorff 2011, "Computing Krippendorff's
// Alpha-Reliability"; variance after Gwet 2014. Methods 1.1, 1.2. Ordinal alpha is interval alpha on the
// mid-ranks of these data: sum_{g=c..k} n_g - (n_c + n_k) / 2 = M_k - M_c with M_c = sum_{g<c} n_g + n_c / 2.

#include <algorithm>
#include <cmath>

#include "base/parallel.h"
#include "stats/agreement/statistic.h"

namespace assay::stats {
namespace {

class Alpha final : public Statistic {
 public:
  Alpha(const StatisticPlan& plan, Scale scale)
      : patterns_(plan.patterns), values_(plan.values), scale_(scale) {
    if (scale_ == Scale::interval) number_ = centred_numbers();
    if (scale_ == Scale::jaccard || scale_ == Scale::masi) sets_.emplace(values_.member_sets);
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
    component.influence = influences(sums, component.chance_gap);
    if (sums.sampled) component.note = "expected disagreement from a systematic sample of 2,048 labels";
    component.standard_error = influence_error(patterns_, component.influence, sums.items);
    return {component};
  }

 private:
  struct Reference {
    std::uint32_t category = 0;
    double share = 0;
  };

  struct Sums {
    double items = 0, labels = 0,
           observed = 0;               // items with two labels and more, their labels, sum of disagreement
    std::vector<double> count;         // labels per category
    std::vector<double> rank;          // ordinal: mid-ranks of these labels, as a share of them
    std::vector<Reference> reference;  // general distances: the labels that all are compared with
    double x_sum = 0, x_squares = 0;   // interval and ordinal: moments of numbers or ranks
    bool sampled = false;              // not all of them
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
    if (by_moments()) add_moments(sums);
    if (!by_moments() && scale_ != Scale::nominal) add_reference(sums);
    return sums;
  }

  void add_moments(Sums& sums) const {
    const auto& x = scale_ == Scale::ordinal ? sums.rank : number_;
    for (std::size_t k = 0; k < sums.count.size(); ++k) {
      sums.x_sum += sums.count[k] * x[k];
      sums.x_squares += sums.count[k] * x[k] * x[k];
    }
  }

  // Every category in use with its share of the labels; of very many, those met at equal steps through the
  // labels in category order, which represent the shares to one part in 2,048.
  static void add_reference(Sums& sums) {
    const auto used = static_cast<std::size_t>(
        std::count_if(sums.count.begin(), sums.count.end(), [](double count) { return count > 0; }));
    sums.sampled = used > exact_categories_max;
    double below = 0;
    std::size_t taken = 0;
    for (std::uint32_t k = 0; k < sums.count.size(); ++k) {
      if (!(sums.count[k] > 0)) continue;
      below += sums.count[k];
      double share = sums.count[k] / sums.labels;
      if (sums.sampled) {
        const auto up_to = static_cast<std::size_t>(below / sums.labels * sample_size + 0.5);
        share = static_cast<double>(up_to - taken) / sample_size;
        taken = up_to;
      }
      if (share > 0) sums.reference.push_back({k, share});
    }
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
      // Rounding leaves a trace where all labels are one category: that is no variation, not a small one.
      total = 2 * (n * sums.x_squares - sums.x_sum * sums.x_sum);
      return total > 1e-12 * n * sums.x_squares ? total / (n * (n - 1)) : 0;
    }
    if (scale_ == Scale::nominal) {
      total = n * n;
      for (const double count : sums.count) total -= count * count;
      return total / (n * (n - 1));
    }
    const std::vector<double> mean = mean_distances(sums);
    for (std::size_t k = 0; k < mean.size(); ++k) total += sums.count[k] * mean[k] * n;
    return total / (n * (n - 1));
  }

  // Per category in use: sum_l delta(k, l) n_l / n
  std::vector<double> mean_distances(const Sums& sums) const {
    std::vector<double> mean(sums.count.size(), 0);
    for_chunks(mean.size(), 64, [&](Chunk chunk) {
      std::vector<std::uint32_t> shared;
      for (std::size_t k = chunk.begin; k < chunk.end; ++k) {
        if (sums.count[k] > 0) mean[k] = mean_distance(static_cast<std::uint32_t>(k), sums, shared);
      }
    });
    return mean;
  }

  double mean_distance(std::uint32_t k, const Sums& sums, std::vector<std::uint32_t>& shared) const {
    const double n = sums.labels;
    if (scale_ == Scale::nominal) return 1 - sums.count[k] / n;
    if (by_moments()) {
      const double x = scale_ == Scale::ordinal ? sums.rank[k] : number_[k];
      return (n * x * x - 2 * x * sums.x_sum + sums.x_squares) / n;
    }
    double total = 0;
    if (sets_) sets_->count(k, shared);
    for (const Reference& other : sums.reference) {
      if (other.category == k) continue;
      total += other.share * (sets_ ? sets_->distance(scale_, k, other.category, shared[other.category])
                                    : distance(scale_, k, other.category, values_));
    }
    return total;
  }

  // kappa*_i - alpha' of methods 1.2, written with distances: p' = 1 - D_o, p_e = 1 - sum delta pi pi.
  std::vector<double> influences(const Sums& sums, double expected) const {
    const double mean_labels = sums.labels / sums.items;
    const double epsilon = 1 / sums.labels;
    const double observed = 1 - sums.observed / sums.labels;
    const double corrected = (1 - epsilon) * observed + epsilon;
    const double gap = expected * (sums.labels - 1) / sums.labels;
    const double chance = 1 - gap;
    const double centre = (observed - chance) / gap;
    const std::vector<double> mean = mean_distances(sums);
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

  static constexpr std::size_t exact_categories_max = 8192;
  static constexpr double sample_size = 2048;
  Patterns patterns_;
  CategoryValues values_;
  Scale scale_;
  std::optional<SetOverlaps> sets_;
  std::vector<double> number_;  // interval: numbers minus their mean
  std::vector<double> labels_, fixed_;
};

}  // namespace

std::unique_ptr<Statistic> alpha_statistic(const StatisticPlan& plan, Scale scale) {
  return std::make_unique<Alpha>(plan, scale);
}

}  // namespace assay::stats
