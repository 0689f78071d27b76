#include "stats/gate/continuation.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "base/check.h"
#include "base/parallel.h"
#include "base/rng.h"

namespace assay::stats {
namespace {

constexpr std::uint32_t new_clusters_from = 1U << 30;  // codes that no cluster so far has
constexpr std::size_t continuation_chunk = 50;

// The items of one continuation, in order.
class Source {
 public:
  Source(Rng& rng, double rate, const ContinuationOptions& options, std::int64_t judged)
      : rng_(rng), rate_(rate), options_(options) {
    if (options.lot) {
      left_ = *options.lot - judged;
      wrong_left_ = rng.binomial(left_, rate);
    }
  }

  // A lot whose number of wrong items is known.
  void fix_wrong(std::int64_t wrong) { wrong_left_ = wrong; }

  Judgement next() {
    Judgement item{.cluster = new_clusters_from};
    if (options_.lot) {
      item.wrong = static_cast<std::int64_t>(rng_.below(static_cast<std::uint64_t>(left_))) < wrong_left_;
      --left_;
      wrong_left_ -= item.wrong;
      return item;
    }
    if (options_.rho > 0 && made_ % options_.cluster_size == 0) {
      const double kappa = 1 / options_.rho - 1;
      cluster_rate_ = rng_.beta(std::max(1e-9, rate_ * kappa), std::max(1e-9, (1 - rate_) * kappa));
    }
    item.wrong = rng_.uniform() < (options_.rho > 0 ? cluster_rate_ : rate_);
    item.cluster += static_cast<std::uint32_t>(made_ / options_.cluster_size);
    ++made_;
    return item;
  }

 private:
  Rng& rng_;
  double rate_;
  const ContinuationOptions& options_;
  std::int64_t left_ = 0, wrong_left_ = 0, made_ = 0;
  double cluster_rate_ = 0;
};

struct Ending {
  GateState state = GateState::open;
  std::int64_t more = 0;
};

Ending run_to_end(const SequentialTest& test, Source& source, std::int64_t most) {
  const std::unique_ptr<SequentialTest> copy = test.copy();
  Ending ending;
  while (ending.more < most && ending.state == GateState::open) {
    copy->add(source.next());
    ++ending.more;
    ending.state = copy->state();
  }
  return ending;
}

std::optional<std::int64_t> best_case(const SequentialTest& test, std::int64_t most, std::int64_t size) {
  const std::unique_ptr<SequentialTest> copy = test.copy();
  for (std::int64_t more = 1; more <= most; ++more) {
    copy->add({.cluster = new_clusters_from + static_cast<std::uint32_t>((more - 1) / size)});
    if (copy->state() == GateState::pass) return more;
    if (copy->state() == GateState::fail) return {};
  }
  return {};
}

std::int64_t most_more(const ContinuationOptions& options, std::int64_t n) {
  const std::int64_t limit = options.lot ? std::min(options.n_max, *options.lot) : options.n_max;
  return std::max<std::int64_t>(0, limit - n);
}

template <class Make>
std::vector<Ending> endings(const SequentialTest& test, const ContinuationOptions& options, std::int64_t most,
                            const Make& run) {
  std::vector<Ending> out(static_cast<std::size_t>(options.runs));
  for_chunks(out.size(), continuation_chunk, [&](Chunk part) {
    for (std::size_t at = part.begin; at < part.end; ++at) {
      Rng rng(options.seed, RandomPurpose::simulation, at);
      out[at] = run(rng, test, most);
    }
  });
  return out;
}

std::vector<std::int64_t> items_of_passes(const std::vector<Ending>& all) {
  std::vector<std::int64_t> passed;
  for (const Ending& ending : all) {
    if (ending.state == GateState::pass) passed.push_back(ending.more);
  }
  std::sort(passed.begin(), passed.end());
  return passed;
}

// By how many items this share of all runs has passed.
std::optional<std::int64_t> quantile(const std::vector<std::int64_t>& passed, std::size_t runs,
                                     double share) {
  const auto needed = static_cast<std::size_t>(std::ceil(share * static_cast<double>(runs) - 1e-9));
  if (needed == 0 || needed > passed.size()) return {};
  return passed[needed - 1];
}

std::vector<Ending> endings_at(const SequentialTest& fresh, double p, const ContinuationOptions& options) {
  const auto run = [&](Rng& rng, const SequentialTest& from, std::int64_t limit) {
    Source source(rng, p, options, 0);
    if (options.lot) {
      source.fix_wrong(static_cast<std::int64_t>(p * static_cast<double>(*options.lot) + 0.5));
    }
    return run_to_end(from, source, limit);
  };
  return endings(fresh, options, most_more(options, 0), run);
}

}  // namespace

Settle settle_by_simulation(const SequentialTest& test, const ContinuationOptions& options) {
  ASSAY_CHECK(options.cluster_size >= 1 && options.runs >= 1, "clusters and runs of at least one");
  const EvidenceNow now = test.now();
  const std::int64_t most = most_more(options, now.n);
  Settle settled;
  settled.best_case_more = best_case(test, most, options.cluster_size);
  if (!settled.best_case_more) return settled;
  const double a = 0.5 + static_cast<double>(now.x_to_pass) / options.phi;
  const double b = 0.5 + static_cast<double>(now.n - now.x_to_pass) / options.phi;
  const auto all =
      endings(test, options, most, [&](Rng& rng, const SequentialTest& from, std::int64_t limit) {
        Source source(rng, rng.beta(a, b), options, now.n);
        return run_to_end(from, source, limit);
      });
  const std::vector<std::int64_t> passed = items_of_passes(all);
  settled.pass_probability = static_cast<double>(passed.size()) / static_cast<double>(all.size());
  settled.expected_more = quantile(passed, all.size(), 0.5);
  return settled;
}

Outcome outcome_by_simulation(const SequentialTest& fresh, double p, const ContinuationOptions& options) {
  const std::vector<Ending> all = endings_at(fresh, p, options);
  Outcome outcome;
  outcome.p = p;
  const auto runs = static_cast<double>(all.size());
  for (const Ending& ending : all) {
    outcome.pass += ending.state == GateState::pass ? 1 / runs : 0;
    outcome.fail += ending.state == GateState::fail ? 1 / runs : 0;
    outcome.undecided += ending.state == GateState::open ? 1 / runs : 0;
    outcome.mean_n += static_cast<double>(ending.more) / runs;
  }
  return outcome;
}

std::optional<std::int64_t> items_to_pass_by_simulation(const SequentialTest& fresh, double p,
                                                        double probability,
                                                        const ContinuationOptions& options) {
  const std::vector<Ending> all = endings_at(fresh, p, options);
  return quantile(items_of_passes(all), all.size(), probability);
}

}  // namespace assay::stats
