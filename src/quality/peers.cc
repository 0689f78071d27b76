#include "quality/peers.h"

#include <algorithm>

#include "base/parallel.h"
#include "quality/judged.h"
#include "stats/consensus/annotator_model.h"

namespace assay::quality {
namespace {

void count_agreement(const Workspace& work, Peers& peers) {
  const stats::Votes& votes = work.votes;
  std::vector<std::uint32_t> count(votes.category_count, 0);
  for (std::size_t item = 0; item < votes.item_count(); ++item) {
    const std::uint64_t begin = votes.item_begin[item], end = votes.item_begin[item + 1];
    if (end - begin < 2) continue;
    for (std::uint64_t v = begin; v < end; ++v) ++count[votes.category[v]];
    for (std::uint64_t v = begin; v < end; ++v) {
      peers.agreement[votes.annotator[v]].add(item, static_cast<double>(end - begin - 1),
                                              count[votes.category[v]] - 1);
    }
    for (std::uint64_t v = begin; v < end; ++v) count[votes.category[v]] = 0;
  }
  for (stats::ClusterSums& sums : peers.agreement) sums.close();
}

// For every true category k: P(two wrong answers are the same), from all annotators' wrong answers.
std::vector<double> same_mistake(const stats::Fit& fit, std::size_t k_count) {
  std::vector<double> same(k_count, 1 / std::max(1.0, static_cast<double>(k_count) - 1));
  if (fit.confusion.empty()) return same;
  std::vector<double> pooled = fit.beta;  // [truth * K + given]
  for (std::size_t at = 0; at < fit.confusion.size(); ++at) {
    const std::size_t given = at / k_count % k_count, truth = at % k_count;
    pooled[truth * k_count + given] += static_cast<double>(fit.confusion[at]);
  }
  for (std::size_t k = 0; k < k_count; ++k) {
    double all = 0, squares = 0;
    for (std::size_t l = 0; l < k_count; ++l) {
      if (l == k) continue;
      all += pooled[k * k_count + l];
      squares += pooled[k * k_count + l] * pooled[k * k_count + l];
    }
    if (all > 0) same[k] = squares / (all * all);
  }
  return same;
}

// Expected agreements of one chunk of items, per annotator.
struct Expected {
  std::vector<double> sum, pairs;
};

// Given the truth k, j and another agree with probability r r' + (1 - r)(1 - r') s_k: right together, or in
// the same mistake. Averaged over what is believed of the truth and over the others on the item.
class Expectation {
 public:
  explicit Expectation(const Workspace& work)
      : votes_(work.votes), fit_(work.beliefs->fit()), same_(same_mistake(fit_, votes_.category_count)) {
    const stats::AnnotatorModel model(fit_, votes_.category_count);
    const bool one = fit_.confusion.empty();
    width_ = one ? 1 : votes_.category_count;
    for (std::uint32_t j = 0; j < votes_.annotator_count; ++j) {
      for (std::uint32_t k = 0; k < width_; ++k) right_.push_back(static_cast<float>(model.right(j, k)));
    }
  }

  void add(std::size_t item, Expected& out) const {
    const std::uint64_t begin = votes_.item_begin[item], end = votes_.item_begin[item + 1];
    const auto others = static_cast<double>(end - begin) - 1;
    for (std::size_t at = 0; at < fit_.posterior.size(item); ++at) {
      const double share = static_cast<double>(fit_.posterior.of(item)[at]);
      if (share < 1e-3) continue;
      const std::uint32_t k = fit_.posterior.category_at(item, at);
      double all = 0;
      for (std::uint64_t v = begin; v < end; ++v) all += right(v, k);
      for (std::uint64_t v = begin; v < end; ++v) {
        const double own = right(v, k), rest = all - own;
        out.sum[votes_.annotator[v]] += share * (own * rest + (1 - own) * (others - rest) * same_[k]);
        out.pairs[votes_.annotator[v]] += share * others;
      }
    }
  }

 private:
  double right(std::uint64_t label, std::uint32_t k) const {
    const std::size_t row = std::size_t{votes_.annotator[label]} * width_;
    return static_cast<double>(right_[row + (width_ == 1 ? 0 : k)]);
  }

  const stats::Votes& votes_;
  const stats::Fit& fit_;
  std::vector<double> same_;
  std::uint32_t width_ = 1;
  std::vector<float> right_;
};

void expect_agreement(const Workspace& work, Peers& peers) {
  constexpr std::size_t chunk_items = 65'536;
  const Expectation expectation(work);
  const std::size_t annotators = work.votes.annotator_count;
  std::vector<Expected> parts(chunk_count(work.votes.item_count(), chunk_items));
  for_chunks(work.votes.item_count(), chunk_items, [&](Chunk chunk) {
    Expected part{std::vector<double>(annotators, 0), std::vector<double>(annotators, 0)};
    for (std::size_t item = chunk.begin; item < chunk.end; ++item) {
      if (labels_on(work.votes, item) > 1) expectation.add(item, part);
    }
    parts[chunk.index] = std::move(part);
  });
  for (std::size_t j = 0; j < annotators; ++j) {
    double sum = 0, pairs = 0;
    for (const Expected& part : parts) sum += part.sum[j], pairs += part.pairs[j];
    if (pairs > 0) peers.expected[j] = std::clamp(sum / pairs, 0.0, 1.0);
  }
}

}  // namespace

Peers compare_peers(const Workspace& work) {
  Peers peers;
  peers.agreement.resize(work.votes.annotator_count);
  peers.expected.resize(work.votes.annotator_count);
  count_agreement(work, peers);
  if (work.beliefs) expect_agreement(work, peers);
  return peers;
}

}  // namespace assay::quality
