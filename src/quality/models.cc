#include "quality/sections.h"
#include "quality/tie_key.h"

namespace assay::quality {

Beliefs fit_models(const Workspace& work) {
  Beliefs beliefs;
  const stats::TieKey key = tie_key(*work.table, work.question);
  for (const stats::ConsensusModel& model : stats::consensus_registry()) {
    if (model.name == std::string_view("auto")) beliefs.default_model = beliefs.fits.size();
    beliefs.fits.push_back(model.fit(work.votes, {}));
    beliefs.choices.push_back(stats::choose(beliefs.fits.back(), work.votes, key));
  }
  return beliefs;
}

}  // namespace assay::quality
