// The registry of the models that other programs have.

#include <array>

#include "stats/consensus/consensus.h"

namespace assay::stats {

std::span<const ConsensusModel> published_models() {
  static const std::array<ConsensusModel, 9> models = {{
      {"dawid_skene_ml", "Dawid and Skene as published: maximum likelihood, no pseudo-counts",
       dawid_skene_ml_fit},
      {"one_coin_ml", "one accuracy per annotator by maximum likelihood", one_coin_ml_fit},
      {"zero_based_skill", "majority weighted by skills that agree with it", zero_based_skill_fit},
      {"gold_majority", "majority weighted by accuracy on gold", gold_majority_fit, gold_majority_refusal},
      {"fast_dawid_skene", "Dawid and Skene with one category per item in every round", fast_dawid_skene_fit},
      {"glad", "an ability per annotator, a difficulty per item", glad_fit},
      {"mace", "annotators know the answer or follow a habit", mace_fit},
      {"kos", "message passing between items and annotators; two categories", kos_fit, kos_refusal},
      {"m_msr", "skills from the agreements of pairs, outliers left out", m_msr_fit},
  }};
  return models;
}

}  // namespace assay::stats
