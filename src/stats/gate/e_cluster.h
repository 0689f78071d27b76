#pragma once
// The e-process of items that come in clusters (annotator by sitting, or batch) whose error rates vary around
// the process's with intraclass correlation rho: the evidence of a pilot about production. Source: methods
// 5.6 (iii): beta-binomial likelihood ratios over a grid of 60 rates. Valid for a true correlation up to the
// registered one.

#include <array>
#include <cstdint>
#include <map>

#include "stats/gate/sequential.h"

namespace assay::stats {

struct ClusterOptions {
  double error_max = 0.05;
  double alpha = 0.05;
  double alpha_fail = 0.05;
  double rho = 0.02;  // 0 < rho < 1
};

inline constexpr std::size_t gate_clusters_min = 5;     // fewer say nothing of variation: no verdict
inline constexpr double gate_cluster_share_max = 0.30;  // no cluster may hold more of the items

class ClusterTest final : public SequentialTest {
 public:
  explicit ClusterTest(const ClusterOptions& options);
  void add(const Judgement& judgement) override;
  GateState state() const override;
  EvidenceNow now() const override;
  std::unique_ptr<SequentialTest> copy() const override { return std::make_unique<ClusterTest>(*this); }

  std::size_t clusters() const { return counts_.size(); }
  double mean_size() const;      // as an item sees it: sum of m^2 over sum of m; 0 before the first
  double largest_share() const;  // of the items, in one cluster; 0 before the first

 private:
  static constexpr std::size_t points = 60;
  enum class Seen { right, wrong };
  struct Grid {
    std::array<double, points> rate{}, log_weight{}, log_ratio{};
  };
  struct Counts {
    std::int64_t n = 0, x_to_pass = 0, x_to_fail = 0;
  };
  // Logarithms of what one item is worth by how many like it its cluster had before: made once, for all
  // copies.
  static constexpr std::int64_t kept_max = 32;
  struct Steps;
  void weigh(Grid& grid, double exponent) const;
  void step(const Grid& grid, Seen seen, std::int64_t before, std::array<double, points>& logs) const;
  void bet(Grid& grid, Seen seen, std::int64_t x, std::int64_t n);
  static bool reaches(const Grid& grid, double log_limit);

  ClusterOptions options_;
  double kappa_ = 0;  // 1 / rho - 1
  Grid good_, bad_;
  std::shared_ptr<const Steps> steps_;  // copies made for simulation share it; it never changes
  std::map<std::uint32_t, Counts> counts_;
  std::int64_t n_ = 0, x_to_pass_ = 0, x_to_fail_ = 0, largest_ = 0;
};

}  // namespace assay::stats
