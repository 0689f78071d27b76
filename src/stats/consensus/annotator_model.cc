#include "stats/consensus/annotator_model.h"

#include <algorithm>

namespace assay::stats {

AnnotatorModel::AnnotatorModel(const Fit& fit, std::uint32_t category_count) : fit_(fit), k_(category_count) {
  if (fit.confusion.empty()) return;
  beta_total_.assign(k_, 0);
  for (std::size_t at = 0; at < fit.beta.size(); ++at) beta_total_[at / k_] += fit.beta[at];
  total_.assign(fit.confusion.size() / k_, 0);
  for (std::size_t at = 0; at < fit.confusion.size(); ++at) {
    const std::size_t annotator = at / (k_ * k_), truth = at % k_;
    total_[annotator * k_ + truth] += fit.confusion[at];
  }
}

double AnnotatorModel::share(std::uint32_t annotator, std::uint32_t truth, std::uint32_t given) const {
  if (fit_.confusion.empty()) {
    const double skill = std::clamp(fit_.skill[annotator], 1e-6, 1 - 1e-6);
    return truth == given ? skill : (1 - skill) / std::max(1.0, static_cast<double>(k_) - 1);
  }
  const std::size_t row = std::size_t{annotator} * k_;
  const double count = static_cast<double>(fit_.confusion[(row + given) * k_ + truth]);
  const double total = static_cast<double>(total_[row + truth]) + beta_total_[truth];
  return (count + fit_.beta[std::size_t{truth} * k_ + given]) / total;
}

}  // namespace assay::stats
