// M-MSR: skills by robust rank-one completion. Source: Ma and Olshevsky 2020 (NeurIPS), algorithms 1 and 2;
// crowd-kit (Ustalov et al. 2021). With C_ij = (K a_ij - 1) / (K - 1), a_ij how often annotators i and j
// agree, C_ij estimates s_i s_j. |s| comes from |C| by alternating means of |C_ij| / |s_i| without the F
// largest and the F smallest, F = floor(fewest neighbours / 2) - 1; the signs from those of C; weights are
// log((K - 1) p / (1 - p)) with p = s (K - 1) / K + 1 / K.
//
// Deviations from crowd-kit: F is never below 0 (there -1 keeps the largest value alone); rounds start at 1
// instead of random numbers; signs are those of the leading eigenvector of the signs of C over pairs that
// share items (there pairs without a shared item count as disagreeing); the posterior is that of these
// weights under equally likely categories, whose best category is the largest sum of weights (there sums
// that are negative in total turn the order around).

#include <algorithm>
#include <cmath>

#include "base/parallel.h"
#include "stats/consensus/consensus.h"
#include "stats/consensus/pair_agreements.h"
#include "stats/consensus/shares.h"

namespace assay::stats {
namespace {

constexpr int rounds_max = 10'000;
constexpr double work_max = 2e9;  // entries of C that all rounds may touch
constexpr double change_min = 1e-10;
constexpr int sign_rounds = 1000;
constexpr std::size_t annotator_chunk = 64;

double items_with_labels(const Votes& votes) {
  double items = 0;
  for (std::size_t item = 0; item < votes.item_count(); ++item)
    items += votes.item_begin[item + 1] > votes.item_begin[item] ? 1 : 0;
  return items;
}

double norm_squared(const std::vector<double>& x) {
  double sum = 0;
  for (const double value : x) sum += value * value;
  return sum;
}

class MatrixMsr {
 public:
  explicit MatrixMsr(const Votes& votes)
      : k_(votes.category_count), items_(items_with_labels(votes)), pairs_(pair_agreements(votes)) {
    std::size_t fewest = pairs_.other.size();
    for (std::size_t j = 0; j < annotators(); ++j) {
      if (pairs_.degree(j) > 0) fewest = std::min(fewest, pairs_.degree(j));
    }
    trimmed_ = fewest / 2 > 1 ? fewest / 2 - 1 : 0;
    for (std::size_t at = 0; at < pairs_.other.size(); ++at) {
      const double agreement =
          static_cast<double>(pairs_.agreed[at]) / static_cast<double>(pairs_.shared[at]);
      covariation_.push_back((k_ * agreement - 1) / (k_ - 1));
    }
  }

  bool empty() const { return pairs_.other.empty(); }
  bool converged() const { return converged_; }
  int rounds() const { return round_; }

  // The probability that each annotator is right.
  std::vector<double> right() {
    std::vector<double> skill = magnitudes();
    const std::vector<double> sign = signs();
    const double margin = 1 / std::sqrt(items_);
    for (std::size_t j = 0; j < skill.size(); ++j) {
      const double s = pairs_.degree(j) > 0 ? skill[j] * sign[j] : 0;  // nobody to compare with: a guess
      skill[j] = std::max(std::min(s, 1 - margin), -1 / (k_ - 1) + margin) * (k_ - 1) / k_ + 1 / k_;
    }
    return skill;
  }

 private:
  std::size_t annotators() const { return pairs_.begin.size() - 1; }

  std::vector<double> magnitudes() {
    std::vector<double> u(annotators(), 1), v(annotators(), 1), u_before, v_before;
    const int most = static_cast<int>(
        std::clamp(work_max / static_cast<double>(2 * covariation_.size()), 100.0, double{rounds_max}));
    for (round_ = 1; round_ <= most && !converged_; ++round_) {
      u_before = u, v_before = v;
      update(u, v);
      update(v, u);
      converged_ = change(u, v, u_before, v_before) < change_min;
    }
    round_ = std::min(round_ - 1, most);
    const double balance = std::sqrt(std::sqrt(norm_squared(u) / norm_squared(v)));
    for (double& value : u) value /= balance;
    return u;
  }

  // |u v' - u0 v0'| without the difference of large numbers.
  static double change(const std::vector<double>& u, const std::vector<double>& v,
                       const std::vector<double>& u0, const std::vector<double>& v0) {
    double du = 0, dv = 0, along_u = 0, along_v = 0;
    for (std::size_t j = 0; j < u.size(); ++j) {
      du += (u[j] - u0[j]) * (u[j] - u0[j]);
      dv += (v[j] - v0[j]) * (v[j] - v0[j]);
      along_u += (u[j] - u0[j]) * u0[j];
      along_v += (v[j] - v0[j]) * v[j];
    }
    const double square = du * norm_squared(v) + 2 * along_u * along_v + norm_squared(u0) * dv;
    return std::sqrt(std::max(0.0, square));
  }

  // Each entry of `into` from those of `from` that it shares items with.
  void update(const std::vector<double>& from, std::vector<double>& into) const {
    for_chunks(annotators(), annotator_chunk, [&](Chunk chunk) {
      std::vector<double> ratio;
      for (std::size_t j = chunk.begin; j < chunk.end; ++j) {
        ratio.clear();
        for (std::uint64_t at = pairs_.begin[j]; at < pairs_.begin[j + 1]; ++at)
          ratio.push_back(std::abs(covariation_[at]) / from[pairs_.other[at]]);
        into[j] = trimmed_mean(ratio, into[j]);
      }
    });
  }

  // Without at most F values below the present one and at most F above it.
  double trimmed_mean(std::vector<double>& values, double present) const {
    std::size_t below = 0, above = 0;
    for (const double value : values) {
      below += value < present ? 1U : 0U;
      above += value > present ? 1U : 0U;
    }
    below = std::min(below, trimmed_), above = std::min(above, trimmed_);
    if (below + above >= values.size()) return present;
    const auto low = values.begin() + static_cast<std::ptrdiff_t>(below);
    const auto high = values.end() - static_cast<std::ptrdiff_t>(above);
    if (below > 0) std::nth_element(values.begin(), low, values.end());
    if (above > 0) std::nth_element(low, high, values.end());
    double sum = 0;
    for (auto value = low; value != high; ++value) sum += *value;
    const double mean = sum / static_cast<double>(high - low);
    return mean > 0 ? mean : 1 / std::sqrt(items_);
  }

  // Power iteration on D^-1 S + I, from everybody in agreement; the larger part is positive.
  std::vector<double> signs() const {
    std::vector<double> x(annotators(), 1), next(annotators());
    for (int round = 0; round < sign_rounds; ++round) {
      double largest = 0, moved = 0;
      for (std::size_t j = 0; j < x.size(); ++j) {
        double sum = 0;
        for (std::uint64_t at = pairs_.begin[j]; at < pairs_.begin[j + 1]; ++at)
          sum += covariation_[at] > 0 ? x[pairs_.other[at]] : covariation_[at] < 0 ? -x[pairs_.other[at]] : 0;
        next[j] = x[j] + sum / static_cast<double>(std::max<std::size_t>(1, pairs_.degree(j)));
        largest = std::max(largest, std::abs(next[j]));
      }
      for (std::size_t j = 0; j < x.size(); ++j) {
        next[j] /= largest;
        moved = std::max(moved, std::abs(next[j] - x[j]));
      }
      x.swap(next);
      if (moved < 1e-9) break;
    }
    double sum = 0;
    for (const double value : x) sum += value > 0 ? 1 : value < 0 ? -1 : 0;
    for (double& value : x) value = (value > 0 ? 1 : value < 0 ? -1 : 0) * (sum < 0 ? -1 : 1);
    return x;
  }

  double k_, items_;
  PairAgreements pairs_;
  std::vector<double> covariation_;
  std::size_t trimmed_ = 0;
  int round_ = 0;
  bool converged_ = false;
};

// Bayes with these accuracies and equally likely categories.
void weigh(const Votes& votes, const std::vector<double>& right, Posterior& posterior) {
  const double others = static_cast<double>(votes.category_count) - 1;
  std::vector<double> weight;
  for (const double p : right) weight.push_back(std::log(others * p / (1 - p)));
  for_chunks(votes.item_count(), item_chunk, [&](Chunk chunk) {
    std::vector<double> logs;
    for (std::size_t item = chunk.begin; item < chunk.end; ++item) {
      if (votes.item_begin[item] == votes.item_begin[item + 1]) continue;
      const std::span<float> row = row_of(posterior, item);
      logs.assign(row.size(), 0);
      for (std::uint64_t v = votes.item_begin[item]; v < votes.item_begin[item + 1]; ++v)
        logs[entry_of(posterior, item, votes.category[v]) - posterior.first(item)] +=
            weight[votes.annotator[v]];
      (void)normalise_logs(logs, row);
    }
  });
}

Fit majority_because(const Votes& votes, const ConsensusOptions& options, Status status, const char* note) {
  Fit fit = majority_fit(votes, options);
  fit.model = "m_msr";
  fit.status = status;
  fit.note = note;
  return fit;
}

}  // namespace

// Trusted items are held but teach nothing. Cost: the sum over items of the square of their labels, then the
// pairs of annotators who share items in every round; memory those pairs and the labels.
Fit m_msr_fit(const Votes& votes, const ConsensusOptions& options) {
  if (votes.category_count < 2)
    return majority_because(votes, options, Status::no_variation, "there is one category");
  MatrixMsr model(votes);
  if (model.empty()) {
    return majority_because(votes, options, Status::not_identifiable,
                            "no two annotators share an item: the labels are those of the majority");
  }
  Fit fit;
  fit.model = "m_msr";
  fit.prior.assign(votes.category_count, 1 / static_cast<double>(votes.category_count));
  fit.posterior = empty_posterior(votes);
  fit.skill = model.right();
  fit.iterations = model.rounds();
  if (!model.converged()) fit.note = "skills had not settled when the rounds ended";
  weigh(votes, fit.skill, fit.posterior);
  hold_trusted(options, fit.posterior);
  return fit;
}

}  // namespace assay::stats
