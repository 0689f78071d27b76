#include "stats/guideline/confused_pair.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "base/rng.h"
#include "stats/special.h"

namespace assay::stats {
namespace {

constexpr std::int64_t pair_items_min = 10;
constexpr double leaning_z = 2.5;
constexpr std::int64_t leaning_labels_min = 5;
constexpr std::size_t split_items_max = 5'000;  // looked at for differences between people

// Labels of one item that are of the pair.
struct Unit {
  double k = 0, labels = 0;
  double disagreement() const { return 2 * k * (labels - k) / (labels - 1); }
};

// alpha of two categories from sums over units; nothing where only one category is left.
std::optional<double> alpha_of(double disagreement, double k, double labels) {
  const double expected = 2 * k * (labels - k) / (labels * (labels - 1));
  if (labels < 2 || !(expected > 0)) return std::nullopt;
  return 1 - disagreement / labels / expected;
}

Estimate pair_agreement(const std::vector<Unit>& units, double level) {
  const auto n = static_cast<std::int64_t>(units.size());
  double disagreement = 0, k = 0, labels = 0;
  for (const Unit& unit : units) {
    disagreement += unit.disagreement();
    k += unit.k;
    labels += unit.labels;
  }
  const std::optional<double> alpha = alpha_of(disagreement, k, labels);
  if (n < pair_items_min || !alpha) {
    Estimate few =
        undefined_estimate(Status::insufficient, "pair_alpha", n, "fewer than ten items of the pair");
    few.n_needed = pair_items_min;
    return few;
  }
  double sum = 0, square = 0;
  for (const Unit& unit : units) {
    const double without =
        alpha_of(disagreement - unit.disagreement(), k - unit.k, labels - unit.labels).value_or(*alpha);
    sum += without;
    square += without * without;
  }
  const auto count = static_cast<double>(n);
  const double variance = std::max(square - sum * sum / count, 0.0) * (count - 1) / count;
  const double reach = student_quantile((1 + level) / 2, count - 1) * std::sqrt(variance);
  Estimate out;
  out.value = alpha;
  out.interval =
      Interval{std::max(*alpha - reach, -1.0), std::min(*alpha + reach, 1.0), level, "jackknife_t"};
  out.standard_error = std::sqrt(variance);
  out.n = n;
  out.method = "pair_alpha";
  return out;
}

// The labels of items on which both categories were given.
struct SplitLabels {
  std::vector<std::size_t> begin{0};
  std::vector<std::uint32_t> person;  // place in `annotators`
  std::vector<std::uint8_t> says_k;
  std::vector<std::uint32_t> annotators;
};

SplitLabels compact(SplitLabels split) {
  std::map<std::uint32_t, std::uint32_t> place;
  for (std::uint32_t& person : split.person) {
    const auto [at, fresh] = place.try_emplace(person, static_cast<std::uint32_t>(place.size()));
    if (fresh) split.annotators.push_back(person);
    person = at->second;
  }
  return split;
}

// How far each person is from saying k as often as all do on the same items.
class Leanings {
 public:
  explicit Leanings(const SplitLabels& split)
      : split_(split),
        expected_(split.annotators.size(), 0),
        variance_(split.annotators.size(), 0),
        labels_(split.annotators.size(), 0) {
    for (std::size_t item = 0; item + 1 < split.begin.size(); ++item) {
      double k = 0;
      const auto n = static_cast<double>(split.begin[item + 1] - split.begin[item]);
      for (std::size_t at = split.begin[item]; at < split.begin[item + 1]; ++at) k += split.says_k[at];
      for (std::size_t at = split.begin[item]; at < split.begin[item + 1]; ++at) {
        const std::uint32_t j = split.person[at];
        expected_[j] += k / n;
        variance_[j] += k / n * (1 - k / n);
        ++labels_[j];
      }
    }
  }

  double z(std::uint32_t person, const std::vector<double>& said) const {
    return variance_[person] > 0 ? (said[person] - expected_[person]) / std::sqrt(variance_[person]) : 0;
  }
  std::vector<double> said(const std::vector<std::uint8_t>& says_k) const {
    std::vector<double> out(expected_.size(), 0);
    for (std::size_t at = 0; at < says_k.size(); ++at) out[split_.person[at]] += says_k[at];
    return out;
  }
  double statistic(const std::vector<std::uint8_t>& says_k) const {
    const std::vector<double> counts = said(says_k);
    double sum = 0;
    for (std::uint32_t j = 0; j < counts.size(); ++j) sum += z(j, counts) * z(j, counts);
    return sum;
  }
  std::int64_t labels(std::uint32_t person) const { return labels_[person]; }

 private:
  const SplitLabels& split_;
  std::vector<double> expected_, variance_;
  std::vector<std::int64_t> labels_;
};

constexpr int enough_as_far = 10;  // permutations as far as what was seen end the search for p

// Stopped early it is p all the same (Besag and Clifford 1991): what is far from significant needs no digits.
double permutation_p(const SplitLabels& split, const Leanings& leanings, const ConfusedPairOptions& options,
                     std::uint64_t stream) {
  const double observed = leanings.statistic(split.says_k);
  Rng rng(options.seed, RandomPurpose::permutation, stream);
  std::vector<std::uint8_t> shuffled = split.says_k;
  int as_far = 0;
  for (int time = 0; time < options.permutations; ++time) {
    for (std::size_t item = 0; item + 1 < split.begin.size(); ++item) {
      for (std::size_t left = split.begin[item + 1] - split.begin[item]; left > 1; --left) {
        std::swap(shuffled[split.begin[item] + left - 1], shuffled[split.begin[item] + rng.below(left)]);
      }
    }
    as_far += leanings.statistic(shuffled) >= observed - 1e-9 ? 1 : 0;
    if (as_far == enough_as_far) return static_cast<double>(as_far) / (time + 1);
  }
  return static_cast<double>(as_far + 1) / (options.permutations + 1);
}

void add_people(const SplitLabels& split, const ConfusedPairOptions& options, ConfusedPair& out) {
  if (split.says_k.empty()) return;
  const Leanings leanings(split);
  out.people_p = permutation_p(split, leanings, options, std::uint64_t{out.k} << 32 | out.l);
  const std::vector<double> said = leanings.said(split.says_k);
  for (std::uint32_t j = 0; j < split.annotators.size(); ++j) {
    const double z = leanings.z(j, said);
    if (std::fabs(z) < leaning_z || leanings.labels(j) < leaning_labels_min) continue;
    out.leaning.push_back({split.annotators[j], leanings.labels(j), z});
  }
  std::stable_sort(out.leaning.begin(), out.leaning.end(),
                   [](const Leaning& a, const Leaning& b) { return std::fabs(a.z) > std::fabs(b.z); });
}

}  // namespace

std::vector<PairConfusion> most_confused(const Votes& votes, std::size_t most) {
  std::map<std::pair<std::uint32_t, std::uint32_t>, double> found;
  std::map<std::uint32_t, double> count;
  for (std::size_t item = 0; item < votes.item_count(); ++item) {
    const std::uint64_t begin = votes.item_begin[item], end = votes.item_begin[item + 1];
    if (end - begin < 2) continue;
    count.clear();
    for (std::uint64_t v = begin; v < end; ++v) ++count[votes.category[v]];
    for (auto k = count.begin(); k != count.end(); ++k) {
      for (auto l = std::next(k); l != count.end(); ++l)
        found[{k->first, l->first}] += k->second * l->second / static_cast<double>(end - begin - 1);
    }
  }
  std::vector<PairConfusion> pairs;
  for (const auto& [pair, disagreements] : found) pairs.push_back({pair.first, pair.second, disagreements});
  std::stable_sort(pairs.begin(), pairs.end(), [](const PairConfusion& a, const PairConfusion& b) {
    return a.disagreements > b.disagreements;
  });
  if (pairs.size() > most) pairs.resize(most);
  return pairs;
}

ConfusedPair confused_pair(const Votes& votes, const PairConfusion& pair,
                           const ConfusedPairOptions& options) {
  ConfusedPair out{.k = pair.k, .l = pair.l, .disagreements = pair.disagreements};
  std::vector<Unit> units;
  SplitLabels split;
  for (std::size_t item = 0; item < votes.item_count(); ++item) {
    Unit unit;
    const std::size_t before = split.person.size();
    for (std::uint64_t v = votes.item_begin[item]; v < votes.item_begin[item + 1]; ++v) {
      if (votes.category[v] != pair.k && votes.category[v] != pair.l) continue;
      const bool says_k = votes.category[v] == pair.k;
      unit.labels += 1;
      unit.k += says_k ? 1 : 0;
      split.person.push_back(votes.annotator[v]);
      split.says_k.push_back(says_k ? 1 : 0);
    }
    const bool is_split = unit.k > 0 && unit.k < unit.labels;
    if (unit.labels >= 2) units.push_back(unit);
    out.split_items += is_split ? 1 : 0;
    if (is_split && split.begin.size() <= split_items_max) {
      split.begin.push_back(split.person.size());
    } else {
      split.person.resize(before);
      split.says_k.resize(before);
    }
  }
  out.items = static_cast<std::int64_t>(units.size());
  out.agreement = pair_agreement(units, options.level);
  add_people(compact(std::move(split)), options, out);
  return out;
}

}  // namespace assay::stats
