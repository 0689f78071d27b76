#include "base/hash.h"
#include "quality/sections.h"

namespace assay::quality {

Beliefs fit_models(const Workspace& work) {
  Beliefs beliefs;
  const auto key = [&](std::size_t item, std::uint32_t category) {
    std::string text(work.table->items.name(static_cast<std::uint32_t>(item)));
    text += '\x1f';
    text += work.question.categories[category];
    return stable_hash(text);
  };
  for (const stats::ConsensusModel& model : stats::consensus_registry()) {
    if (model.name == std::string_view("auto")) beliefs.default_model = beliefs.fits.size();
    beliefs.fits.push_back(model.fit(work.votes, {}));
    beliefs.choices.push_back(stats::choose(beliefs.fits.back(), work.votes, key));
  }
  return beliefs;
}

}  // namespace assay::quality
