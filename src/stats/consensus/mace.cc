// MACE, multi-annotator competence estimation. Source: Hovy, Berg-Kirkpatrick, Vaswani and Hovy 2013, with
// the variational M step and the priors of their program (methods 2.3). An annotator knows the item's
// category with probability theta_j; otherwise the answer comes from a habit xi_j, whatever the item is.
//
// Deviations: all is done in logarithms (the program multiplies, and items with many labels underflow);
// habits start uniform and only theta is drawn, so that the order of categories changes nothing; every
// restart runs for ten rounds and the likeliest goes on, until the objective settles.

#include "stats/consensus/mace.h"

#include <algorithm>
#include <cmath>

#include "base/parallel.h"
#include "base/rng.h"
#include "stats/consensus/answer_cells.h"
#include "stats/consensus/shares.h"
#include "stats/special.h"

namespace assay::stats {
namespace {

// What a chunk of items adds.
struct MaceSums {
  std::vector<double> know;    // per annotator: expected labels that were known
  std::vector<double> answer;  // per cell: expected labels by habit
  double log_likelihood = 0;
};

struct State {
  std::vector<double> know, spam;  // per annotator: the two shares, as the M step weighs them
  std::vector<double> habit;       // per cell
};

class Mace {
 public:
  Mace(const Votes& votes, const ConsensusOptions& options, const MacePlan& plan)
      : votes_(votes), options_(options), plan_(plan), cells_(answer_cells(votes)) {
    posterior_ = empty_posterior(votes);
    chunk_size_ = std::max(item_chunk, votes.item_count() / 16 + 1);
  }

  Fit run() {
    Fit fit;
    fit.model = "mace";
    State best;
    for (int restart = 0; restart < plan_.restarts; ++restart) {
      state_ = start(restart);
      const double log_likelihood = climb(std::min(plan_.screening, plan_.rounds), fit.iterations);
      if (restart > 0 && !(log_likelihood > fit.log_likelihood + settled(fit.log_likelihood))) continue;
      fit.log_likelihood = log_likelihood;
      best = state_;
    }
    state_ = std::move(best);
    fit.log_likelihood = climb(plan_.rounds - plan_.screening, fit.iterations);
    fit.objective = fit.log_likelihood;
    fit.posterior = std::move(posterior_);
    fit.prior.assign(votes_.category_count, 1 / static_cast<double>(votes_.category_count));
    for (std::size_t j = 0; j < state_.know.size(); ++j)
      fit.skill.push_back(state_.know[j] / (state_.know[j] + state_.spam[j]));
    return fit;
  }

 private:
  double settled(double log_likelihood) const { return options_.tolerance * std::abs(log_likelihood); }

  State start(int restart) const {
    State out;
    for (std::uint32_t j = 0; j < votes_.annotator_count; ++j) {
      Rng rng(options_.seed, RandomPurpose::consensus_start,
              std::uint64_t{j} * static_cast<std::uint64_t>(plan_.restarts) +
                  static_cast<std::uint64_t>(restart));
      const double spam = restart == 0 ? 1 : 1 + 1.5 * rng.uniform();
      const double know = restart == 0 ? 1 : 1 + 1.5 * rng.uniform();
      out.spam.push_back(spam / (spam + know));
      out.know.push_back(know / (spam + know));
    }
    out.habit.assign(cells_.annotator.size(), 1 / static_cast<double>(votes_.category_count));
    return out;
  }

  // EM from the parameters in state_; returns the log-likelihood of what it leaves there.
  double climb(int rounds, int& iterations) {
    MaceSums sums = expect();
    for (int round = 1; round <= rounds; ++round) {
      const double before = sums.log_likelihood;
      maximise(sums);
      sums = expect();
      ++iterations;
      const double change = std::abs(sums.log_likelihood - before);
      if (!options_.fixed_iterations && change < settled(before)) break;
    }
    return sums.log_likelihood;
  }

  // Variational means: exp(digamma(count)) / exp(digamma(total)). They sum to less than one.
  void maximise(const MaceSums& sums) {
    std::vector<double> by_habit(votes_.annotator_count, 0);
    for (std::size_t cell = 0; cell < cells_.annotator.size(); ++cell)
      by_habit[cells_.annotator[cell]] += sums.answer[cell];
    const double categories = votes_.category_count;
    std::vector<double> habit_total(votes_.annotator_count);
    for (std::size_t j = 0; j < by_habit.size(); ++j) {
      const double total = digamma(sums.know[j] + by_habit[j] + plan_.know + plan_.habit);
      state_.know[j] = std::exp(digamma(sums.know[j] + plan_.know) - total);
      state_.spam[j] = std::exp(digamma(by_habit[j] + plan_.habit) - total);
      habit_total[j] = digamma(by_habit[j] + categories * plan_.answer);
    }
    for (std::size_t cell = 0; cell < state_.habit.size(); ++cell)
      state_.habit[cell] =
          std::exp(digamma(sums.answer[cell] + plan_.answer) - habit_total[cells_.annotator[cell]]);
  }

  // Logarithms of a label when it is not the item's category, what it gains when it is, and the share of
  // those that were known.
  void prepare() {
    const std::size_t cells = cells_.annotator.size();
    log_wrong_.resize(cells);
    gain_.resize(cells);
    known_.resize(cells);
    for (std::size_t cell = 0; cell < cells; ++cell) {
      const double know = state_.know[cells_.annotator[cell]];
      const double wrong = state_.spam[cells_.annotator[cell]] * state_.habit[cell];
      log_wrong_[cell] = std::log(wrong);
      gain_[cell] = std::log1p(know / wrong);
      known_[cell] = know / (know + wrong);
    }
  }

  MaceSums expect() {
    prepare();
    std::vector<MaceSums> parts(chunk_count(votes_.item_count(), chunk_size_));
    for_chunks(votes_.item_count(), chunk_size_, [&](Chunk chunk) {
      MaceSums sums{std::vector<double>(votes_.annotator_count, 0),
                    std::vector<double>(cells_.annotator.size(), 0), 0};
      std::vector<double> logs;
      for (std::size_t item = chunk.begin; item < chunk.end; ++item) {
        if (votes_.item_begin[item] == votes_.item_begin[item + 1]) continue;
        sums.log_likelihood += settle(item, logs);
        count(item, sums);
      }
      parts[chunk.index] = std::move(sums);
    });
    MaceSums all = std::move(parts.front());
    for (std::size_t part = 1; part < parts.size(); ++part) add(parts[part], all);
    return all;
  }

  static void add(const MaceSums& part, MaceSums& all) {
    for (std::size_t j = 0; j < all.know.size(); ++j) all.know[j] += part.know[j];
    for (std::size_t cell = 0; cell < all.answer.size(); ++cell) all.answer[cell] += part.answer[cell];
    all.log_likelihood += part.log_likelihood;
  }

  double settle(std::size_t item, std::vector<double>& logs) {
    const std::span<float> row = row_of(posterior_, item);
    logs.assign(row.size(), -std::log(static_cast<double>(votes_.category_count)));
    double base = 0;
    const std::size_t first = posterior_.first(item);
    for (std::uint64_t v = votes_.item_begin[item]; v < votes_.item_begin[item + 1]; ++v) {
      const std::uint32_t cell = cells_.of_label[v];
      base += log_wrong_[cell];
      logs[entry_of(posterior_, item, votes_.category[v]) - first] += gain_[cell];
    }
    if (!is_held(options_, item)) return base + normalise_logs(logs, row);
    hold_item(options_.trusted[item], item, posterior_);
    for (std::size_t at = 0; at < row.size(); ++at) {
      if (row[at] > 0) return base + logs[at];
    }
    return base;
  }

  void count(std::size_t item, MaceSums& sums) const {
    for (std::uint64_t v = votes_.item_begin[item]; v < votes_.item_begin[item + 1]; ++v) {
      const std::uint32_t cell = cells_.of_label[v];
      const double right =
          static_cast<double>(posterior_.probability[entry_of(posterior_, item, votes_.category[v])]);
      const double known = right * known_[cell];
      sums.know[votes_.annotator[v]] += known;
      sums.answer[cell] += 1 - known;
    }
  }

  const Votes& votes_;
  const ConsensusOptions& options_;
  MacePlan plan_;
  AnswerCells cells_;
  State state_;
  Posterior posterior_;
  std::size_t chunk_size_ = 0;
  std::vector<double> log_wrong_, gain_, known_;
};

}  // namespace

Fit mace_with(const Votes& votes, const ConsensusOptions& options, const MacePlan& plan) {
  if (votes.label_count() == 0) return majority_fit(votes, options);
  return Mace(votes, options, plan).run();
}

Fit mace_fit(const Votes& votes, const ConsensusOptions& options) { return mace_with(votes, options, {}); }

}  // namespace assay::stats
