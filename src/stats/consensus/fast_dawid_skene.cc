// Dawid-Skene by classification EM. Source: Sinha, Rao and Balasubramanian 2018, Fast Dawid-Skene: after
// every E step an item belongs wholly to its likeliest category. Deviations: categories that are equally
// likely share the item (theirs draws one); a count of zero is a probability of 1e-30, so that of categories
// that some annotator never named the least impossible one wins; rounds end when no item moves (theirs: when
// the shares of categories move by less than 1e-4). The posterior is the E step of the last round without
// the hard assignment.

#include <algorithm>
#include <cmath>

#include "base/parallel.h"
#include "stats/consensus/consensus.h"
#include "stats/consensus/shares.h"

namespace assay::stats {
namespace {

constexpr double hard_share_min = 1e-30;
constexpr std::size_t parts_max = 16;

class FastDawidSkene {
 public:
  FastDawidSkene(const Votes& votes, const ConsensusOptions& options)
      : votes_(votes), options_(options), k_(votes.category_count) {
    chunk_size_ = std::max(item_chunk, votes.item_count() / parts_max + 1);
    fit_.model = "fast_dawid_skene";
    fit_.posterior = empty_posterior(votes);
    weighted_shares(votes, {}, fit_.posterior);
    for_items([&](std::size_t item) { take_best(item); });
    hold_trusted(options, fit_.posterior);
  }

  Fit run() {
    for (fit_.iterations = 1; fit_.iterations <= options_.iterations_max; ++fit_.iterations) {
      count();
      maximise();
      if (assign() == 0 && !options_.fixed_iterations) break;
    }
    fit_.iterations = std::min(fit_.iterations, options_.iterations_max);
    soften();
    fit_.beta.assign(k_ * k_, 0);
    return std::move(fit_);
  }

 private:
  template <class Work>
  void for_items(Work work) const {
    for_chunks(votes_.item_count(), chunk_size_, [&](Chunk chunk) {
      for (std::size_t item = chunk.begin; item < chunk.end; ++item) {
        if (votes_.item_begin[item] != votes_.item_begin[item + 1]) work(item);
      }
    });
  }

  // The item's row becomes 1 on its best category, or 1/t on t of them.
  void take_best(std::size_t item) {
    const std::span<float> row = row_of(fit_.posterior, item);
    const float edge = *std::max_element(row.begin(), row.end()) - static_cast<float>(tie_width);
    float tied = 0;
    for (const float share : row) tied += share > edge ? 1.0F : 0.0F;
    for (float& share : row) share = share > edge ? 1 / tied : 0;
  }

  void count() {
    std::vector<std::vector<float>> parts(chunk_count(votes_.item_count(), chunk_size_));
    for_chunks(votes_.item_count(), chunk_size_, [&](Chunk chunk) {
      std::vector<float> part(std::size_t{votes_.annotator_count} * k_ * k_, 0);
      for (std::size_t item = chunk.begin; item < chunk.end; ++item) {
        const float* row = fit_.posterior.probability.data() + item * k_;
        for (std::uint64_t v = votes_.item_begin[item]; v < votes_.item_begin[item + 1]; ++v) {
          float* into = part.data() + cell(votes_.annotator[v], votes_.category[v]);
          for (std::size_t k = 0; k < k_; ++k) into[k] += row[k];
        }
      }
      parts[chunk.index] = std::move(part);
    });
    fit_.confusion.assign(std::size_t{votes_.annotator_count} * k_ * k_, 0);
    for (const auto& part : parts) {
      for (std::size_t at = 0; at < part.size(); ++at) fit_.confusion[at] += part[at];
    }
    fit_.prior.assign(k_, 0);
    double items = 0;
    for (std::size_t at = 0; at < fit_.posterior.probability.size(); ++at) {
      fit_.prior[at % k_] += static_cast<double>(fit_.posterior.probability[at]);
      items += static_cast<double>(fit_.posterior.probability[at]);
    }
    for (double& share : fit_.prior) share /= std::max(1.0, items);
  }

  void maximise() {
    log_share_.resize(fit_.confusion.size());
    for (std::size_t j = 0; j < votes_.annotator_count; ++j) {
      for (std::size_t truth = 0; truth < k_; ++truth) {
        double total = 0;
        for (std::size_t given = 0; given < k_; ++given)
          total += static_cast<double>(fit_.confusion[cell(j, given) + truth]);
        for (std::size_t given = 0; given < k_; ++given) {
          const double count = static_cast<double>(fit_.confusion[cell(j, given) + truth]);
          log_share_[cell(j, given) + truth] =
              std::log(std::max(total > 0 ? count / total : 0, hard_share_min));
        }
      }
    }
    log_prior_.clear();
    for (const double share : fit_.prior) log_prior_.push_back(std::log(std::max(share, hard_share_min)));
  }

  void expect(std::size_t item, std::vector<double>& logs) const {
    logs = log_prior_;
    for (std::uint64_t v = votes_.item_begin[item]; v < votes_.item_begin[item + 1]; ++v) {
      const double* add = log_share_.data() + cell(votes_.annotator[v], votes_.category[v]);
      for (std::size_t k = 0; k < k_; ++k) logs[k] += add[k];
    }
  }

  // E step and hard assignment; returns how many items moved.
  std::size_t assign() {
    std::vector<std::size_t> moved(chunk_count(votes_.item_count(), chunk_size_), 0);
    for_chunks(votes_.item_count(), chunk_size_, [&](Chunk chunk) {
      std::vector<double> logs;
      for (std::size_t item = chunk.begin; item < chunk.end; ++item) {
        if (votes_.item_begin[item] == votes_.item_begin[item + 1] || is_held(options_, item)) continue;
        expect(item, logs);
        moved[chunk.index] += settle(logs, row_of(fit_.posterior, item)) ? 1U : 0U;
      }
    });
    std::size_t sum = 0;
    for (const std::size_t count : moved) sum += count;
    return sum;
  }

  static bool settle(const std::vector<double>& logs, std::span<float> row) {
    const double edge = *std::max_element(logs.begin(), logs.end()) - tie_width;
    float tied = 0;
    for (const double log : logs) tied += log > edge ? 1.0F : 0.0F;
    bool moved = false;
    for (std::size_t k = 0; k < row.size(); ++k) {
      const float share = logs[k] > edge ? 1 / tied : 0;
      moved = moved || std::abs(share - row[k]) > 0.01F;
      row[k] = share;
    }
    return moved;
  }

  void soften() {
    std::vector<double> log_likelihood(chunk_count(votes_.item_count(), chunk_size_), 0);
    for_chunks(votes_.item_count(), chunk_size_, [&](Chunk chunk) {
      std::vector<double> logs;
      for (std::size_t item = chunk.begin; item < chunk.end; ++item) {
        if (votes_.item_begin[item] == votes_.item_begin[item + 1]) continue;
        expect(item, logs);
        const std::span<float> row = row_of(fit_.posterior, item);
        const double all = normalise_logs(logs, row);
        log_likelihood[chunk.index] += is_held(options_, item) ? logs[options_.trusted[item]] : all;
      }
    });
    hold_trusted(options_, fit_.posterior);
    for (const double part : log_likelihood) fit_.log_likelihood += part;
    fit_.objective = fit_.log_likelihood;
  }

  std::size_t cell(std::size_t annotator, std::size_t given) const { return (annotator * k_ + given) * k_; }

  const Votes& votes_;
  const ConsensusOptions& options_;
  std::size_t k_, chunk_size_ = 0;
  Fit fit_;
  std::vector<double> log_share_, log_prior_;
};

}  // namespace

// At most dense_categories_max categories; more: the majority, and a note. Cost O(labels * categories) a
// round, memory as for Dawid-Skene.
Fit fast_dawid_skene_fit(const Votes& votes, const ConsensusOptions& options) {
  if (votes.category_count <= dense_categories_max) return FastDawidSkene(votes, options).run();
  Fit fit = majority_fit(votes, options);
  fit.model = "fast_dawid_skene";
  fit.status = Status::not_identifiable;
  fit.note = "too many categories for confusion matrices: the labels are those of the majority";
  return fit;
}

}  // namespace assay::stats
