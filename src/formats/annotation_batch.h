#pragma once
// Annotations as the interface takes them: {"annotations": [{item, question?, annotator, label, ...}]}, label
// a text, a number, a list of texts (a set) or null (skipped). Every row is read before any is refused: what
// is wrong with a row names its index and field. Cost: a pass; at most 10,000 rows.

#include <string_view>
#include <vector>

#include "base/result.h"
#include "domain/annotation.h"

namespace assay::formats {

inline constexpr std::size_t annotation_batch_max = 10'000;

// An error when the text is no such object or a row has no item, annotator or label, a field of another kind,
// or a name that no field has.
Result<std::vector<domain::NewAnnotation>> read_annotation_batch(std::string_view json);

}  // namespace assay::formats
