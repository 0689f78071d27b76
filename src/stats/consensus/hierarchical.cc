// Dawid-Skene with pseudo-counts learned from the population of annotators: methods 2.4. Each outer round
// estimates, for every true category k, the mean row m_k and its strength kappa_k (Dirichlet-multinomial over
// annotators), then EM goes on from where it was.
//
// The first round learns from the votes themselves, before any EM: a fit under weak pseudo-counts has settled
// on a story of its own by then, and the population learned from it only confirms the story. On simulated
// annotators of whom some answer always the same that cost up to 19 points of accuracy
// (docs/decisions/0005-default-consensus.md). More than large_labels labels speak for themselves.

#include <algorithm>
#include <cmath>

#include "base/parallel.h"
#include "stats/consensus/dawid_skene.h"
#include "stats/consensus/dense_em.h"

namespace assay::stats {
namespace {

constexpr double kappa_min = 2, kappa_max = 200;
constexpr int golden_steps = 40;
constexpr double log_kappa_exact =
    0.01;  // pseudo-counts to one per cent: far below what they are uncertain by
constexpr std::uint32_t annotators_min = 5;  // fewer: a population cannot be estimated
constexpr std::size_t population_max =
    2'000;  // annotators used for kappa: the busiest; more add nothing but time

double count_at(const Fit& fit, std::size_t k_count, std::size_t j, std::size_t truth, std::size_t given) {
  return static_cast<double>(fit.confusion[(j * k_count + given) * k_count + truth]);
}

// log Gamma(x), x > 0: Stirling's series with three terms from x = 10 on, below by the recurrence; absolute
// error below 1e-9, in a tenth of the time of the general function.
double log_gamma_quick(double x) {
  double product = 1;
  for (; x < 10; x += 1) product *= x;
  const double inverse = 1 / x, square = inverse * inverse;
  const double series = inverse * (1.0 / 12 - square * (1.0 / 360 - square / 1260));
  constexpr double half_log_two_pi = 0.91893853320467274178;
  return (x - 0.5) * std::log(x) - x + half_log_two_pi + series - std::log(product);
}

// The log-likelihood of kappa for one true category, over the annotators with counts.
double row_likelihood(const std::vector<std::vector<double>>& rows, const std::vector<double>& mean,
                      double kappa) {
  double sum = 0;
  std::vector<double> log_gamma_mean;
  for (const double m : mean) log_gamma_mean.push_back(log_gamma_quick(kappa * m));
  const double log_gamma_kappa = log_gamma_quick(kappa);
  for (const auto& row : rows) {
    double total = 0;
    for (std::size_t l = 0; l < row.size(); ++l) {
      if (row[l] < 1e-6) continue;
      total += row[l];
      sum += log_gamma_quick(kappa * mean[l] + row[l]) - log_gamma_mean[l];
    }
    sum += log_gamma_kappa - log_gamma_quick(kappa + total);
  }
  return sum;
}

// Golden-section search on log kappa.
double best_kappa(const std::vector<std::vector<double>>& rows, const std::vector<double>& mean) {
  constexpr double golden = 0.6180339887498949;
  double low = std::log(kappa_min), high = std::log(kappa_max);
  double a = high - golden * (high - low), b = low + golden * (high - low);
  double at_a = row_likelihood(rows, mean, std::exp(a)), at_b = row_likelihood(rows, mean, std::exp(b));
  for (int step = 0; step < golden_steps && high - low > log_kappa_exact; ++step) {
    if (at_a > at_b) {
      high = b, b = a, at_b = at_a;
      a = high - golden * (high - low);
      at_a = row_likelihood(rows, mean, std::exp(a));
    } else {
      low = a, a = b, at_a = at_b;
      b = low + golden * (high - low);
      at_b = row_likelihood(rows, mean, std::exp(b));
    }
  }
  return std::exp((low + high) / 2);
}

// The busiest annotators, at most population_max, by labels and then code.
std::vector<std::size_t> population(const Votes& votes) {
  std::vector<std::uint64_t> labels(votes.annotator_count, 0);
  for (const std::uint32_t annotator : votes.annotator) ++labels[annotator];
  std::vector<std::size_t> busy;
  for (std::size_t j = 0; j < labels.size(); ++j) {
    if (labels[j] > 0) busy.push_back(j);
  }
  std::stable_sort(busy.begin(), busy.end(),
                   [&](std::size_t a, std::size_t b) { return labels[a] > labels[b]; });
  if (busy.size() > population_max) busy.resize(population_max);
  return busy;
}

DawidSkenePlan learn_plan(const Votes& votes, const Fit& fit, const std::vector<std::size_t>& people) {
  const std::size_t k_count = votes.category_count;
  DawidSkenePlan plan;
  plan.beta.assign(k_count * k_count, 0);
  for_chunks(k_count, 1, [&](Chunk chunk) {
    const std::size_t truth = chunk.begin;
    std::vector<double> mean(k_count, 1.0 / static_cast<double>(k_count));
    for (std::size_t j = 0; j < votes.annotator_count; ++j) {
      for (std::size_t l = 0; l < k_count; ++l) mean[l] += count_at(fit, k_count, j, truth, l);
    }
    double sum = 0;
    for (const double m : mean) sum += m;
    for (double& m : mean) m /= sum;
    std::vector<std::vector<double>> rows;
    for (const std::size_t j : people) {
      std::vector<double> row(k_count);
      double total = 0;
      for (std::size_t l = 0; l < k_count; ++l) total += row[l] = count_at(fit, k_count, j, truth, l);
      if (total > 1e-6) rows.push_back(std::move(row));
    }
    const double kappa = best_kappa(rows, mean);
    for (std::size_t l = 0; l < k_count; ++l)
      plan.beta[truth * k_count + l] = std::max(1e-6, kappa * mean[l]);
  });
  return plan;
}

// What the votes themselves say of annotators: the counts under the shares of each item's labels.
Fit vote_counts(const Votes& votes, const ConsensusOptions& options) {
  ConfusionTable count;
  std::vector<double> prior_count;
  const std::vector<double> flat(votes.category_count, 0);
  EmPass pass;
  pass.log_prior = flat;
  pass.count = &count;
  pass.prior_count = &prior_count;
  start_counts(votes, options, pass);
  Fit fit;
  double items = 0;
  for (const double sum : prior_count) items += sum;
  for (const double sum : prior_count) fit.prior.push_back(items > 0 ? sum / items : 0);
  const std::size_t k_count = votes.category_count;
  fit.confusion.resize(std::size_t{votes.annotator_count} * k_count * k_count);
  for (std::size_t row = 0; row < std::size_t{votes.annotator_count} * k_count; ++row) {
    for (std::size_t k = 0; k < k_count; ++k)
      fit.confusion[row * k_count + k] = count.cells[row * count.stride + k];
  }
  return fit;
}

bool begins_with_votes(const Votes& votes) {
  return votes.category_count <= dense_categories_max && votes.label_count() <= large_labels &&
         population(votes).size() >= annotators_min;
}

Fit learn(const Votes& votes, const ConsensusOptions& options, Fit fit) {
  if (votes.category_count <= dense_categories_max) {
    const std::vector<std::size_t> people = population(votes);
    const int rounds = people.size() >= annotators_min ? options.outer_rounds : 0;
    for (int round = 0; round < rounds; ++round) {
      const double before = fit.log_likelihood;
      DawidSkenePlan plan = learn_plan(votes, fit, people);
      const Fit last = std::move(fit);
      plan.start = &last;
      fit = dawid_skene_with(votes, options, plan);
      if (std::abs(fit.log_likelihood - before) < options.tolerance * std::abs(before)) break;
    }
    fit.note = identifiability_note(votes, fit);
    fit.status = fit.note.empty() ? Status::ok : Status::not_identifiable;
  }
  fit.model = "hierarchical";
  return fit;
}

}  // namespace

Fit hierarchical_from(const Votes& votes, const ConsensusOptions& options, const Fit& dawid_skene) {
  return learn(votes, options, begins_with_votes(votes) ? vote_counts(votes, options) : dawid_skene);
}

Fit hierarchical_fit(const Votes& votes, const ConsensusOptions& options) {
  return learn(votes, options,
               begins_with_votes(votes) ? vote_counts(votes, options) : dawid_skene_fit(votes, options));
}

}  // namespace assay::stats
