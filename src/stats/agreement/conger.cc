// Sources: Conger 1980; Gwet 2014 for gaps and variance; methods 1.2. p_a over items with two labels, chance
// agreement p_e = mean over ordered pairs of annotators g != h of p_g' W p_h, p_g = annotator g's shares.

#include "stats/agreement/conger.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "base/check.h"
#include "base/parallel.h"
#include "stats/agreement/by_annotator.h"
#include "stats/agreement/coefficient_interval.h"
#include "stats/agreement/item_bootstrap.h"
#include "stats/exact_sum.h"

namespace assay::stats {
namespace {

constexpr double gap_min = 1e-12;
constexpr std::size_t item_chunk = 1 << 14;
constexpr std::size_t annotator_chunks_max =
    64;  // of annotators: each holds a table as long as the categories are many

class Computation {
 public:
  explicit Computation(const CongerInput& input)
      : input_(input),
        votes_(input.votes),
        weights_(input.scale, input.values, input.votes.category_count),
        grouped_(group_by_annotator(input.votes, input.rank)),
        agreement_(votes_.item_count(), 0),
        labels_(votes_.item_count(), 0),
        chance_(votes_.item_count()),
        lost_(votes_.annotator_count),
        dropped_(votes_.annotator_count),
        self_(votes_.annotator_count, 0) {}

  // The coefficient alone.
  std::optional<double> value() {
    add_items();
    add_shares();
    if (annotators_ < 2 || paired_ < 1) return std::nullopt;
    weigh_shares();
    const double chance = chance_agreement();
    if (1 - chance < gap_min) return std::nullopt;
    return (agreement_sum_.value() / static_cast<double>(paired_) - chance) / (1 - chance);
  }

  Conger run() {
    add_items();
    add_shares();
    Conger out;
    if (annotators_ < 2 || paired_ < 1 || items_ < 2) {
      out.estimate = undefined_estimate(Status::insufficient, "conger_kappa", items_,
                                        "fewer than two annotators, or no item with two labels");
      out.estimate.n_needed = 2;
      return out;
    }
    weigh_shares();
    const double chance = chance_agreement();
    if (used_categories() < 2 || 1 - chance < gap_min) {
      out.estimate = undefined_estimate(Status::no_variation, "conger_kappa", items_,
                                        "only one category was used: agreement beyond chance is not defined");
      return out;
    }
    add_chance_by_item();
    out.estimate = estimate(chance);
    out.annotator_error = annotator_error();
    return out;
  }

 private:
  struct ItemSums {
    ExactSum agreement;
    std::int64_t items = 0, paired = 0;
  };

  // The item's labels that count, ascending by category, with their annotators.
  struct Label {
    std::uint32_t category, annotator;
    double others = 0;  // weight of this label with all others of its item
  };

  void add_items() {
    std::vector<ItemSums> parts(chunk_count(votes_.item_count(), item_chunk));
    for_chunks(votes_.item_count(), item_chunk, [&](Chunk chunk) {
      std::vector<Label> labels;
      for (std::size_t item = chunk.begin; item < chunk.end; ++item) {
        labels.clear();
        for (std::size_t at = votes_.item_begin[item]; at < votes_.item_begin[item + 1]; ++at) {
          if (input_.rank[votes_.annotator[at]] != ignored) {
            labels.push_back({votes_.category[at], votes_.annotator[at], 0});
          }
        }
        add_item(item, labels, parts[chunk.index]);
      }
    });
    for (const ItemSums& part : parts) {
      agreement_sum_.add(part.agreement);
      items_ += part.items;
      paired_ += part.paired;
    }
  }

  void add_item(std::size_t item, std::vector<Label>& labels, ItemSums& sums) {
    const double r = static_cast<double>(labels.size());
    labels_[item] = static_cast<std::uint32_t>(labels.size());
    if (labels.empty()) return;
    ++sums.items;
    if (labels.size() < 2) return;
    ++sums.paired;
    std::sort(labels.begin(), labels.end(),
              [](const Label& a, const Label& b) { return a.category < b.category; });
    double total = 0;
    for (std::size_t a = 0; a < labels.size();) {
      std::size_t end = a;
      while (end < labels.size() && labels[end].category == labels[a].category) ++end;
      const double here = static_cast<double>(end - a);
      const double others = weight_with_others(labels, a, here);
      total += here * others;
      for (; a < end; ++a) labels[a].others = others;
    }
    agreement_[item] = total / (r * (r - 1));
    sums.agreement.add(agreement_[item]);
    for (const Label& label : labels) {
      // Without this label the item has r - 1 labels; an item of two is lost altogether.
      const double rest = r > 2 ? (total - 2 * label.others) / ((r - 1) * (r - 2)) : 0;
      lost_.add(label.annotator, agreement_[item] - rest);
      if (labels.size() == 2) dropped_.add(label.annotator, 1);
    }
  }

  // sum of weights of label a with all others of its item
  double weight_with_others(const std::vector<Label>& labels, std::size_t a, double here) const {
    if (weights_.identity()) return here - 1;
    double sum = -1;
    for (const Label& other : labels) sum += weights_(labels[a].category, other.category);
    return sum;
  }

  // Runs work(annotator, shares by category, categories used) for every annotator with labels.
  template <typename Work>
  void for_annotators(const Work& work) const {
    const std::size_t count = votes_.annotator_count;
    const std::size_t grain =
        std::max<std::size_t>(1, (count + annotator_chunks_max - 1) / annotator_chunks_max);
    for_chunks(count, grain, [&](Chunk chunk) {
      std::vector<double> share(votes_.category_count, 0);
      std::vector<std::uint32_t> used;
      for (std::size_t g = chunk.begin; g < chunk.end; ++g) {
        const std::size_t begin = grouped_.begin[g], end = grouped_.begin[g + 1];
        if (begin == end) continue;
        for (std::size_t at = begin; at < end; ++at) {
          if (!(share[grouped_.category[at]] > 0)) used.push_back(grouped_.category[at]);
          share[grouped_.category[at]] += 1;
        }
        std::sort(used.begin(), used.end());
        for (const std::uint32_t k : used) share[k] /= static_cast<double>(end - begin);
        work(chunk.index, static_cast<std::uint32_t>(g), share, used);
        for (const std::uint32_t k : used) share[k] = 0;
        used.clear();
      }
    });
  }

  // sum_l W(k, l) p_l over the categories an annotator used
  double weighted(std::uint32_t k, const std::vector<double>& share,
                  const std::vector<std::uint32_t>& used) const {
    if (weights_.identity()) return share[k];
    double sum = 0;
    for (const std::uint32_t l : used) sum += weights_(k, l) * share[l];
    return sum;
  }

  void add_shares() {
    std::vector<std::vector<ExactSum>> parts(annotator_chunks_max + 1);
    for_annotators([&](std::size_t chunk, std::uint32_t g, const std::vector<double>& share,
                       const std::vector<std::uint32_t>& used) {
      parts[chunk].resize(votes_.category_count);
      for (const std::uint32_t k : used) {
        parts[chunk][k].add(share[k]);
        self_[g] += share[k] * weighted(k, share, used);
      }
    });
    std::vector<ExactSum> sums(votes_.category_count);
    for (const auto& part : parts) {
      for (std::size_t k = 0; k < part.size(); ++k) sums[k].add(part[k]);
    }
    for (const ExactSum& sum : sums) share_sum_.push_back(sum.value());
    ExactSum self;
    for (std::uint32_t g = 0; g < votes_.annotator_count; ++g) {
      annotators_ += grouped_.labels(g) > 0 ? 1 : 0;
      self.add(self_[g]);
    }
    self_sum_ = self.value();
  }

  void weigh_shares() {
    weighted_sum_ = share_sum_;
    if (!weights_.identity()) {
      for (std::uint32_t k = 0; k < weighted_sum_.size(); ++k) {
        weighted_sum_[k] = 0;
        for (std::uint32_t l = 0; l < share_sum_.size(); ++l)
          weighted_sum_[k] += weights_(k, l) * share_sum_[l];
      }
    }
    for (std::size_t k = 0; k < share_sum_.size(); ++k) all_pairs_ += share_sum_[k] * weighted_sum_[k];
  }

  double used_categories() const {
    return static_cast<double>(
        std::count_if(share_sum_.begin(), share_sum_.end(), [](double share) { return share > 0; }));
  }

  double chance_agreement() const { return (all_pairs_ - self_sum_) / (annotators_ * (annotators_ - 1)); }

  // Per item: p_e,i - p_e = sum over its annotators g of n / (2 n_g) (h_g(x) - sum_k p_gk h_g(k)).
  void add_chance_by_item() {
    const double factor = 2 / (annotators_ * (annotators_ - 1));
    for_annotators([&](std::size_t, std::uint32_t g, const std::vector<double>& share,
                       const std::vector<std::uint32_t>& used) {
      std::vector<double> h;
      double mean = 0;
      for (const std::uint32_t k : used) {
        h.push_back(factor * (weighted_sum_[k] - weighted(k, share, used)));
        mean += share[k] * h.back();
      }
      const double scale = static_cast<double>(items_) / (2 * static_cast<double>(grouped_.labels(g)));
      for (std::size_t at = grouped_.begin[g]; at < grouped_.begin[g + 1]; ++at) {
        const auto place = std::lower_bound(used.begin(), used.end(), grouped_.category[at]) - used.begin();
        chance_.add(grouped_.item[at], scale * (h[static_cast<std::size_t>(place)] - mean));
      }
    });
  }

  Estimate estimate(double chance) const {
    const double gap = 1 - chance;
    const double n = static_cast<double>(items_), paired = static_cast<double>(paired_);
    const double observed = agreement_sum_.value() / paired;
    const double kappa = (observed - chance) / gap;
    Estimate out;
    out.method = "conger_kappa";
    out.n = items_;
    out.value = std::clamp(kappa, -1.0, 1.0);
    if (observed > 1 - 1e-12) {
      out.value = 1;
      out.interval = no_disagreement_interval(paired_, gap, input_.level);
      out.note = "no disagreement seen: the interval rests on the number of items alone";
      return out;
    }
    ExactSum squares;
    for (std::size_t item = 0; item < labels_.size(); ++item) {
      if (labels_[item] == 0) continue;
      const double pair = labels_[item] >= 2 ? agreement_[item] - chance : 0;
      const double u = n / paired * pair / gap - 2 * (1 - kappa) * chance_.value(item) / gap - kappa;
      squares.add(u * u);
    }
    out.standard_error = std::sqrt(squares.value() / (n * (n - 1)));
    out.interval = bounded(t_interval(kappa, *out.standard_error, items_, input_.level), *out.value, -1);
    return out;
  }

  // p_g' W P
  double with_all(std::uint32_t g) const {
    ExactSum sum;
    for (std::size_t at = grouped_.begin[g]; at < grouped_.begin[g + 1]; ++at) {
      sum.add(weighted_sum_[grouped_.category[at]]);
    }
    return sum.value() / static_cast<double>(grouped_.labels(g));
  }

  // sqrt((R - 1) / R sum_g (kappa_(-g) - mean)^2)
  std::optional<double> annotator_error() const {
    if (annotators_ < 3) return std::nullopt;
    ExactSum total, squares;
    const double rest = annotators_ - 1;
    for (std::uint32_t g = 0; g < votes_.annotator_count; ++g) {
      if (grouped_.labels(g) == 0) continue;
      const double paired = static_cast<double>(paired_) - dropped_.value(g);
      const double own = with_all(g);
      const double chance = (all_pairs_ - 2 * own + self_[g] - (self_sum_ - self_[g])) / (rest * (rest - 1));
      if (paired < 1 || 1 - chance < gap_min) return std::nullopt;
      const double without = ((agreement_sum_.value() - lost_.value(g)) / paired - chance) / (1 - chance);
      total.add(without);
      squares.add(without * without);
    }
    const double spread = squares.value() - total.value() * total.value() / annotators_;
    return std::sqrt(std::max(0.0, (annotators_ - 1) / annotators_ * spread));
  }

  const CongerInput& input_;
  const Votes& votes_;
  Weights weights_;
  ByAnnotator grouped_;
  std::vector<double> agreement_;      // per item
  std::vector<std::uint32_t> labels_;  // per item
  SharedSums chance_;                  // per item: p_e,i - p_e
  SharedSums lost_;                    // per annotator: what the sum of agreement loses without their labels
  SharedSums dropped_;                 // per annotator: items of two labels
  std::vector<double> self_;           // per annotator: p_g' W p_g
  ExactSum agreement_sum_;
  std::int64_t items_ = 0, paired_ = 0;
  double annotators_ = 0, self_sum_ = 0, all_pairs_ = 0;
  std::vector<double> share_sum_, weighted_sum_;  // per category: sum over annotators of p_g; W times it
};

}  // namespace

Conger conger_kappa(const CongerInput& input) {
  ASSAY_CHECK(input.rank.size() == input.votes.annotator_count, "every annotator has a rank");
  Conger out = Computation(input).run();
  Estimate& estimate = out.estimate;
  // Without a standard error there is no disagreement to resample.
  if (estimate.status != Status::ok || !estimate.standard_error) return out;
  const BootstrapOptions options{.level = input.level};
  const auto interval =
      item_bca_interval(input.votes, input.rank, *estimate.value, options, [&](const Votes& drawn) {
        CongerInput again = input;
        again.votes = drawn;
        return Computation(again).value();
      });
  if (interval) {
    estimate.interval = bounded(interval->interval, *estimate.value, -1);
    estimate.note = interval->note;
  }
  return out;
}

}  // namespace assay::stats
