#pragma once
// What is known of parts of the annotations: of weeks, weekdays, shifts, teams. Inside app.

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "base/estimate.h"
#include "base/result.h"
#include "domain/schema.h"
#include "labels/table.h"

namespace assay::app {

struct PartAgreement {
  std::string question;
  Estimate estimate;  // Krippendorff's alpha of labels of one item that were given in this part
};
struct WorkPart {
  std::string name;
  std::int64_t annotations = 0, items = 0, annotators = 0;  // in force, of all questions
  Estimate
      accuracy;  // against gold, of all questions; its interval allows for answers of one item being alike
  std::vector<PartAgreement> agreement;  // by question
};

struct Partition {
  std::vector<std::string> names;
  std::vector<std::uint32_t> part_of_row;  // of the table; labels::none: in none of the parts
};

// The parts of each partition, empty ones too. Cost: the questions are put in order once, then a sort of the
// annotations for each partition.
Result<std::vector<std::vector<WorkPart>>> work_parts(const labels::Table& table,
                                                      const domain::Schema& schema,
                                                      std::span<const Partition> partitions);
// Without those that hold nothing.
std::vector<WorkPart> in_use(std::vector<WorkPart> parts);

}  // namespace assay::app
