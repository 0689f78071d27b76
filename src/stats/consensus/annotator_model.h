#pragma once
// What a fit says an annotator does, whatever kind of model it is.

#include "stats/consensus/consensus.h"

namespace assay::stats {

// P(annotator says `given` | the truth is `truth`), from the confusion where there is one, else from the
// skill. Always > 0. The fit must live as long.
class AnnotatorModel {
 public:
  AnnotatorModel(const Fit& fit, std::uint32_t category_count);
  static bool exists(const Fit& fit) { return !fit.confusion.empty() || !fit.skill.empty(); }
  double share(std::uint32_t annotator, std::uint32_t truth, std::uint32_t given) const;
  double right(std::uint32_t annotator, std::uint32_t truth) const { return share(annotator, truth, truth); }

 private:
  const Fit& fit_;
  std::size_t k_;
  std::vector<float> total_;        // [annotator * K + truth]: counts and pseudo-counts
  std::vector<double> beta_total_;  // [truth]
};

}  // namespace assay::stats
