#include "stats/accuracy/clustered_rate.h"

#include <algorithm>
#include <cmath>

namespace assay::stats {

void ClusterSums::close() {
  if (!open_) return;
  open_ = false;
  if (cluster_amount_ > 0) put_cluster(cluster_amount_, cluster_hit_);
  cluster_amount_ = 0;
  cluster_hit_ = 0;
}

void ClusterSums::count_cluster(double amount, double hits, int sign) {
  if (std::fabs(amount - 1) >= 1e-9) not_single_ += sign;
  amount_ += sign * amount;
  hits_ += sign * hits;
  amount_squared_ += sign * amount * amount;
  amount_hit_ += sign * amount * hits;
  hit_squared_ += sign * hits * hits;
  clusters_ += sign;
}

double ClusterSums::effective_n() const {
  if (amount_ <= 0) return 0;
  const auto count = static_cast<double>(clusters_);
  if (not_single_ == 0) return amount_;
  const double p = hits() / amount_;
  const double spread = hit_squared_ - 2 * p * amount_hit_ + p * p * amount_squared_;
  if (clusters_ < 2 || p <= 0 || p >= 1 || spread <= 0) return std::min(count, amount_);
  const double variance = spread / (amount_ * amount_) * count / (count - 1);
  return std::clamp(p * (1 - p) / variance, std::min(1.0, amount_), amount_);
}

}  // namespace assay::stats
