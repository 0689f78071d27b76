#pragma once
// A rate over units that come in clusters: the annotations of one item share its difficulty, so n of them are
// worth less than n. The linearised variance of the ratio x / n over clusters (Cochran 1977, ch. 6) gives an
// effective n, with which Wilson and Clopper-Pearson keep their level.

#include <cstdint>

namespace assay::stats {

// Sums over the clusters of a group. Units of one cluster must be added one after the other.
class ClusterSums {
 public:
  // One unit of the cluster: `amount` of it belongs to the group (1, or a share), `hit` of that counts
  // (0..amount).
  void add(std::uint64_t cluster, double amount, double hit) {
    if (cluster != cluster_ || !open_) {
      close();
      cluster_ = cluster;
      open_ = true;
    }
    cluster_amount_ += amount;
    cluster_hit_ += hit;
  }
  void close();  // after the last unit; adding may go on

  // A whole cluster put in, or one that is inside taken out: sums that follow what changes. Exact while the
  // amounts are counts.
  void put_cluster(double amount, double hits) { count_cluster(amount, hits, 1); }
  void take_cluster(double amount, double hits) { count_cluster(amount, hits, -1); }

  double amount() const { return amount_; }
  double hits() const { return hits_ < amount_ ? hits_ : amount_; }
  std::int64_t clusters() const { return clusters_; }

  // p (1 - p) / variance, at most the amount and at least 1; with p at 0 or 1 the number of clusters, at most
  // the amount. Equal to the amount when every cluster holds one unit. 0 when nothing was added.
  double effective_n() const;

 private:
  void count_cluster(double amount, double hits, int sign);

  std::uint64_t cluster_ = 0;
  bool open_ = false;
  std::int64_t not_single_ = 0;  // clusters that hold anything but exactly one whole unit
  double cluster_amount_ = 0, cluster_hit_ = 0;
  double amount_ = 0, hits_ = 0;
  double amount_squared_ = 0, amount_hit_ = 0, hit_squared_ = 0;
  std::int64_t clusters_ = 0;
};

}  // namespace assay::stats
