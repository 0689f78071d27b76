#pragma once
// How many items with several labels each make the interval of Krippendorff's alpha narrow enough. The
// planned design is simulated: equally frequent categories, annotators who are right equally often and else
// give any other category, so often that alpha is the expected one. Source: methods 5.9 (iii).

#include <cstdint>

#include "base/result.h"

namespace assay::stats {

struct AgreementSizeOptions {
  double alpha = 0.6;        // expected, 0 < alpha < 1
  double half_width = 0.10;  // wanted
  double level = 0.95;
  std::int64_t categories = 2;       // 2 to 1000
  std::int64_t labels_per_item = 2;  // 2 to 1000
  std::uint64_t seed = 1;
};

struct AgreementSize {
  std::int64_t items = 0;
  double accuracy = 0;        // of the simulated annotators
  double alpha = 0;           // of the simulated items: how near it came to what was asked for
  double standard_error = 0;  // for one item; that of n items is this over sqrt(n)
};

// Cost: 20,000 simulated items.
Result<AgreementSize> items_for_agreement(const AgreementSizeOptions& options);

}  // namespace assay::stats
