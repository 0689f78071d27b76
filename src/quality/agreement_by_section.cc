#include "quality/agreement_plan.h"
#include "quality/sections.h"
#include "quality/slice_rows.h"

namespace assay::quality {

void add_agreement_by(const Workspace& work, QuestionInspection& out) {
  const std::uint32_t count = work.question.category_count();
  const SliceScale scale{values_of(work.question), count, slice_scale(work.question.kind, count),
                         work.options.level, work.options.seed};
  add_slices(slice_families(work), scale, out);
}

}  // namespace assay::quality
