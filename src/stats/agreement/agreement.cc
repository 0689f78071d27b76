#include "stats/agreement/agreement.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "base/check.h"
#include "base/parallel.h"
#include "stats/agreement/coefficient_interval.h"
#include "stats/agreement/unseen.h"

namespace assay::stats {
namespace {

constexpr double redrawn_max =
    0.05;  // share of replicates without variation above which the bootstrap is not believed
constexpr std::size_t replicate_chunk =
    16;  // replicates a chunk: part of no result, only of the work's grain

struct Facts {
  std::int64_t items = 0, paired = 0;  // with a label, with two
  std::size_t used_categories = 0;     // among items with two labels
  std::int64_t disagreeing = 0;        // items with two labels and more than one category
};

Facts facts_of(const Patterns& patterns) {
  Facts facts;
  std::vector<bool> used(patterns.category_count, false);
  for (std::size_t v = 0; v < patterns.pattern_count(); ++v) {
    facts.items += patterns.item_count[v];
    if (pattern_labels(patterns, v) < 2) continue;
    facts.paired += patterns.item_count[v];
    const std::size_t cells = patterns.pattern_begin[v + 1] - patterns.pattern_begin[v];
    if (cells > 1) facts.disagreeing += patterns.item_count[v];
    for (std::size_t at = patterns.pattern_begin[v]; at < patterns.pattern_begin[v + 1]; ++at) {
      used[patterns.category[at]] = true;
    }
  }
  facts.used_categories = static_cast<std::size_t>(std::count(used.begin(), used.end(), true));
  return facts;
}

// All replicates of all statistics: values[component][replicate], undefined ones left out.
std::vector<std::vector<double>> replicate_all(const Patterns& patterns,
                                               const std::vector<std::unique_ptr<Statistic>>& statistics,
                                               const BootstrapOptions& options) {
  std::size_t width = 0;
  for (const auto& statistic : statistics) width += statistic->size();
  const auto replicates = static_cast<std::size_t>(options.replicates);
  std::vector<double> table(width * replicates);
  for_chunks(replicates, replicate_chunk, [&](Chunk chunk) {
    std::vector<std::int64_t> times(patterns.pattern_count());
    std::vector<double> row(width);
    for (std::size_t b = chunk.begin; b < chunk.end; ++b) {
      draw_replicate(patterns.item_count, options.seed, b, times);
      std::size_t at = 0;
      for (const auto& statistic : statistics) {
        statistic->evaluate(times, std::span(row).subspan(at, statistic->size()));
        at += statistic->size();
      }
      for (std::size_t c = 0; c < width; ++c) table[c * replicates + b] = row[c];
    }
  });
  std::vector<std::vector<double>> values(width);
  for (std::size_t c = 0; c < width; ++c) {
    for (std::size_t b = 0; b < replicates; ++b) {
      if (table[c * replicates + b] < undefined_value) values[c].push_back(table[c * replicates + b]);
    }
  }
  return values;
}

BcaInput bca_input(const Component& component, const Patterns& patterns, double level) {
  BcaInput input;
  input.value = *component.value;
  input.level = level;
  for (std::size_t v = 0; v < component.influence.size(); ++v) {
    input.add(component.influence[v], patterns.item_count[v]);
  }
  return input;
}

class Estimator {
 public:
  Estimator(const Patterns& patterns, const AgreementOptions& options, const Facts& facts)
      : patterns_(patterns), options_(options), facts_(facts), note_(rare_category_note(patterns)) {}

  // replicates: empty means that the bootstrap was left out.
  Estimate estimate(const Component& component, std::vector<double> replicates) const {
    Estimate out;
    out.method = component.metric;
    out.n = component.n;
    if (const auto undefined = why_undefined(component)) return *undefined;
    out.value = std::clamp(*component.value, -1.0, 1.0);
    const double level = options_.bootstrap.level;
    const double lowest =
        component.metric == "percent_agreement" || component.metric == "specific_agreement" ? 0 : -1;
    if (*component.value > 1 - 1e-12 && component.chance_gap > 0) {
      out.interval = no_disagreement_interval(component.n, component.chance_gap, level);
      out.interval->lower = std::max(out.interval->lower, lowest);
      out.note = "no disagreement seen: the interval rests on the number of items alone";
      return out;
    }
    out.standard_error = component.standard_error;
    out.note = note_;
    if (!component.note.empty()) out.note += (note_.empty() ? "" : "; ") + component.note;
    const auto wanted = static_cast<double>(options_.bootstrap.replicates);
    if (!replicates.empty() && static_cast<double>(replicates.size()) < (1 - redrawn_max) * wanted) {
      out.status = Status::insufficient;
      out.note = "too little variation: many resamples have one category only";
      out.interval = bounded(t_interval(*component.value, component.standard_error, component.n, level),
                             *out.value, lowest);
      return out;
    }
    std::optional<Interval> interval = bca_interval(replicates, bca_input(component, patterns_, level));
    if (interval && !note_.empty()) widen(*interval, component);
    out.interval = bounded(
        interval ? *interval : t_interval(*component.value, component.standard_error, component.n, level),
        *out.value, lowest);
    return out;
  }

 private:
  void widen(Interval& interval, const Component& component) const {
    const auto items =
        static_cast<double>(component.metric == "specific_agreement" ? facts_.paired : component.n);
    const auto [low, high] = std::minmax_element(component.influence.begin(), component.influence.end());
    if (low != component.influence.end() && items >= 1)
      widen_for_unseen(interval, *low / items, *high / items);
  }

  std::optional<Estimate> why_undefined(const Component& component) const {
    if (facts_.paired < 2) {
      Estimate out = undefined_estimate(Status::insufficient, component.metric, facts_.paired,
                                        "fewer than two items have two labels");
      out.n_needed = 2;
      return out;
    }
    const bool corrected =
        component.metric != "percent_agreement" && component.metric != "specific_agreement";
    if (corrected && facts_.used_categories < 2) {
      return undefined_estimate(Status::no_variation, component.metric, component.n,
                                "only one category was used: agreement beyond chance is not defined");
    }
    if (component.value) return std::nullopt;
    if (component.metric == "specific_agreement") {
      return undefined_estimate(Status::insufficient, component.metric, 0,
                                "nobody used this category on an item with two labels");
    }
    return undefined_estimate(Status::no_variation, component.metric, component.n,
                              "chance agreement is complete: the coefficient is not defined");
  }

  const Patterns& patterns_;
  const AgreementOptions& options_;
  const Facts& facts_;
  std::string note_;
};

std::vector<std::unique_ptr<Statistic>> plan_statistics(const StatisticPlan& plan,
                                                        const AgreementPlan& wanted) {
  std::vector<std::unique_ptr<Statistic>> out;
  out.push_back(percent_statistic(plan));
  for (const Scale scale : wanted.alpha) out.push_back(alpha_statistic(plan, scale));
  for (const Chance chance : {Chance::gwet, Chance::fleiss, Chance::brennan_prediger}) {
    for (const Scale scale : wanted.weights) out.push_back(gwet_statistic(plan, chance, scale));
  }
  out.push_back(category_statistic(plan));
  return out;
}

// A general distance costs categories^2 a replicate; beyond the limit the linearised variance serves.
bool too_dear(const Component& component, const Patterns& patterns, const AgreementOptions& options) {
  const bool cheap =
      component.weights == "nominal" || component.weights == "interval" || component.weights == "ordinal";
  const bool only_weights = component.metric == "gwet_ac2" || component.metric == "brennan_prediger";
  const double q = patterns.category_count;
  return !(cheap && component.metric != "fleiss_kappa") && component.weights != "nominal" && !only_weights &&
         static_cast<double>(options.bootstrap.replicates) * q * q > options.general_cost_max;
}

AgreementResult agreement_as_given(const Patterns& patterns, const CategoryValues& values,
                                   const AgreementPlan& plan, const AgreementOptions& options) {
  const Facts facts = facts_of(patterns);
  std::vector<std::vector<Component>> components;
  std::vector<std::unique_ptr<Statistic>> drawn;
  std::vector<bool> is_drawn;
  const bool bootstrap = patterns.pattern_count() <= options.patterns_max && facts.paired >= 2;
  std::vector<std::unique_ptr<Statistic>> statistics = plan_statistics({patterns, values}, plan);
  for (auto& statistic : statistics) {
    components.push_back(statistic->components());
    is_drawn.push_back(bootstrap && !too_dear(components.back().front(), patterns, options));
    if (is_drawn.back()) drawn.push_back(std::move(statistic));
  }
  std::vector<std::vector<double>> replicates;
  if (!drawn.empty()) replicates = replicate_all(patterns, drawn, options.bootstrap);
  const Estimator estimator(patterns, options, facts);
  AgreementResult result;
  std::size_t next = 0;
  const auto take = [&](bool here) { return here ? std::move(replicates[next++]) : std::vector<double>{}; };
  for (std::size_t s = 0; s + 1 < components.size(); ++s) {
    const Component& component = components[s].front();
    result.rows.push_back(
        {component.metric, component.weights, estimator.estimate(component, take(is_drawn[s]))});
    if (plan.scott && component.metric == "fleiss_kappa") {
      result.rows.push_back({"scott_pi", component.weights, result.rows.back().estimate});
    }
  }
  const std::vector<Component>& by_category = components.back();
  result.categories.resize(by_category.size() / 2);
  for (std::size_t c = 0; c < by_category.size(); ++c) {
    Estimate estimate = estimator.estimate(by_category[c], take(is_drawn.back()));
    CategoryAgreement& row = result.categories[c % result.categories.size()];
    (c < result.categories.size() ? row.specific : row.alpha) = std::move(estimate);
    if (c < result.categories.size()) row.items = by_category[c].n;
  }
  return result;
}

}  // namespace

AgreementResult agreement(const Patterns& patterns, const CategoryValues& values, const AgreementPlan& plan,
                          const AgreementOptions& options) {
  const Facts facts = facts_of(patterns);
  if (facts.paired < 2 || rare_category_note(patterns).empty())
    return agreement_as_given(patterns, values, plan, options);
  return agreement_as_given(WithUnseen(patterns).view(), values, plan, options);
}

Estimate linearised_alpha(const Patterns& patterns, const CategoryValues& values, Scale scale, double level) {
  AgreementOptions options;
  options.bootstrap.level = level;
  const Facts facts = facts_of(patterns);
  const Estimator estimator(patterns, options, facts);
  return estimator.estimate(alpha_statistic({patterns, values}, scale)->components().front(), {});
}

}  // namespace assay::stats
