#pragma once
// The draw of a gate: the gold's items in their order, with what was delivered for each. Inside quality.

#include <cstdint>
#include <string>
#include <vector>

#include "base/result.h"
#include "labels/question.h"
#include "stats/gate/sequential.h"

namespace assay::quality {

struct DrawnItem {
  std::uint32_t item = 0;
  std::uint32_t delivered = labels::none;  // category; none: no annotation, or a tie
  stats::Judgement judgement;              // its cluster is 0 until clusters are asked for
};

struct GateDraw {
  std::vector<DrawnItem> items;
  std::vector<std::int64_t> delivered_count;  // by category, of all items of the labels
  std::int64_t delivered_items = 0;           // with an annotation
  std::int64_t ties = 0, missing = 0;         // among the drawn
};

Result<GateDraw> gate_draw(const labels::Table& table, const labels::QuestionTable& question);

// Fills the clusters of the judgements: "annotator" or "batch". Refuses labels that do not name them, and
// items with several annotators where the cluster is the annotator.
Result<Done> set_clusters(const labels::Table& table, const labels::QuestionTable& question,
                          const std::string& cluster, GateDraw& draw);

}  // namespace assay::quality
