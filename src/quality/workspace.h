#pragma once
// What the sections of an inspection share while one question is inspected. Views point into the members: it
// is made once, on the heap, and not copied.

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "labels/question.h"
#include "labels/table.h"
#include "labels/tally.h"
#include "quality/inspection.h"
#include "stats/agreement/distance.h"
#include "stats/consensus/consensus.h"
#include "stats/consensus/predictive_check.h"
#include "stats/votes.h"

namespace assay::quality {

// A distance that a person chose for alpha, in place of that of the kind of labels.
struct ChosenDistance {
  stats::Scale scale = stats::Scale::nominal;  // circular, bipolar or tree
  double period = 360, low = 0, high = 1;
  std::vector<std::pair<std::string, std::string>> parent_of;  // tree: category, its parent; "" is the root
};

// single: an item has one right answer. plural: several answers may be right, so that nothing is judged.
enum class Truth { single, plural };

struct InspectOptions {
  labels::QuestionOptions question;
  std::string only_question;    // empty: all
  std::vector<std::string> by;  // attributes to slice by; empty: all that make sense
  double level = 0.95;
  std::uint64_t seed = 1;
  bool agreement_only = false;  // nothing that needs a model: what tallies can answer
  int replicates = 2000;
  std::optional<ChosenDistance> distance;
  Truth truth = Truth::single;
};

// What the models of the annotators say of one question; one entry per row of stats::consensus_registry().
// The posterior of the default model alone is kept, tempered where its check asks for it: those of all models
// would take more memory than the annotations.
struct Beliefs {
  std::vector<stats::Fit> fits;
  std::vector<stats::Choice> choices;
  std::vector<std::optional<stats::PredictiveCheck>> checks;
  std::vector<double> mean_confidence;  // of the default after tempering
  std::vector<Estimate> ability;        // per annotator code, by the default model
  std::size_t default_model = 0;        // index of `auto`

  const stats::Fit& fit() const { return fits[default_model]; }
  const stats::Choice& choice() const { return choices[default_model]; }
};

struct Workspace {
  const labels::Table* table = nullptr;
  InspectOptions options;
  labels::QuestionTable question;
  labels::PatternCounts patterns;
  stats::Votes votes;                                  // view of question
  stats::Patterns pattern_view;                        // view of patterns
  std::vector<std::vector<std::uint32_t>> tree_paths;  // of each category, where the distance is a tree
  std::optional<Beliefs> beliefs;  // absent with agreement_only, and for labels that are measurements

  Workspace() = default;
  Workspace(const Workspace&) = delete;
  Workspace& operator=(const Workspace&) = delete;
};

stats::Patterns view_of(const labels::PatternCounts& patterns, std::uint32_t category_count);
stats::Votes view_of(const labels::QuestionTable& question);

}  // namespace assay::quality
