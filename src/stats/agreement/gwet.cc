// Gwet's AC1 and AC2, Fleiss' kappa (Scott's pi for two), Brennan-Prediger and percent agreement: one
// observed agreement, four ideas of chance. Sources: Gwet 2008, 2014; Fleiss 1971; Brennan and Prediger 1981.
// Methods 1.2.

#include <algorithm>
#include <cmath>

#include "stats/agreement/statistic.h"

namespace assay::stats {
namespace {

constexpr double chance_gap_min = 1e-12;  // chance agreement nearer to 1 than this is complete

class GwetFamily final : public Statistic {
 public:
  GwetFamily(const StatisticPlan& plan, std::optional<Chance> chance, Scale scale)
      : patterns_(plan.patterns),
        chance_(chance),
        weights_(scale, plan.values, plan.patterns.category_count) {
    weights_name_ = scale_name(scale);
    for (std::size_t v = 0; v < patterns_.pattern_count(); ++v) add_pattern(v);
  }

  std::size_t size() const override { return 1; }

  void evaluate(std::span<const std::int64_t> times, std::span<double> out) const override {
    Sums sums = add_up(times);
    const double observed = sums.pairs > 0 ? sums.agreement / sums.pairs : 0;
    const double chance = chance_agreement(sums);
    const bool defined = sums.pairs > 0 && 1 - chance > chance_gap_min;
    out[0] = defined ? (observed - chance) / (1 - chance) : undefined_value;
  }

  std::vector<Component> components() const override {
    Component component;
    component.metric = metric_name();
    component.weights = weights_name_;
    const Sums sums = add_up(patterns_.item_count);
    component.n = static_cast<std::int64_t>(chance_ ? sums.items : sums.pairs);
    const double chance = chance_agreement(sums);
    component.chance_gap = 1 - chance;
    if (sums.pairs < 1 || component.chance_gap < chance_gap_min) return {component};
    component.value = (sums.agreement / sums.pairs - chance) / (1 - chance);
    component.influence = influences(sums, *component.value, chance);
    component.standard_error = influence_error(patterns_, component.influence, sums.items);
    return {component};
  }

 private:
  struct Sums {
    double items = 0, pairs = 0,
           agreement = 0;       // items with a label; with two; sum of their observed agreement
    std::vector<double> share;  // per category: sum over items of its share of the item's labels
  };

  void add_pattern(std::size_t v) {
    const double labels = pattern_labels(patterns_, v);
    labels_.push_back(labels);
    double agreement = 0;
    for (std::size_t a = patterns_.pattern_begin[v]; a < patterns_.pattern_begin[v + 1]; ++a) {
      share_.push_back(patterns_.count[a] / labels);
      if (labels < 2) continue;
      double starred = 0;
      if (weights_.identity()) {
        starred = patterns_.count[a];
      } else {
        for (std::size_t b = patterns_.pattern_begin[v]; b < patterns_.pattern_begin[v + 1]; ++b) {
          starred += weights_(patterns_.category[a], patterns_.category[b]) * patterns_.count[b];
        }
      }
      agreement += patterns_.count[a] * (starred - 1);
    }
    agreement_.push_back(labels < 2 ? 0 : agreement / (labels * (labels - 1)));
  }

  Sums add_up(std::span<const std::int64_t> times) const {
    Sums sums;
    sums.share.assign(patterns_.category_count, 0);
    const bool needs_shares = chance_ && *chance_ != Chance::brennan_prediger;
    for (std::size_t v = 0; v < times.size(); ++v) {
      if (times[v] == 0) continue;
      const double t = static_cast<double>(times[v]);
      sums.items += t;
      if (labels_[v] >= 2) {
        sums.pairs += t;
        sums.agreement += t * agreement_[v];
      }
      if (!needs_shares) continue;
      for (std::size_t at = patterns_.pattern_begin[v]; at < patterns_.pattern_begin[v + 1]; ++at) {
        sums.share[patterns_.category[at]] += t * share_[at];
      }
    }
    return sums;
  }

  double chance_agreement(const Sums& sums) const {
    if (!chance_ || sums.items < 1) return 0;
    const double q = patterns_.category_count;
    switch (*chance_) {
      case Chance::brennan_prediger:
        return weights_.total() / (q * q);
      case Chance::gwet: {
        if (q < 2) return 1;
        double sum = 0;
        for (const double share : sums.share) sum += share / sums.items * (1 - share / sums.items);
        return weights_.total() / (q * (q - 1)) * sum;
      }
      case Chance::fleiss: {
        double sum = 0;
        const std::vector<double> weighted = weighted_shares(sums);
        for (std::size_t k = 0; k < weighted.size(); ++k) sum += sums.share[k] / sums.items * weighted[k];
        return sum;
      }
    }
    return 0;
  }

  // (W pi)_k
  std::vector<double> weighted_shares(const Sums& sums) const {
    std::vector<double> out(sums.share.size(), 0);
    for (std::uint32_t k = 0; k < out.size(); ++k) {
      if (weights_.identity()) {
        out[k] = sums.share[k] / sums.items;
        continue;
      }
      for (std::uint32_t l = 0; l < out.size(); ++l) out[k] += weights_(k, l) * sums.share[l] / sums.items;
    }
    return out;
  }

  // kappa*_i - kappa of methods 1.2.
  std::vector<double> influences(const Sums& sums, double kappa, double chance) const {
    const double q = patterns_.category_count;
    const std::vector<double> weighted =
        chance_ == Chance::fleiss ? weighted_shares(sums) : std::vector<double>(patterns_.category_count, 0);
    std::vector<double> out;
    for (std::size_t v = 0; v < patterns_.pattern_count(); ++v) {
      double item_chance = chance;
      if (chance_ == Chance::gwet || chance_ == Chance::fleiss) {
        item_chance = 0;
        for (std::size_t at = patterns_.pattern_begin[v]; at < patterns_.pattern_begin[v + 1]; ++at) {
          const std::uint32_t k = patterns_.category[at];
          item_chance += share_[at] * (chance_ == Chance::fleiss ? weighted[k]
                                                                 : weights_.total() / (q * (q - 1)) *
                                                                       (1 - sums.share[k] / sums.items));
        }
      }
      const double paired = labels_[v] >= 2 ? 1 : 0;
      const double item = sums.items / sums.pairs * (agreement_[v] - chance * paired) / (1 - chance);
      out.push_back(item - 2 * (1 - kappa) * (item_chance - chance) / (1 - chance) - kappa);
    }
    return out;
  }

  std::string metric_name() const {
    if (!chance_) return "percent_agreement";
    switch (*chance_) {
      case Chance::gwet:
        return weights_.identity() ? "gwet_ac1" : "gwet_ac2";
      case Chance::fleiss:
        return "fleiss_kappa";
      case Chance::brennan_prediger:
        return "brennan_prediger";
    }
    return "";
  }

  Patterns patterns_;
  std::optional<Chance> chance_;  // none: percent agreement
  Weights weights_;
  std::string weights_name_;
  std::vector<double> labels_, agreement_;  // per pattern
  std::vector<double> share_;               // per cell
};

}  // namespace

std::unique_ptr<Statistic> percent_statistic(const StatisticPlan& plan) {
  return std::make_unique<GwetFamily>(plan, std::nullopt, Scale::nominal);
}

std::unique_ptr<Statistic> gwet_statistic(const StatisticPlan& plan, Chance chance, Scale scale) {
  return std::make_unique<GwetFamily>(plan, chance, scale);
}

}  // namespace assay::stats
