#include "stats/consensus/predictive_check.h"

#include <algorithm>
#include <cmath>

#include "base/parallel.h"
#include "base/rng.h"
#include "stats/consensus/annotator_model.h"

namespace assay::stats {
namespace {

struct Sample {
  std::vector<std::size_t> items;  // with two labels or more, by key
  std::size_t labels = 0;
};

Sample sample_items(const Votes& votes, const PredictiveOptions& options) {
  std::vector<std::pair<std::uint64_t, std::size_t>> keyed;
  for (std::size_t item = 0; item < votes.item_count(); ++item) {
    if (votes.item_begin[item + 1] - votes.item_begin[item] < 2) continue;
    keyed.emplace_back(options.item_key ? options.item_key(item) : item, item);
  }
  Sample sample;
  const auto enough = static_cast<std::size_t>(options.label_max / 2);
  if (keyed.size() > enough) {
    std::nth_element(keyed.begin(), keyed.begin() + static_cast<std::ptrdiff_t>(enough), keyed.end());
    keyed.resize(enough);
  }
  std::sort(keyed.begin(), keyed.end());
  for (const auto& [key, item] : keyed) {
    if (sample.labels >= static_cast<std::size_t>(options.label_max)) break;
    sample.items.push_back(item);
    sample.labels += votes.item_begin[item + 1] - votes.item_begin[item];
  }
  return sample;
}

struct Shares {
  double unanimous = 0, split = 0;
};

// How many items are unanimous, and on how many no category has more than half, given each item's labels.
class Counter {
 public:
  explicit Counter(std::uint32_t category_count) : count_(category_count, 0) {}
  void add(std::uint32_t category) {
    most_ = std::max(most_, ++count_[category]);
    said_.push_back(category);
  }
  void close_item() {
    shares_.unanimous += most_ == said_.size() ? 1 : 0;
    shares_.split += most_ * 2 <= said_.size() ? 1 : 0;
    for (const std::uint32_t category : said_) count_[category] = 0;
    said_.clear();
    most_ = 0;
  }
  Shares counts() const { return shares_; }

 private:
  std::vector<std::uint32_t> count_, said_;
  std::uint32_t most_ = 0;
  Shares shares_;
};

Shares observed(const Votes& votes, const Sample& sample) {
  Counter counter(votes.category_count);
  for (const std::size_t item : sample.items) {
    for (std::uint64_t v = votes.item_begin[item]; v < votes.item_begin[item + 1]; ++v)
      counter.add(votes.category[v]);
    counter.close_item();
  }
  return counter.counts();
}

// Draws labels from a fit: cumulative shares of every annotator in the sample.
class Generator {
 public:
  Generator(const Votes& votes, const Fit& fit, const Sample& sample)
      : k_(votes.category_count), dense_(!fit.confusion.empty()) {
    double sum = 0;
    for (const double share : fit.prior) prior_.push_back(sum += share);
    const AnnotatorModel model(fit, votes.category_count);
    std::vector<std::uint32_t> place(votes.annotator_count, no_category);
    for (const std::size_t item : sample.items) {
      begin_.push_back(slot_.size());
      for (std::uint64_t v = votes.item_begin[item]; v < votes.item_begin[item + 1]; ++v) {
        std::uint32_t& at = place[votes.annotator[v]];
        if (at == no_category) {
          at = annotators_++;
          add_annotator(model, votes.annotator[v]);
        }
        slot_.push_back(at);
      }
    }
    begin_.push_back(slot_.size());
  }

  Shares draw(Rng& rng) const {
    Counter counter(k_);
    for (std::size_t item = 0; item + 1 < begin_.size(); ++item) {
      const double at = rng.uniform() * prior_.back();
      const auto truth = static_cast<std::uint32_t>(std::min<std::ptrdiff_t>(
          std::upper_bound(prior_.begin(), prior_.end(), at) - prior_.begin(), std::ptrdiff_t{k_} - 1));
      for (std::size_t v = begin_[item]; v < begin_[item + 1]; ++v) counter.add(answer(slot_[v], truth, rng));
      counter.close_item();
    }
    return counter.counts();
  }

 private:
  void add_annotator(const AnnotatorModel& model, std::uint32_t annotator) {
    if (!dense_) {
      cumulative_.push_back(static_cast<float>(model.right(annotator, 0)));
      return;
    }
    for (std::uint32_t truth = 0; truth < k_; ++truth) {
      double sum = 0;
      for (std::uint32_t given = 0; given < k_; ++given)
        cumulative_.push_back(static_cast<float>(sum += model.share(annotator, truth, given)));
    }
  }

  std::uint32_t answer(std::uint32_t slot, std::uint32_t truth, Rng& rng) const {
    const auto at = static_cast<float>(rng.uniform());
    if (!dense_) {
      if (at < cumulative_[slot] || k_ < 2) return truth;
      const auto other = static_cast<std::uint32_t>(rng.below(k_ - 1));
      return other < truth ? other : other + 1;
    }
    const float* row = cumulative_.data() + (std::size_t{slot} * k_ + truth) * k_;
    std::uint32_t given = 0;
    while (given + 1 < k_ && at >= row[given]) ++given;
    return given;
  }

  std::uint32_t k_, annotators_ = 0;
  bool dense_;
  std::vector<double> prior_;
  std::vector<float> cumulative_;
  std::vector<std::uint32_t> slot_;
  std::vector<std::size_t> begin_;
};

constexpr std::int64_t settled_at = 10;  // p is then at least 2 * 10 / replicates, above what matters
constexpr std::size_t check_batch = 64;

double two_sided(std::int64_t at_least, std::int64_t at_most, std::int64_t replicates) {
  const double made = static_cast<double>(replicates) + 1;
  return std::min(1.0, 2 * static_cast<double>(1 + std::min(at_least, at_most)) / made);
}

// How often what was drawn was at least, and at most, what was seen.
struct Tails {
  std::int64_t above = 0, below = 0;

  void add(double drawn, double seen) {  // whole numbers: they compare exactly
    above += drawn >= seen ? 1 : 0;
    below += drawn <= seen ? 1 : 0;
  }
  bool settled() const { return std::min(above, below) >= settled_at; }
};

// Replicates come in batches, until both p are settled far above what matters: Besag and Clifford 1991.
void simulate(const Votes& votes, const Fit& fit, const Sample& sample, const PredictiveOptions& options,
              PredictiveCheck& check) {
  const Shares seen = observed(votes, sample);
  const Generator generator(votes, fit, sample);
  const auto most = static_cast<std::size_t>(options.replicates);
  Tails unanimous, split;
  std::size_t made = 0;
  while (made < most && !(unanimous.settled() && split.settled())) {
    std::vector<Shares> drawn(std::min(check_batch, most - made));
    for_chunks(drawn.size(), 16, [&](Chunk chunk) {
      for (std::size_t r = chunk.begin; r < chunk.end; ++r) {
        Rng rng(options.seed, RandomPurpose::predictive_check, made + r);
        drawn[r] = generator.draw(rng);
      }
    });
    made += drawn.size();
    for (const Shares& shares : drawn) {
      unanimous.add(shares.unanimous, seen.unanimous);
      split.add(shares.split, seen.split);
    }
  }
  const auto replicates = static_cast<std::int64_t>(made);
  check.p_unanimous = two_sided(unanimous.above, unanimous.below, replicates);
  check.p_split = two_sided(split.above, split.below, replicates);
}

// What is believed of an item's candidates without one of its votes, and how likely that vote then is.
struct HeldOut {
  std::vector<double> log_belief, likelihood;  // candidates of all votes, one vote after the other
  std::vector<std::size_t> begin{0};
};

class LeaveOneOut {
 public:
  LeaveOneOut(const Votes& votes, const Fit& fit, std::span<const Fit* const> members)
      : votes_(votes), posterior_(fit.posterior), generator_(fit, votes.category_count), members_(members) {
    for (const Fit* member : members) models_.emplace_back(*member, votes.category_count);
  }

  void add(std::size_t item, HeldOut& out) const {
    std::vector<double> belief(posterior_.size(item));
    for (std::uint64_t v = votes_.item_begin[item]; v < votes_.item_begin[item + 1]; ++v) {
      std::fill(belief.begin(), belief.end(), 0.0);
      for (std::size_t m = 0; m < members_.size(); ++m) add_member(m, item, v, belief);
      for (std::size_t at = 0; at < belief.size(); ++at) {
        out.log_belief.push_back(std::log(std::max(belief[at], 1e-30)));
        out.likelihood.push_back(
            generator_.share(votes_.annotator[v], posterior_.category_at(item, at), votes_.category[v]));
      }
      out.begin.push_back(out.log_belief.size());
    }
  }

 private:
  void add_member(std::size_t m, std::size_t item, std::uint64_t left_out,
                  std::vector<double>& belief) const {
    const Fit& member = *members_[m];
    const bool shares = member.model == "majority" || member.model == "wawa";
    std::vector<double> own(belief.size(), 0);
    for (std::size_t at = 0; at < own.size() && !shares; ++at)
      own[at] = std::log(std::max(member.prior[posterior_.category_at(item, at)], 1e-30));
    for (std::uint64_t v = votes_.item_begin[item]; v < votes_.item_begin[item + 1]; ++v) {
      if (v == left_out) continue;
      for (std::size_t at = 0; at < own.size(); ++at) {
        const std::uint32_t k = posterior_.category_at(item, at);
        if (!shares) {
          own[at] += std::log(models_[m].share(votes_.annotator[v], k, votes_.category[v]));
        } else if (votes_.category[v] == k) {
          own[at] += member.skill.empty() ? 1 : std::max(member.skill[votes_.annotator[v]], 1e-9);
        }
      }
    }
    if (!shares) {
      const double best = *std::max_element(own.begin(), own.end());
      for (double& x : own) x = std::exp(x - best);
    }
    double sum = 0;
    for (const double x : own) sum += x;
    for (std::size_t at = 0; at < own.size() && sum > 0; ++at) belief[at] += own[at] / sum;
  }

  const Votes& votes_;
  const Posterior& posterior_;
  AnnotatorModel generator_;
  std::span<const Fit* const> members_;
  std::vector<AnnotatorModel> models_;
};

double held_out_likelihood(const HeldOut& held, double temperature) {
  std::vector<double> parts(chunk_count(held.begin.size() - 1, 1024), 0);
  for_chunks(held.begin.size() - 1, 1024, [&](Chunk chunk) {
    double sum = 0;
    for (std::size_t v = chunk.begin; v < chunk.end; ++v) {
      double best = -1e300, all = 0, hit = 0;
      for (std::size_t at = held.begin[v]; at < held.begin[v + 1]; ++at)
        best = std::max(best, held.log_belief[at]);
      for (std::size_t at = held.begin[v]; at < held.begin[v + 1]; ++at) {
        const double share = std::exp((held.log_belief[at] - best) / temperature);
        all += share;
        hit += share * held.likelihood[at];
      }
      sum += std::log(std::max(hit / all, 1e-300));
    }
    parts[chunk.index] = sum;
  });
  double total = 0;
  for (const double part : parts) total += part;
  return total;
}

// Golden section on log temperature; the likelihood has one maximum in practice, and 1 is tried besides.
double best_temperature(const HeldOut& held, double temperature_max) {
  constexpr double golden = 0.6180339887498949;
  const auto at = [&](double log_t) { return held_out_likelihood(held, std::exp(log_t)); };
  double low = 0, high = std::log(temperature_max);
  double a = high - golden * (high - low), b = low + golden * (high - low);
  double at_a = at(a), at_b = at(b);
  while (high - low > 0.01) {
    if (at_a > at_b) {
      high = b, b = a, at_b = at_a;
      a = high - golden * (high - low), at_a = at(a);
    } else {
      low = a, a = b, at_a = at_b;
      b = low + golden * (high - low), at_b = at(b);
    }
  }
  const double found = (low + high) / 2;
  return at(found) > at(0) ? std::exp(found) : 1;
}

}  // namespace

std::optional<PredictiveCheck> predictive_check(const Votes& votes, const Fit& fit,
                                                std::span<const Fit* const> members,
                                                const PredictiveOptions& options) {
  if (!AnnotatorModel::exists(fit) || fit.model == "wawa" || votes.category_count < 2) return std::nullopt;
  const Sample sample = sample_items(votes, options);
  if (sample.items.empty()) return std::nullopt;
  PredictiveCheck check;
  check.items = static_cast<std::int64_t>(sample.items.size());
  simulate(votes, fit, sample, options, check);
  if (std::min(check.p_unanimous, check.p_split) >= options.p_max) return check;
  HeldOut held;
  const LeaveOneOut leave_one_out(votes, fit, members);
  for (const std::size_t item : sample.items) leave_one_out.add(item, held);
  check.temperature = best_temperature(held, options.temperature_max);
  check.overconfident = check.temperature > 1.01;
  if (!check.overconfident) check.temperature = 1;
  return check;
}

void temper(Posterior& posterior, double temperature) {
  if (!(temperature > 1)) return;
  const auto power = static_cast<float>(1 / temperature);
  for_chunks(posterior.item_count(), 65'536, [&](Chunk chunk) {
    for (std::size_t item = chunk.begin; item < chunk.end; ++item) {
      const std::span<float> row(posterior.probability.data() + posterior.first(item), posterior.size(item));
      float sum = 0;
      for (float& share : row) sum += share = share > 0 ? std::pow(share, power) : 0.0F;
      for (float& share : row) share = sum > 0 ? share / sum : 0.0F;
    }
  });
}

}  // namespace assay::stats
