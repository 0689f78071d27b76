#pragma once
// A sequential test of an error rate whose decision depends only on how many of the first n items were wrong:
// pass at x <= pass_at_most[n], fail at x >= fail_at_least[n]. Fixed samples, SPRT and e-processes of
// independent items are all of this kind, so that one exact recursion over (n, x) gives their risks, their
// power and the items they need. Source: methods of Wald 1947 and Aroian 1968; docs/methods/gates.md.

#include <cstdint>
#include <optional>
#include <vector>

namespace assay::stats {

inline constexpr std::int64_t boundary_items_max = 20'000;

struct Boundary {
  std::int64_t n_max = 0;
  std::vector<std::int64_t> pass_at_most;   // by n = 0..n_max; -1: cannot pass here
  std::vector<std::int64_t> fail_at_least;  // by n = 0..n_max; n + 1: cannot fail here

  // At n_max whoever has decided nothing is "not enough evidence".
  static Boundary open(std::int64_t n_max);
};

// What happens at a true error rate, exactly. Cost O(n_max x the widest gap between the boundaries).
struct Outcome {
  double p = 0;
  double pass = 0, fail = 0, undecided = 0;
  double mean_n = 0;
};
Outcome outcome_at(const Boundary& boundary, double p);

// The smallest n by which the gate has passed with this probability; nothing when it never does.
std::optional<std::int64_t> items_to_pass(const Boundary& boundary, double p, double probability);

// From x wrong of n, undecided: what it still takes.
struct Settle {
  std::optional<std::int64_t> best_case_more;  // fewest further items, all right, that pass; nothing: never
  std::optional<std::int64_t>
      expected_more;            // by which half of what may come has passed; nothing: less than half
  double pass_probability = 0;  // by n_max, when the rate is drawn from Beta(1/2 + x, 1/2 + n - x)
};
Settle settle(const Boundary& boundary, std::int64_t x, std::int64_t n);

}  // namespace assay::stats
