#pragma once
// The sections of an inspection, one file each. Every function reads the workspace and fills its part of the
// inspection.

#include "quality/inspect.h"
#include "quality/workspace.h"

namespace assay::quality {

void add_data(const Workspace& work, QuestionInspection& out);
void add_disagreement(const Workspace& work, QuestionInspection& out);
void add_agreement(const Workspace& work, QuestionInspection& out);     // agreement, category_rows
void add_agreement_by(const Workspace& work, QuestionInspection& out);  // difficulty needs beliefs
void add_repeats(const Workspace& work, QuestionInspection& out);       // repeats, sources
void add_plural(const Workspace& work, QuestionInspection& out);        // only where truth is plural
void add_pairs(const Workspace& work, QuestionInspection& out);
// The following need beliefs.
void add_consensus(const Workspace& work, QuestionInspection& out);
void add_accuracy(const Workspace& work, QuestionInspection& out);  // also the rates of category_rows
void add_annotators(const Workspace& work, QuestionInspection& out);
void add_gold(const Workspace& work, QuestionInspection& out);  // gold, label_errors
void add_hints(const Workspace& work, QuestionInspection& out);
void add_people(const Workspace& work, QuestionInspection& out);
void add_error_slices(const Workspace& work, QuestionInspection& out);

// Fits every model of the registry once. Nothing for labels that are measurements (see judged.h).
std::optional<Beliefs> fit_models(const Workspace& work);

// All of the above in their order.
void run_sections(Workspace& work, QuestionInspection& out, const Progress& progress);

}  // namespace assay::quality
