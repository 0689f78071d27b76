#pragma once
// A pilot carried over to a production: wrong items in all and by category, and the mix of categories, each
// with its predictive interval. docs/methods/projection.md.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "labels/question.h"
#include "labels/table.h"
#include "quality/inspection.h"
#include "stats/plan/projection.h"

namespace assay::quality {

struct ProjectOptions {
  labels::QuestionOptions question;
  std::string only_question;
  std::int64_t items = 0;
  std::int64_t batch_size = 0;  // 0: everything is one batch
  std::string cluster;        // "annotator", "batch" or empty: batch where there are several, else annotator
  std::optional<double> rho;  // between batches; absent: estimated, or assumed
  std::optional<std::int64_t> limit;
  double level = 0.95;
  std::uint64_t seed = 1;
};

struct ProjectedCategory {
  std::string category;
  std::int64_t delivered = 0, judged = 0, wrong = 0;  // in the pilot
  stats::CategoryProjection projection;
  double share_of_wrong = 0;  // of the total, scaled so that the categories add up to it
};

struct ProductionProjection {
  std::string version;
  std::vector<FileNote> files;
  std::string question;  // empty too when only counts were given
  ProjectOptions options;
  std::int64_t judged = 0, wrong = 0, undecided = 0, clusters = 0;
  std::string cluster;  // what the clusters are
  stats::CorrelationEstimate correlation;
  double phi = 1;
  stats::Projection total;
  std::vector<ProjectedCategory> categories;  // most wrong items first
  std::vector<std::string> notes;
};

// From a pilot's labels and gold. An item without a clear label is wrong: production will hold such items
// too. Refuses no gold on the question, and sizes out of range.
Result<ProductionProjection> project_pilot(const labels::Table& table, const ProjectOptions& options);
// From two counts alone.
Result<ProductionProjection> project_counts(std::int64_t wrong, std::int64_t judged,
                                            const ProjectOptions& options);

}  // namespace assay::quality
