// Dawid and Skene 1979 with pseudo-counts: methods 2.2. The M step is the posterior mean under
// Dirichlet(beta); the priors stay in every M step.

#include "stats/consensus/dawid_skene.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "stats/consensus/dense_em.h"

namespace assay::stats {
namespace {

constexpr double share_min =
    1e-30;  // only maximum likelihood meets it: with pseudo-counts every share is positive

class DawidSkene {
 public:
  DawidSkene(const Votes& votes, const ConsensusOptions& options, const DawidSkenePlan& plan)
      : votes_(votes), options_(options), plan_(plan), k_(votes.category_count) {
    for (std::size_t item = 0; item < votes.item_count(); ++item) {
      items_ += votes.item_begin[item + 1] > votes.item_begin[item] ? 1 : 0;
    }
    log_prior_.assign(k_, 0);
    pass_.log_share = &log_share_;
    pass_.count = &count_;
    pass_.prior_count = &prior_count_;
  }

  Fit run() {
    Fit fit;
    fit.model = "dawid_skene";
    pass_.log_prior = log_prior_;
    begin();
    double before = 0;
    for (fit.iterations = 1;; ++fit.iterations) {
      const double penalty = maximise();
      const bool last = fit.iterations >= options_.iterations_max;
      if (last) keep_posterior(fit);
      fit.log_likelihood = em_pass(votes_, options_, pass_);
      fit.objective = fit.log_likelihood + penalty;
      const double change = std::abs(fit.objective - before);
      if (last) break;
      if (!options_.fixed_iterations && fit.iterations > 1 &&
          change < options_.tolerance * std::abs(before)) {
        keep_posterior(fit);
        (void)em_pass(votes_, options_, pass_);  // the same posteriors once more, kept this time
        break;
      }
      before = fit.objective;
    }
    fit.prior.resize(k_);
    for (std::size_t k = 0; k < k_; ++k) fit.prior[k] = std::exp(log_prior_[k]);
    fit.beta = plan_.beta;
    fit.confusion.resize(std::size_t{votes_.annotator_count} * k_ * k_);
    for (std::size_t row = 0; row < std::size_t{votes_.annotator_count} * k_; ++row) {
      for (std::size_t k = 0; k < k_; ++k)
        fit.confusion[row * k_ + k] = count_.cells[row * count_.stride + k];
    }
    return fit;
  }

 private:
  void keep_posterior(Fit& fit) {
    fit.posterior = empty_posterior(votes_);
    pass_.posterior = &fit.posterior;
  }

  void begin() {
    if (plan_.start == nullptr) {
      start_counts(votes_, options_, pass_);
      return;
    }
    const Fit& start = *plan_.start;
    count_.stride = dense_stride(votes_.category_count);
    count_.cells.assign(std::size_t{votes_.annotator_count} * k_ * count_.stride, 0);
    for (std::size_t row = 0; row < std::size_t{votes_.annotator_count} * k_; ++row) {
      for (std::size_t k = 0; k < k_; ++k)
        count_.cells[row * count_.stride + k] = start.confusion[row * k_ + k];
    }
    prior_count_.assign(k_, 0);
    for (std::size_t k = 0; k < k_; ++k) prior_count_[k] = start.prior[k] * items_;
  }

  // Writes log pi and log p from the counts; returns the log prior density of what it wrote, up to a
  // constant.
  double maximise() {
    double penalty = 0;
    for (std::size_t k = 0; k < k_; ++k) {
      const double share =
          (prior_count_[k] + plan_.prior_count) / (items_ + static_cast<double>(k_) * plan_.prior_count);
      log_prior_[k] = std::log(std::max(share, share_min));
      penalty += plan_.prior_count * log_prior_[k];
    }
    log_share_.stride = count_.stride;
    log_share_.cells.assign(count_.cells.size(), 0);
    for (std::size_t j = 0; j < votes_.annotator_count; ++j) {
      for (std::size_t k = 0; k < k_; ++k) penalty += share_row(j, k);
    }
    return penalty;
  }

  // pi^j_k.: shares of the given categories when the truth is k.
  double share_row(std::size_t j, std::size_t k) {
    double total = 0;
    for (std::size_t l = 0; l < k_; ++l) total += cell(count_, j, l, k) + plan_.beta[k * k_ + l];
    double penalty = 0;
    for (std::size_t l = 0; l < k_; ++l) {
      const double beta = plan_.beta[k * k_ + l];
      const double share = total > 0 ? (cell(count_, j, l, k) + beta) / total : 1.0 / static_cast<double>(k_);
      const double log_share = std::log(std::max(share, share_min));
      log_share_.cells[(j * k_ + l) * count_.stride + k] = static_cast<float>(log_share);
      penalty += beta * log_share;
    }
    return penalty;
  }

  double cell(const ConfusionTable& table, std::size_t j, std::size_t given, std::size_t truth) const {
    return static_cast<double>(table.cells[(j * k_ + given) * table.stride + truth]);
  }

  const Votes& votes_;
  const ConsensusOptions& options_;
  const DawidSkenePlan& plan_;
  std::size_t k_;
  double items_ = 0;
  std::vector<double> log_prior_, prior_count_;
  ConfusionTable log_share_, count_;
  EmPass pass_;
};

// Column dominance: given label k, k is likelier than under any other truth (methods 2.2).
std::string switched_note(const Votes& votes, const Fit& fit) {
  const std::size_t k_count = votes.category_count;
  std::vector<double> pooled(k_count * k_count, 0), support(k_count, 0);
  for (std::size_t row = 0; row < fit.confusion.size(); ++row) {
    const std::size_t truth = row % k_count;
    const std::size_t given = row / k_count % k_count;
    pooled[truth * k_count + given] += static_cast<double>(fit.confusion[row]);
    support[truth] += static_cast<double>(fit.confusion[row]);
  }
  const double labels_per_item = fit.posterior.item_count() > 0 ? static_cast<double>(votes.label_count()) /
                                                                      static_cast<double>(votes.item_count())
                                                                : 1;
  for (std::size_t k = 0; k < k_count; ++k) {
    if (support[k] < 5 * labels_per_item) continue;
    const double own = pooled[k * k_count + k] / support[k];
    for (std::size_t other = 0; other < k_count; ++other) {
      if (other == k || support[other] < 5 * labels_per_item) continue;
      if (pooled[other * k_count + k] / support[other] >= own) {
        return fmt::format("categories {} and {} cannot be told apart: the model may have swapped them",
                           k + 1, other + 1);
      }
    }
  }
  return "";
}

}  // namespace

DawidSkenePlan default_plan(std::uint32_t category_count) {
  constexpr double kappa = 8, right = 0.6;
  DawidSkenePlan plan;
  const double others = std::max(1.0, static_cast<double>(category_count) - 1);
  plan.beta.assign(std::size_t{category_count} * category_count, kappa * (1 - right) / others);
  for (std::size_t k = 0; k < category_count; ++k) plan.beta[k * category_count + k] = kappa * right;
  return plan;
}

Fit dawid_skene_with(const Votes& votes, const ConsensusOptions& options, const DawidSkenePlan& plan) {
  return DawidSkene(votes, options, plan).run();
}

std::string identifiability_note(const Votes& votes, const Fit& fit) {
  std::uint64_t most = 0;
  for (std::size_t item = 0; item < votes.item_count(); ++item) {
    most = std::max(most, votes.item_begin[item + 1] - votes.item_begin[item]);
  }
  if (most < 3) return "no item has three annotators: full confusion matrices cannot be told from the data";
  return switched_note(votes, fit);
}

Fit dawid_skene_fit(const Votes& votes, const ConsensusOptions& options) {
  if (votes.category_count > dense_categories_max) return category_accuracy_fit(votes, options);
  Fit fit = dawid_skene_with(votes, options, default_plan(votes.category_count));
  fit.note = identifiability_note(votes, fit);
  if (!fit.note.empty()) fit.status = Status::not_identifiable;
  return fit;
}

Fit dawid_skene_ml_fit(const Votes& votes, const ConsensusOptions& options) {
  if (votes.category_count > dense_categories_max) {
    Fit fit = category_accuracy_fit(votes, options);
    fit.note = "too many categories for confusion matrices: one accuracy per category, with pseudo-counts";
    return fit;
  }
  DawidSkenePlan plan;
  plan.beta.assign(std::size_t{votes.category_count} * votes.category_count, 0);
  plan.prior_count = 0;
  Fit fit = dawid_skene_with(votes, options, plan);
  fit.model = "dawid_skene_ml";
  fit.note = identifiability_note(votes, fit);
  if (!fit.note.empty()) fit.status = Status::not_identifiable;
  return fit;
}

}  // namespace assay::stats
