#include "stats/accuracy/clustered_rate.h"

#include <algorithm>
#include <cmath>

namespace assay::stats {

void ClusterSums::close() {
  if (!open_) return;
  open_ = false;
  if (cluster_amount_ > 0) {
    single_ = single_ && std::fabs(cluster_amount_ - 1) < 1e-9;
    amount_ += cluster_amount_;
    hits_ += cluster_hit_;
    amount_squared_ += cluster_amount_ * cluster_amount_;
    amount_hit_ += cluster_amount_ * cluster_hit_;
    hit_squared_ += cluster_hit_ * cluster_hit_;
    ++clusters_;
  }
  cluster_amount_ = 0;
  cluster_hit_ = 0;
}

double ClusterSums::effective_n() const {
  if (amount_ <= 0) return 0;
  const auto count = static_cast<double>(clusters_);
  if (single_) return amount_;
  const double p = hits() / amount_;
  const double spread = hit_squared_ - 2 * p * amount_hit_ + p * p * amount_squared_;
  if (clusters_ < 2 || p <= 0 || p >= 1 || spread <= 0) return std::min(count, amount_);
  const double variance = spread / (amount_ * amount_) * count / (count - 1);
  return std::clamp(p * (1 - p) / variance, std::min(1.0, amount_), amount_);
}

}  // namespace assay::stats
