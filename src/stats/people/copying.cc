#include "stats/people/copying.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "stats/multiplicity.h"
#include "stats/special.h"

namespace assay::stats {
namespace {

constexpr std::uint32_t left_out = 0xFFFFFFFF;

// The busiest annotators, numbered anew.
std::vector<std::uint32_t> places(const Votes& votes, std::size_t most) {
  std::vector<std::int64_t> labels(votes.annotator_count, 0);
  for (const std::uint32_t annotator : votes.annotator) ++labels[annotator];
  std::vector<std::uint32_t> order(votes.annotator_count);
  std::iota(order.begin(), order.end(), 0U);
  std::stable_sort(order.begin(), order.end(), [&](auto a, auto b) { return labels[a] > labels[b]; });
  std::vector<std::uint32_t> place(votes.annotator_count, left_out);
  for (std::uint32_t at = 0; at < std::min<std::size_t>(order.size(), most); ++at) {
    if (labels[order[at]] > 0) place[order[at]] = at;
  }
  return place;
}

struct PairCount {
  std::int64_t items = 0, same_wrong = 0;
  double expected = 0;
};

class CopyCounting {
 public:
  CopyCounting(const Votes& votes, const Fit& fit, const CopyingOptions& options)
      : votes_(votes), options_(options), categories_(votes.category_count), prior_(fit.prior) {
    place = places(votes, options.annotators_max);
    fill_confusion(fit);
    annotators = 0;
    for (const std::uint32_t at : place) {
      if (at != left_out) annotators = std::max<std::size_t>(annotators, at + std::size_t{1});
    }
    pairs.resize(annotators * annotators);
  }

  void count() {
    const std::size_t step = votes_.item_count() / options_.items_max + 1;
    for (std::size_t item = 0; item < votes_.item_count(); item += step) {
      const std::uint64_t begin = votes_.item_begin[item], end = votes_.item_begin[item + 1];
      if (end - begin < options_.others_min + 2) continue;
      sum_logs(begin, end);
      for (std::uint64_t a = begin; a < end; ++a) {
        for (std::uint64_t b = a + 1; b < end; ++b) count_pair(a, b);
      }
    }
  }

  std::vector<std::uint32_t> place;
  std::size_t annotators = 0;
  std::vector<PairCount> pairs;

 private:
  // share_[(annotator * K + truth) * K + given]
  void fill_confusion(const Fit& fit) {
    const std::size_t k = categories_;
    share_.resize(votes_.annotator_count * k * k);
    for (std::size_t j = 0; j < votes_.annotator_count; ++j) {
      for (std::size_t truth = 0; truth < k; ++truth) {
        double sum = 0;
        for (std::size_t given = 0; given < k; ++given) {
          const double count = static_cast<double>(fit.confusion[(j * k + given) * k + truth]) +
                               std::max(fit.beta[truth * k + given], 1e-6);
          share_[(j * k + truth) * k + given] = count;
          sum += count;
        }
        for (std::size_t given = 0; given < k; ++given) share_[(j * k + truth) * k + given] /= sum;
      }
    }
    log_share_.resize(share_.size());
    std::transform(share_.begin(), share_.end(), log_share_.begin(), [](double x) { return std::log(x); });
  }

  double share(std::uint32_t annotator, std::size_t truth, std::size_t given) const {
    return share_[(annotator * categories_ + truth) * categories_ + given];
  }

  double log_share(std::uint32_t annotator, std::size_t truth, std::size_t given) const {
    return log_share_[(annotator * categories_ + truth) * categories_ + given];
  }

  void sum_logs(std::uint64_t begin, std::uint64_t end) {
    sum_.resize(categories_);
    for (std::size_t truth = 0; truth < categories_; ++truth) {
      sum_[truth] = std::log(std::max(prior_[truth], 1e-12));
      for (std::uint64_t v = begin; v < end; ++v)
        sum_[truth] += log_share(votes_.annotator[v], truth, votes_.category[v]);
    }
  }

  // What the answers of all but a and b say of the item.
  void believe_without(std::uint64_t a, std::uint64_t b) {
    belief_.resize(categories_);
    double largest = -1e300, sum = 0;
    for (std::size_t truth = 0; truth < categories_; ++truth) {
      belief_[truth] = sum_[truth] - log_share(votes_.annotator[a], truth, votes_.category[a]) -
                       log_share(votes_.annotator[b], truth, votes_.category[b]);
      largest = std::max(largest, belief_[truth]);
    }
    for (double& value : belief_) sum += value = std::exp(value - largest);
    for (double& value : belief_) value /= sum;
  }

  void count_pair(std::uint64_t a, std::uint64_t b) {
    const std::uint32_t first = votes_.annotator[a], second = votes_.annotator[b];
    if (first == second || place[first] == left_out || place[second] == left_out) return;
    believe_without(a, b);
    double expected = 0;
    for (std::size_t truth = 0; truth < categories_; ++truth) {
      if (belief_[truth] < 1e-3) continue;  // adds less than that to a count of one
      double both = 0;
      for (std::size_t given = 0; given < categories_; ++given) {
        if (given != truth) both += share(first, truth, given) * share(second, truth, given);
      }
      expected += belief_[truth] * both;
    }
    const std::size_t low = std::min(place[first], place[second]),
                      high = std::max(place[first], place[second]);
    PairCount& pair = pairs[low * annotators + high];
    ++pair.items;
    pair.expected += expected;
    const bool same = votes_.category[a] == votes_.category[b];
    if (same && belief_[votes_.category[a]] < options_.wrong_below) ++pair.same_wrong;
  }

  const Votes& votes_;
  const CopyingOptions& options_;
  std::size_t categories_;
  const std::vector<double>& prior_;
  std::vector<double> share_, log_share_, sum_, belief_;
};

void adjust(std::vector<CopyingPair>& pairs) {
  std::vector<std::optional<double>> p(pairs.size());
  std::transform(pairs.begin(), pairs.end(), p.begin(), [](const CopyingPair& pair) { return pair.p; });
  const std::vector<std::optional<double>> adjusted = benjamini_hochberg(p);
  for (std::size_t at = 0; at < pairs.size(); ++at) pairs[at].p_adjusted = adjusted[at].value_or(1);
  std::stable_sort(pairs.begin(), pairs.end(),
                   [](const CopyingPair& x, const CopyingPair& y) { return x.p < y.p; });
}

std::vector<CopyingPair> test_pairs(const CopyCounting& counting, const CopyingOptions& options,
                                    const PairCount& all) {
  std::vector<std::uint32_t> annotator(counting.annotators);
  for (std::uint32_t j = 0; j < counting.place.size(); ++j) {
    if (counting.place[j] != left_out) annotator[counting.place[j]] = j;
  }
  std::vector<CopyingPair> tested;
  for (std::size_t low = 0; low < counting.annotators; ++low) {
    for (std::size_t high = low + 1; high < counting.annotators; ++high) {
      const PairCount& pair = counting.pairs[low * counting.annotators + high];
      if (pair.items < options.items_min) continue;
      const double others = all.expected - pair.expected;
      if (others <= 0) continue;
      const double inflation = std::max(1.0, static_cast<double>(all.same_wrong - pair.same_wrong) / others);
      CopyingPair out{.a = annotator[low], .b = annotator[high]};
      if (out.a > out.b) std::swap(out.a, out.b);
      out.items = pair.items;
      out.same_wrong = pair.same_wrong;
      out.expected = pair.expected * inflation;
      out.p = poisson_at_least(pair.same_wrong, out.expected);
      tested.push_back(out);
    }
  }
  return tested;
}

CopyingEvidence nothing(std::string note) {
  CopyingEvidence out;
  out.status = Status::insufficient;
  out.note = std::move(note);
  return out;
}

}  // namespace

CopyingEvidence copying_evidence(const Votes& votes, const Fit& fit, const CopyingOptions& options) {
  if (fit.confusion.empty()) return nothing("too many categories to tell chance from copying");
  CopyCounting counting(votes, fit, options);
  counting.count();
  PairCount all;
  for (const PairCount& pair : counting.pairs) {
    all.items += pair.items;
    all.same_wrong += pair.same_wrong;
    all.expected += pair.expected;
  }
  if (all.items == 0)
    return nothing("needs items with five labels: two of the pair, three to say what is wrong");
  CopyingEvidence out;
  out.inflation = all.expected > 0 ? std::max(1.0, static_cast<double>(all.same_wrong) / all.expected) : 1;
  out.pairs = test_pairs(counting, options, all);
  if (out.pairs.empty()) {
    return nothing("no two annotators share 30 items that three others have labelled too");
  }
  adjust(out.pairs);
  return out;
}

}  // namespace assay::stats
