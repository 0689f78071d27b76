#include "quality/metrics/registry.h"

namespace assay::quality {

const std::vector<Metric>& metric_registry() {
  static const std::vector<Metric> metrics = {
      {"percent_agreement", "Percent agreement",
       "share of pairs of annotators who chose the same category on an item", "BCa bootstrap over items"},
      {"krippendorff_alpha", "Krippendorff's alpha",
       "1 - observed / expected disagreement; any number of annotators, gaps allowed; by the distance of the "
       "kind",
       "BCa bootstrap over items"},
      {"gwet_ac1", "Gwet's AC1",
       "agreement corrected for chance in a way that skewed categories do not upset",
       "BCa bootstrap over items"},
      {"gwet_ac2", "Gwet's AC2", "AC1 with partial credit for near categories", "BCa bootstrap over items"},
      {"fleiss_kappa", "Fleiss' kappa",
       "agreement beyond what the pooled category shares would give by chance", "BCa bootstrap over items"},
      {"conger_kappa", "Conger's kappa", "as Fleiss, with each annotator's own category shares",
       "BCa bootstrap over items; beyond 4,000 labels Gwet's linearised variance, t"},
      {"scott_pi", "Scott's pi", "Fleiss' kappa for exactly two annotators an item",
       "BCa bootstrap over items"},
      {"cohen_kappa", "Cohen's kappa",
       "mean over pairs of annotators who share items; each pair in the pair matrix",
       "BCa bootstrap over items; beyond 4,000 labels the jackknife over items, t"},
      {"brennan_prediger", "Brennan-Prediger", "agreement beyond blind choice among the declared categories",
       "BCa bootstrap over items"},
      {"icc", "ICC", "share of the variation of numbers that is the items'; forms of Shrout and Fleiss",
       "exact by the F distribution; (2,1) by McGraw and Wong's approximation"},
  };
  return metrics;
}

std::string metric_title(const std::string& name) {
  for (const Metric& metric : metric_registry()) {
    if (name == metric.name) return metric.title;
  }
  return name;
}

}  // namespace assay::quality
