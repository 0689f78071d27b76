// The default: the arithmetic mean of the posteriors of majority, Wawa, one-coin and hierarchical
// Dawid-Skene. Fixed in advance, nothing tuned on labelled sets: docs/decisions/0005-default-consensus.md has
// the evidence for and against it.

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "base/parallel.h"
#include "stats/consensus/annotator_model.h"
#include "stats/consensus/dawid_skene.h"
#include "stats/consensus/shares.h"

namespace assay::stats {
namespace {

// Large data say the same after a relative change of a millionth, and cost minutes to a hundred-millionth.
ConsensusOptions relaxed(const Votes& votes, const ConsensusOptions& options) {
  ConsensusOptions out = options;
  if (votes.label_count() > large_labels) {
    out.tolerance = 1e-5;
    out.outer_rounds = 1;
  }
  return out;
}

void add_quarter(Posterior& sum, const Posterior& part) {
  for (std::size_t at = 0; at < sum.probability.size(); ++at)
    sum.probability[at] += 0.25F * part.probability[at];
}

// The order of the registry.
enum Member : std::size_t { majority, wawa, one_coin, dawid_skene, hierarchical, member_count };

// The shares of categories that a posterior means.
std::vector<double> mean_of(const Posterior& posterior) {
  std::vector<double> mean(posterior.category_count, 0);
  double all = 0;
  for (std::size_t item = 0; item < posterior.item_count(); ++item) {
    for (std::size_t at = 0; at < posterior.size(item); ++at)
      mean[posterior.category_at(item, at)] += static_cast<double>(posterior.of(item)[at]);
  }
  for (double& share : mean) all += share += 0.5;
  for (double& share : mean) share /= all;
  return mean;
}

// What the labels of a chunk of items say of annotators.
struct ChoiceCounts {
  std::vector<float> confusion;  // as Fit::confusion
  std::vector<double> labels;
  std::array<std::vector<double>, 3> right;  // expected right labels by auto, one_coin and hierarchical
  std::array<std::vector<double>, 2> doubt;  // RightEvidence::doubt by one_coin and hierarchical

  explicit ChoiceCounts(std::uint32_t annotators, std::size_t k_count)
      : confusion(std::size_t{annotators} * k_count * k_count, 0), labels(annotators, 0) {
    for (auto& sums : right) sums.assign(annotators, 0);
    for (auto& sums : doubt) sums.assign(annotators, 0);
  }

  void add(const ChoiceCounts& part) {
    for (std::size_t at = 0; at < confusion.size(); ++at) confusion[at] += part.confusion[at];
    for (std::size_t j = 0; j < labels.size(); ++j) {
      labels[j] += part.labels[j];
      for (std::size_t view = 0; view < right.size(); ++view) right[view][j] += part.right[view][j];
      for (std::size_t view = 0; view < doubt.size(); ++view) doubt[view][j] += part.doubt[view][j];
    }
  }

  // Half of what the three views of annotator j differ.
  double spread(std::size_t j) const {
    const auto [low, high] = std::minmax({right[0][j], right[1][j], right[2][j]});
    return labels[j] > 0 ? (high - low) / labels[j] / 2 : 0;
  }
};

// Counts annotators under the mean of three views of each item: the weighted votes of the others, one_coin
// and hierarchical. Their own vote is left out of the votes, because there it counts for a weak annotator as
// much as a good one's; the models weigh it for what it is worth.
class Recount {
 public:
  Recount(const Votes& votes, const std::vector<Fit>& fits)
      : votes_(votes),
        weight_(fits[wawa].skill),
        skill_(fits[one_coin].skill),
        hierarchical_(fits[hierarchical]),
        coin_(fits[one_coin].posterior),
        full_(fits[hierarchical].posterior),
        k_(votes.category_count) {}

  void run(Fit& fit) const {
    constexpr std::size_t parts_max = 16;
    const std::size_t size = std::max(item_chunk, votes_.item_count() / parts_max + 1);
    std::vector<std::optional<ChoiceCounts>> parts(chunk_count(votes_.item_count(), size));
    for_chunks(votes_.item_count(), size, [&](Chunk chunk) {
      ChoiceCounts part(votes_.annotator_count, k_);
      for (std::size_t item = chunk.begin; item < chunk.end; ++item) {
        if (votes_.item_begin[item + 1] - votes_.item_begin[item] > 1) add(fit.posterior, item, part);
      }
      parts[chunk.index] = std::move(part);
    });
    ChoiceCounts all(votes_.annotator_count, k_);
    for (const auto& part : parts) all.add(*part);
    fit.spread.assign(votes_.annotator_count, 0);
    for (std::size_t j = 0; j < fit.spread.size(); ++j) fit.spread[j] = all.spread(j);
    fit.right = shares(all);
    fit.confusion = std::move(all.confusion);
  }

 private:
  std::vector<RightShare> shares(const ChoiceCounts& all) const {
    const AnnotatorModel model(hierarchical_, static_cast<std::uint32_t>(k_));
    std::vector<RightShare> out(votes_.annotator_count);
    for (std::uint32_t j = 0; j < votes_.annotator_count; ++j) {
      if (!(all.labels[j] > 0)) continue;
      out[j] = mean_share(right_share({all.labels[j], all.right[1][j], all.doubt[0][j], skill_[j]}),
                          right_share({all.labels[j], all.right[2][j], all.doubt[1][j], assumed(model, j)}));
    }
    return out;
  }

  // The accuracy of a full model on what the annotator saw.
  double assumed(const AnnotatorModel& model, std::uint32_t j) const {
    const float* cells = hierarchical_.confusion.data() + std::size_t{j} * k_ * k_;
    std::array<double, dense_categories_max> seen{};
    for (std::size_t at = 0; at < k_ * k_; ++at) seen[at % k_] += static_cast<double>(cells[at]);
    double right = 0, labels = 0;
    for (std::uint32_t k = 0; k < k_; ++k) right += seen[k] * model.right(j, k), labels += seen[k];
    return labels > 0 ? right / labels : skill_[j];
  }

  double weight_of(std::uint64_t label) const { return std::max(weight_[votes_.annotator[label]], 1e-9); }

  void add(const Posterior& average, std::size_t item, ChoiceCounts& part) const {
    std::array<double, dense_categories_max> votes_for{};
    double sum = 0;
    const std::uint64_t begin = votes_.item_begin[item], end = votes_.item_begin[item + 1];
    for (std::uint64_t v = begin; v < end; ++v)
      votes_for[votes_.category[v]] += weight_of(v), sum += weight_of(v);
    for (std::uint64_t v = begin; v < end; ++v) {
      const std::uint32_t j = votes_.annotator[v], given = votes_.category[v];
      const double own = weight_of(v);
      float* row = part.confusion.data() + (std::size_t{j} * k_ + given) * k_;
      for (std::uint32_t k = 0; k < k_; ++k) {
        const double voted = std::max(0.0, votes_for[k] - (k == given ? own : 0)) / (sum - own);
        const std::size_t at = item * k_ + k;
        const double modelled = static_cast<double>(coin_.probability[at] + full_.probability[at]) / 2;
        row[k] += static_cast<float>((voted + 2 * modelled) / 3);
      }
      part.labels[j] += 1;
      const std::size_t said = item * k_ + given;
      part.right[0][j] += static_cast<double>(average.probability[said]);
      part.right[1][j] += static_cast<double>(coin_.probability[said]);
      part.right[2][j] += static_cast<double>(full_.probability[said]);
      part.doubt[0][j] += doubt_of(coin_.probability[said]);
      part.doubt[1][j] += doubt_of(full_.probability[said]);
    }
  }

  static double doubt_of(float p) { return static_cast<double>(p) * (1 - static_cast<double>(p)); }

  const Votes& votes_;
  const std::vector<double>& weight_;
  const std::vector<double>& skill_;
  const Fit& hierarchical_;
  const Posterior& coin_;
  const Posterior& full_;
  std::size_t k_;
};

Fit average(const Votes& votes, const std::vector<Fit>& fits) {
  Fit out;
  out.model = "auto";
  out.posterior = empty_posterior(votes);
  for (const Member member : {hierarchical, majority, wawa, one_coin}) {
    add_quarter(out.posterior, fits[member].posterior);
  }
  const Fit& full = fits[hierarchical];
  out.skill = fits[one_coin].skill;
  out.prior = full.prior;
  out.confusion = full.confusion;
  out.beta = full.beta;
  out.iterations = full.iterations;
  out.objective = full.objective;
  out.log_likelihood = full.log_likelihood;
  if (!out.confusion.empty()) {
    Recount(votes, fits).run(out);
    out.prior = mean_of(out.posterior);
  }
  if (full.status != Status::ok) out.note = "one of its four models is uncertain: " + full.note;
  return out;
}

}  // namespace

std::vector<Fit> fit_every_model(const Votes& votes, const ConsensusOptions& options) {
  const ConsensusOptions settled = relaxed(votes, options);
  std::vector<Fit> fits(member_count);
  fits[majority] = majority_fit(votes, settled);
  fits[wawa] = wawa_fit(votes, settled);
  fits[one_coin] = one_coin_fit(votes, settled);
  fits[dawid_skene] = dawid_skene_fit(votes, settled);
  fits[hierarchical] = hierarchical_from(votes, settled, fits[dawid_skene]);
  fits.push_back(average(votes, fits));
  return fits;
}

Fit auto_fit(const Votes& votes, const ConsensusOptions& options) {
  return std::move(fit_every_model(votes, options).back());
}

std::span<const ConsensusModel> consensus_registry() {
  static const std::array<ConsensusModel, 6> models = {{
      {"majority", "the category most annotators chose", majority_fit},
      {"wawa", "majority weighted by each annotator's agreement with it", wawa_fit},
      {"one_coin", "one accuracy per annotator", one_coin_fit},
      {"dawid_skene", "a confusion matrix per annotator", dawid_skene_fit},
      {"hierarchical", "confusion matrices that borrow from all annotators", hierarchical_fit},
      {"auto", "the mean of majority, wawa, one_coin and hierarchical", auto_fit},
  }};
  return models;
}

}  // namespace assay::stats
