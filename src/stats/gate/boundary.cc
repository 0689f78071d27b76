#include "stats/gate/boundary.h"

#include <algorithm>

#include "base/check.h"

namespace assay::stats {
namespace {

// Probabilities of x wrong so far among the undecided, for x = first .. first + weight.size() - 1.
struct Front {
  std::int64_t first = 0;
  std::vector<double> weight;
};

// How likely is the next item to be wrong, after x of n?
template <class Next>
Front step(const Front& front, std::int64_t n, const Next& next_wrong) {
  Front out{front.first, std::vector<double>(front.weight.size() + 1, 0.0)};
  for (std::size_t at = 0; at < front.weight.size(); ++at) {
    const double wrong = next_wrong(front.first + static_cast<std::int64_t>(at), n);
    out.weight[at] += front.weight[at] * (1 - wrong);
    out.weight[at + 1] += front.weight[at] * wrong;
  }
  return out;
}

struct Left {
  double pass = 0, fail = 0;
};

// Takes out what is decided at n, and the zeros at the ends.
Left take_decided(Front& front, const Boundary& boundary, std::int64_t n) {
  const auto at_n = static_cast<std::size_t>(n);
  Left left;
  std::size_t begin = 0;
  std::size_t end = front.weight.size();
  // Should both hold, fail wins: the order in which a gate is read.
  while (end > begin && front.first + static_cast<std::int64_t>(end) - 1 >= boundary.fail_at_least[at_n]) {
    left.fail += front.weight[--end];
  }
  while (begin < end && front.first + static_cast<std::int64_t>(begin) <= boundary.pass_at_most[at_n]) {
    left.pass += front.weight[begin++];
  }
  while (end > begin && front.weight[end - 1] < 1e-300) --end;
  front.weight.assign(front.weight.begin() + static_cast<std::ptrdiff_t>(begin),
                      front.weight.begin() + static_cast<std::ptrdiff_t>(end));
  front.first += static_cast<std::int64_t>(begin);
  return left;
}

struct Walk {
  Outcome outcome;
  std::optional<std::int64_t> n_reached;  // where the passes first reached the share asked for
};

template <class Next>
Walk walk(const Boundary& boundary, Front front, std::int64_t n, double share, const Next& next_wrong) {
  Walk walk;
  while (n < boundary.n_max && !front.weight.empty()) {
    front = step(front, n, next_wrong);
    ++n;
    const Left left = take_decided(front, boundary, n);
    walk.outcome.pass += left.pass;
    walk.outcome.fail += left.fail;
    walk.outcome.mean_n += static_cast<double>(n) * (left.pass + left.fail);
    if (!walk.n_reached && walk.outcome.pass >= share) walk.n_reached = n;
  }
  for (const double weight : front.weight) walk.outcome.undecided += weight;
  walk.outcome.mean_n += static_cast<double>(boundary.n_max) * walk.outcome.undecided;
  return walk;
}

Walk walk_at(const Boundary& boundary, double p, double share) {
  ASSAY_CHECK(p >= 0 && p <= 1, "an error rate is a share");
  return walk(boundary, {0, {1.0}}, 0, share, [p](std::int64_t, std::int64_t) { return p; });
}

}  // namespace

Boundary Boundary::open(std::int64_t n_max) {
  ASSAY_CHECK(n_max >= 0 && n_max <= boundary_items_max, "a boundary of at most boundary_items_max items");
  Boundary boundary;
  boundary.n_max = n_max;
  boundary.pass_at_most.assign(static_cast<std::size_t>(n_max) + 1, -1);
  for (std::int64_t n = 0; n <= n_max; ++n) boundary.fail_at_least.push_back(n + 1);
  return boundary;
}

Outcome outcome_at(const Boundary& boundary, double p) {
  Outcome outcome = walk_at(boundary, p, 2).outcome;
  outcome.p = p;
  return outcome;
}

std::optional<std::int64_t> items_to_pass(const Boundary& boundary, double p, double probability) {
  return walk_at(boundary, p, probability).n_reached;
}

Settle settle(const Boundary& boundary, std::int64_t x, std::int64_t n) {
  ASSAY_CHECK(x >= 0 && x <= n && n <= boundary.n_max, "x of n items, within the plan");
  Settle settled;
  for (std::int64_t m = n + 1; m <= boundary.n_max && !settled.best_case_more; ++m) {
    if (x <= boundary.pass_at_most[static_cast<std::size_t>(m)]) settled.best_case_more = m - n;
  }
  if (!settled.best_case_more) return settled;
  // A Beta(1/2, 1/2) rate makes the next item wrong with (x + 1/2) / (n + 1): the beta-binomial, step by
  // step.
  const Walk found = walk(boundary, {x, {1.0}}, n, 0.5, [](std::int64_t wrong, std::int64_t judged) {
    return (static_cast<double>(wrong) + 0.5) / (static_cast<double>(judged) + 1);
  });
  settled.pass_probability = std::min(1.0, found.outcome.pass);
  if (found.n_reached) settled.expected_more = *found.n_reached - n;
  return settled;
}

}  // namespace assay::stats
