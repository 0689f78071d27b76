#include "quality/sections.h"

namespace assay::quality {

void run_sections(Workspace& work, QuestionInspection& out, const Progress& progress) {
  const auto step = [&](std::string_view name) {
    if (progress) progress(name);
  };
  add_data(work, out);
  add_disagreement(work, out);
  step("agreement");
  add_agreement(work, out);
  const bool judged = !work.options.agreement_only && work.options.truth == Truth::single;
  if (judged) {
    step("consensus");
    work.beliefs = fit_models(work);
  }
  step("agreement by slice");
  add_agreement_by(work, out);
  add_repeats(work, out);
  add_plural(work, out);
  if (work.options.agreement_only) return;
  add_pairs(work, out);
  if (!judged) return;
  add_consensus(work, out);
  add_accuracy(work, out);
  step("annotators");
  add_annotators(work, out);
  add_gold(work, out);
  add_hints(work, out);
  add_people(work, out);
  step("error slices");
  add_error_slices(work, out);
}

}  // namespace assay::quality
