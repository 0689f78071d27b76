#include "stats/agreement/mean_cohen.h"

#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <cmath>
#include <functional>
#include <optional>
#include <set>
#include <utility>

#include "base/check.h"
#include "base/parallel.h"
#include "base/text.h"
#include "stats/agreement/by_annotator.h"
#include "stats/agreement/coefficient_interval.h"
#include "stats/agreement/item_bootstrap.h"
#include "stats/agreement/pair_kappa.h"
#include "stats/exact_sum.h"

namespace assay::stats {
namespace {

// A handful of chunks, whatever the number of annotators: each holds tables as long as the annotators are
// many.
constexpr std::size_t pair_chunks_max = 64;

struct PairSums {
  ExactSum kappa, chance_gap;
  std::int64_t pairs = 0, undefined = 0, perfect = 0;
};

struct Owners {
  std::vector<std::uint32_t> annotators;  // by rank
  bool all = true;
};

// The annotators whose pairs are visited: all, or the first by rank until the work is done.
Owners chosen_owners(const Votes& votes, const ByAnnotator& grouped, const MeanCohenOptions& options) {
  Owners owners;
  for (std::uint32_t g = 0; g < votes.annotator_count; ++g) {
    if (options.rank[g] != ignored && static_cast<std::int64_t>(grouped.labels(g)) >= options.shared_min) {
      owners.annotators.push_back(g);
    }
  }
  std::sort(owners.annotators.begin(), owners.annotators.end(),
            [&](std::uint32_t a, std::uint32_t b) { return options.rank[a] < options.rank[b]; });
  double work = 0;
  for (std::size_t o = 0; o < owners.annotators.size(); ++o) {
    const std::uint32_t g = owners.annotators[o];
    for (std::size_t at = grouped.begin[g]; at < grouped.begin[g + 1]; ++at) {
      const std::uint32_t item = grouped.item[at];
      work += static_cast<double>(votes.item_begin[item + 1] - votes.item_begin[item]);
    }
    if (work > options.labels_max && o > 0) {
      owners.annotators.resize(o);
      owners.all = false;
    }
  }
  return owners;
}

class Mean {
 public:
  Mean(const Votes& votes, const CategoryValues& values, std::span<const Scale> scales,
       const MeanCohenOptions& options)
      : votes_(votes), values_(values), scales_(scales), options_(options), counted_(votes.item_count(), 0) {
    for (std::size_t s = 0; s < scales.size(); ++s) change_.emplace_back(votes.item_count());
  }

  std::vector<MeanCohen> run() {
    const ByAnnotator grouped = group_by_annotator(votes_, options_.rank);
    const Owners owners = chosen_owners(votes_, grouped, options_);
    const std::size_t count = owners.annotators.size();
    const std::size_t grain = std::max<std::size_t>(1, (count + pair_chunks_max - 1) / pair_chunks_max);
    std::vector<std::vector<PairSums>> sums(chunk_count(count, grain));
    for_chunks(count, grain, [&](Chunk chunk) {
      sums[chunk.index].resize(scales_.size());
      PairWalk walk(votes_, grouped, options_.rank);
      std::vector<PairKappa> kappas;
      for (const Scale scale : scales_) kappas.emplace_back(scale, values_, votes_.category_count);
      for (std::size_t o = chunk.begin; o < chunk.end; ++o) {
        walk.visit(owners.annotators[o], options_.shared_min, [&](const SharedLabels& shared) {
          for (std::size_t s = 0; s < scales_.size(); ++s) {
            add_pair(shared, kappas[s], change_[s], sums[chunk.index][s]);
          }
        });
      }
    });
    std::vector<MeanCohen> out;
    for (std::size_t s = 0; s < scales_.size(); ++s) {
      PairSums all;
      for (const auto& part : sums) add(part[s], all);
      out.push_back(result(all, change_[s]));
      out.back().sampled = !owners.all;
      if (!owners.all && out.back().estimate.value) {
        out.back().estimate.note +=
            fmt::format("; of the pairs of {} annotators taken by a fixed draw", owners.annotators.size());
      }
    }
    return out;
  }

 private:
  static void add(const PairSums& part, PairSums& all) {
    all.kappa.add(part.kappa);
    all.chance_gap.add(part.chance_gap);
    all.pairs += part.pairs;
    all.undefined += part.undefined;
    all.perfect += part.perfect;
  }

  void add_pair(const SharedLabels& shared, PairKappa& kappa, SharedSums& change, PairSums& sums) {
    kappa.load(shared.mine, shared.theirs);
    if (!kappa.defined()) {
      ++sums.undefined;
      return;
    }
    const double value = kappa.value();
    ++sums.pairs;
    sums.kappa.add(value);
    sums.chance_gap.add(kappa.chance_gap());
    if (kappa.agreeing() >= kappa.items()) ++sums.perfect;
    for (std::size_t i = 0; i < shared.item.size(); ++i) {
      const std::optional<double> without = kappa.without(shared.mine[i], shared.theirs[i]);
      change.add(shared.item[i], without ? value - *without : 0);
      std::atomic_ref<std::uint8_t>(counted_[shared.item[i]]).store(1, std::memory_order_relaxed);
    }
  }

  // Without any pair: why.
  Estimate no_pairs(const PairSums& sums) const {
    if (sums.undefined > 0) {
      return undefined_estimate(Status::no_variation, "cohen_kappa", 0,
                                "every pair of annotators used one category only");
    }
    Estimate out = undefined_estimate(Status::insufficient, "cohen_kappa", 0,
                                      fmt::format("no two annotators share {} items", options_.shared_min));
    out.n_needed = options_.shared_min;
    return out;
  }

  MeanCohen result(const PairSums& sums, const SharedSums& change) const {
    MeanCohen out;
    out.pairs = sums.pairs;
    out.undefined_pairs = sums.undefined;
    if (sums.pairs == 0) {
      out.estimate = no_pairs(sums);
      return out;
    }
    Estimate& estimate = out.estimate;
    const double pairs = static_cast<double>(sums.pairs);
    estimate.method = "cohen_kappa";
    estimate.value = std::clamp(sums.kappa.value() / pairs, -1.0, 1.0);
    estimate.note = fmt::format("mean of {} pairs of annotators who share {} items or more",
                                grouped(sums.pairs), options_.shared_min);
    if (sums.undefined > 0) {
      estimate.note += fmt::format("; {} further pairs used one category only", grouped(sums.undefined));
    }
    estimate.n = std::count(counted_.begin(), counted_.end(), 1);
    if (sums.perfect == sums.pairs) {
      estimate.value = 1;
      estimate.interval =
          no_disagreement_interval(estimate.n, sums.chance_gap.value() / pairs, options_.level);
      return out;
    }
    ExactSum total, squares;
    for (std::size_t item = 0; item < change.size(); ++item) {
      total.add(change.value(item));
      squares.add(change.value(item) * change.value(item));
    }
    const double n = static_cast<double>(estimate.n);
    const double spread = squares.value() - total.value() * total.value() / n;
    estimate.standard_error = std::sqrt(std::max(0.0, (n - 1) / n * spread)) / pairs;
    estimate.interval = bounded(
        t_interval(*estimate.value, *estimate.standard_error, estimate.n, options_.level, "jackknife_t"),
        *estimate.value, -1);
    return out;
  }

  const Votes& votes_;
  const CategoryValues& values_;
  std::span<const Scale> scales_;
  const MeanCohenOptions& options_;
  std::vector<SharedSums> change_;     // per scale and item: kappa minus kappa without the item, over pairs
  std::vector<std::uint8_t> counted_;  // per item: it is in a counted pair
};

// Visits the pairs that share so many items.
using PairVisit = std::function<void(std::uint32_t, const SharedLabels&)>;
void for_pairs(const Votes& votes, std::span<const std::uint32_t> rank, std::int64_t shared_min,
               const PairVisit& visit) {
  const ByAnnotator by = group_by_annotator(votes, rank);
  PairWalk walk(votes, by, rank);
  for (std::uint32_t g = 0; g < votes.annotator_count; ++g) {
    if (rank[g] == ignored) continue;
    walk.visit(g, shared_min, [&](const SharedLabels& shared) { visit(g, shared); });
  }
}

// The mean over the pairs that share enough items of all the votes, from any resample of the items.
class FixedPairs {
 public:
  FixedPairs(const Votes& votes, const CategoryValues& values, Scale scale, const MeanCohenOptions& options)
      : values_(values), scale_(scale), options_(options) {
    for_pairs(votes, options.rank, options.shared_min, [&](std::uint32_t g, const SharedLabels& shared) {
      pairs_.insert({g, shared.partner});
    });
  }

  std::optional<double> operator()(const Votes& drawn) const {
    PairKappa kappa(scale_, values_, drawn.category_count);
    double sum = 0, pairs = 0;
    for_pairs(drawn, options_.rank, 2, [&](std::uint32_t g, const SharedLabels& shared) {
      if (pairs_.count({g, shared.partner}) == 0) return;
      kappa.load(shared.mine, shared.theirs);
      if (!kappa.defined()) return;
      sum += kappa.value();
      pairs += 1;
    });
    if (pairs < 1) return std::nullopt;
    return sum / pairs;
  }

 private:
  const CategoryValues& values_;
  Scale scale_;
  const MeanCohenOptions& options_;
  std::set<std::pair<std::uint32_t, std::uint32_t>> pairs_;
};

}  // namespace

std::vector<MeanCohen> mean_cohen(const Votes& votes, const CategoryValues& values,
                                  std::span<const Scale> scales, const MeanCohenOptions& options) {
  ASSAY_CHECK(options.rank.size() == votes.annotator_count, "every annotator has a rank");
  std::vector<MeanCohen> out = Mean(votes, values, scales, options).run();
  for (std::size_t s = 0; s < scales.size(); ++s) {
    Estimate& estimate = out[s].estimate;
    if (estimate.status != Status::ok || !estimate.standard_error) continue;
    if (votes.label_count() > item_bootstrap_labels_max) continue;
    const BootstrapOptions resampling{.level = options.level};
    const auto interval = item_bca_interval(votes, options.rank, *estimate.value, resampling,
                                            FixedPairs(votes, values, scales[s], options));
    if (!interval) continue;
    estimate.interval = bounded(interval->interval, *estimate.value, -1);
    if (!interval->note.empty()) estimate.note += "; " + interval->note;
  }
  return out;
}

}  // namespace assay::stats
