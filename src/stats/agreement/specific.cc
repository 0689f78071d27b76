// Specific agreement per category and alpha of each category against the rest. Sources: Cicchetti and
// Feinstein 1990 (pairs averaged, not items); Krippendorff 2011. Methods 1.6.

#include <cmath>

#include "stats/agreement/statistic.h"

namespace assay::stats {
namespace {

class ByCategory final : public Statistic {
 public:
  explicit ByCategory(const StatisticPlan& plan) : patterns_(plan.patterns) {
    for (std::size_t v = 0; v < patterns_.pattern_count(); ++v)
      labels_.push_back(pattern_labels(patterns_, v));
  }

  std::size_t size() const override { return std::size_t{2} * patterns_.category_count; }

  void evaluate(std::span<const std::int64_t> times, std::span<double> out) const override {
    const Sums sums = add_up(times);
    const std::size_t count = patterns_.category_count;
    for (std::size_t k = 0; k < count; ++k) {
      out[k] = sums.possible[k] > 0 ? sums.agreeing[k] / sums.possible[k] : undefined_value;
      const double expected = expected_disagreement(sums, k);
      out[count + k] = expected > 0 ? 1 - sums.mixed[k] / sums.all / expected : undefined_value;
    }
  }

  std::vector<Component> components() const override {
    const Sums sums = add_up(patterns_.item_count);
    const std::size_t count = patterns_.category_count;
    std::vector<Component> out(2 * count);
    std::vector<double> values(2 * count);
    evaluate(patterns_.item_count, values);
    for (std::size_t k = 0; k < count; ++k) {
      out[k].metric = "specific_agreement";
      out[count + k].metric = "krippendorff_alpha";
      out[k].n = static_cast<std::int64_t>(sums.items_with[k]);
      out[count + k].n = static_cast<std::int64_t>(sums.items);
      out[k].chance_gap = sums.possible[k] > 0 ? 1 : 0;
      out[count + k].chance_gap = expected_disagreement(sums, k);
      for (const std::size_t at : {k, count + k}) {
        out[at].weights = "nominal";
        if (values[at] < undefined_value) out[at].value = values[at];
      }
    }
    add_influences(sums, out);
    return out;
  }

 private:
  struct Sums {
    double items = 0, all = 0;  // items with two labels and more, and their labels
    std::vector<double> labels, agreeing, possible, mixed, items_with;
  };

  Sums add_up(std::span<const std::int64_t> times) const {
    Sums sums;
    for (auto* part : {&sums.labels, &sums.agreeing, &sums.possible, &sums.mixed, &sums.items_with}) {
      part->assign(patterns_.category_count, 0);
    }
    for (std::size_t v = 0; v < times.size(); ++v) {
      const double m = labels_[v];
      if (times[v] == 0 || m < 2) continue;
      const double t = static_cast<double>(times[v]);
      sums.items += t;
      sums.all += t * m;
      for (std::size_t at = patterns_.pattern_begin[v]; at < patterns_.pattern_begin[v + 1]; ++at) {
        const std::uint32_t k = patterns_.category[at];
        const double r = patterns_.count[at];
        sums.labels[k] += t * r;
        sums.agreeing[k] += t * r * (r - 1);
        sums.possible[k] += t * r * (m - 1);
        sums.mixed[k] += t * 2 * r * (m - r) / (m - 1);
        sums.items_with[k] += t;
      }
    }
    return sums;
  }

  static double expected_disagreement(const Sums& sums, std::size_t k) {
    const double n = sums.all;
    return n < 2 ? 0 : 2 * sums.labels[k] * (n - sums.labels[k]) / (n * (n - 1));
  }

  // Ratio linearisation: (numerator_i - value denominator_i) / mean denominator; alpha by the delta method on
  // D = mixed (n - 1) / (2 n_k (n - n_k)) * n.
  void add_influences(const Sums& sums, std::vector<Component>& out) const {
    const std::size_t count = patterns_.category_count;
    const std::size_t patterns = patterns_.pattern_count();
    if (patterns * count > influence_cells_max) return add_errors_only(sums, out);
    for (auto& component : out) {
      if (component.value) component.influence.assign(patterns, 0);
    }
    for (std::size_t k = 0; k < count; ++k) {
      for (std::size_t v = 0; v < patterns && out[count + k].value; ++v) {
        if (labels_[v] >= 2) out[count + k].influence[v] = alpha_influence(sums, k, labels_[v], 0);
      }
    }
    for (std::size_t v = 0; v < patterns; ++v) {
      const double m = labels_[v];
      if (m < 2) continue;
      for (std::size_t at = patterns_.pattern_begin[v]; at < patterns_.pattern_begin[v + 1]; ++at) {
        const std::uint32_t k = patterns_.category[at];
        const double r = patterns_.count[at];
        if (out[k].value) out[k].influence[v] = specific_influence(sums, k, m, r, *out[k].value);
        if (out[count + k].value) out[count + k].influence[v] = alpha_influence(sums, k, m, r);
      }
    }
    for (auto& component : out) {
      if (component.value)
        component.standard_error = influence_error(patterns_, component.influence, sums.items);
    }
  }

  // The same standard errors without keeping an influence per pattern and category.
  void add_errors_only(const Sums& sums, std::vector<Component>& out) const {
    const std::size_t count = patterns_.category_count;
    std::vector<double> squares(2 * count, 0);
    for (std::size_t v = 0; v < patterns_.pattern_count(); ++v) {
      const double m = labels_[v];
      if (m < 2) continue;
      const double t = static_cast<double>(patterns_.item_count[v]);
      for (std::size_t at = patterns_.pattern_begin[v]; at < patterns_.pattern_begin[v + 1]; ++at) {
        const std::uint32_t k = patterns_.category[at];
        const double r = patterns_.count[at];
        if (out[k].value) squares[k] += t * std::pow(specific_influence(sums, k, m, r, *out[k].value), 2);
        if (out[count + k].value) {
          const double without = alpha_influence(sums, k, m, 0);
          squares[count + k] += t * (std::pow(alpha_influence(sums, k, m, r), 2) - without * without);
        }
      }
    }
    const double mean_labels = sums.all / sums.items;
    for (std::size_t k = 0; k < count; ++k) {
      if (out[count + k].value)
        squares[count + k] += sums.items * std::pow(alpha_influence(sums, k, mean_labels, 0), 2);
    }
    for (std::size_t at = 0; at < out.size(); ++at) {
      if (out[at].value)
        out[at].standard_error = std::sqrt(std::max(0.0, squares[at]) / (sums.items * (sums.items - 1)));
    }
  }

  static double specific_influence(const Sums& sums, std::size_t k, double m, double r, double value) {
    return (r * (r - 1) - value * r * (m - 1)) / (sums.possible[k] / sums.items);
  }

  // d alpha = -(d mixed / mixed - d n_k / n_k - d(n - n_k) / (n - n_k) + d n / n) (1 - alpha), per item.
  static double alpha_influence(const Sums& sums, std::size_t k, double m, double r) {
    const double n_k = sums.labels[k];
    const double rest = sums.all - n_k;
    const double disagreement = sums.mixed[k] / sums.all / expected_disagreement(sums, k);
    const double mixed = 2 * r * (m - r) / (m - 1);
    const double relative =
        (sums.mixed[k] > 0 ? mixed / sums.mixed[k] : 0) - r / n_k - (m - r) / rest + m / sums.all;
    return -disagreement * relative * sums.items;
  }

  static constexpr std::size_t influence_cells_max = 4'000'000;
  Patterns patterns_;
  std::vector<double> labels_;
};

}  // namespace

std::unique_ptr<Statistic> category_statistic(const StatisticPlan& plan) {
  return std::make_unique<ByCategory>(plan);
}

}  // namespace assay::stats
