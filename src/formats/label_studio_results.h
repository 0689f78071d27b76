#pragma once
// What one annotation of Label Studio says: its results, joined by question.

#include <simdjson.h>

#include <string>
#include <string_view>
#include <vector>

#include "formats/kind_counts.h"
#include "formats/label_studio_regions.h"

namespace assay::formats {

struct LabelStudioAnswer {
  std::string question;             // from_name
  std::vector<std::string> labels;  // none: the question was sent without a choice
  bool is_anchored = false;         // a result of it came from a prediction
};

struct LabelStudioRegion {
  std::string question;
  std::vector<std::string> labels;
  LabelStudioGeometry geometry;
  bool is_anchored = false;
};

struct LabelStudioAnswers {
  std::vector<LabelStudioAnswer> answers;
  std::vector<LabelStudioRegion> regions;
};

// Reads choices, taxonomy (paths joined by " > "), rating, number and pairwise that are about the whole task,
// and regions. Everything else (what is said of a region, texts, relations, ...) is counted in kinds.
LabelStudioAnswers label_studio_answers(simdjson::dom::array results, LabelStudioRegions& regions,
                                        TaskPlace place, KindCounts& kinds);

}  // namespace assay::formats
