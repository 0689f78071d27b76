#pragma once
// Evidence about the error rate of independent items that may be looked at after every item: e-processes for
// "the rate is error_max or more" (its growth is evidence for good work) and for "the rate is error_max or
// less" (evidence for bad work). Whoever stops at 1 / alpha is wrong with probability at most alpha, however
// often they looked. Beta mixtures truncated at error_max; source: Ville 1939; Ramdas et al. 2023; methods
// 5.6 (i). About the people and the time that made the items, not about a lot; see e_lot.h and e_cluster.h.

#include <cstdint>

#include "stats/gate/boundary.h"

namespace assay::stats {

// ln E after x wrong of n; -inf cannot occur. 0 < error_max < 1.
double log_evidence_good(std::int64_t x, std::int64_t n, double error_max);
double log_evidence_bad(std::int64_t x, std::int64_t n, double error_max);

struct EvidenceOptions {
  double error_max = 0.05;
  double alpha = 0.05;       // P(pass | rate >= error_max), at most
  double alpha_fail = 0.05;  // P(fail | rate <= error_max), at most
};

// Where the two processes first reach 1 / alpha and 1 / alpha_fail. Cost O(n_max) evaluations.
Boundary e_process_boundary(const EvidenceOptions& options, std::int64_t n_max);

// alpha of attempt k = 1, 2, ... so that all attempts together pass bad work with probability at most alpha:
// 6 alpha / (pi^2 k^2).
double attempt_alpha(double alpha, std::int64_t attempt);

}  // namespace assay::stats
