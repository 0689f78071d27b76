#include "quality/sample_estimate.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/text.h"
#include "base/version.h"
#include "quality/sample_columns.h"
#include "stats/design/gold_error.h"
#include "stats/design/weighted.h"
#include "stats/interval/binomial.h"
#include "stats/interval/finite_lot.h"

namespace assay::quality {
namespace {

constexpr std::array column_names = {"simple",   "stratified",      "weighted",  "difference",
                                     "assisted", "double_sampling", "gold_error"};

struct Sample {
  const labels::Table& table;
  const SampleDesign& design;
  double level;
  std::vector<std::optional<bool>> wrong;
};

std::string item_name(const Sample& s, std::size_t item) {
  return fmt::format("item {}", printable(s.table.items.name(static_cast<std::uint32_t>(item))));
}

Result<Estimate> simple(const Sample& s) {
  std::int64_t judged = 0, wrong = 0;
  for (const auto& value : s.wrong) {
    judged += value.has_value();
    wrong += value.value_or(false);
  }
  Estimate rate = stats::rate_estimate(static_cast<double>(wrong), static_cast<double>(judged), "error_rate",
                                       {.level = s.level});
  if (!s.design.population || judged == 0) return rate;
  const auto lot = stats::finite_lot_interval({wrong, judged, *s.design.population}, s.level);
  if (!lot.ok())
    return Error{ErrorCode::invalid, "the population is smaller than what was judged of it", "population"};
  rate.interval = lot.value().share;
  return rate;
}

Result<Estimate> stratified(const Sample& s) {
  const auto stratum = text_column(s.table, s.design.stratum);
  if (!stratum.ok()) return stratum.error();
  std::map<std::string, stats::Stratum> strata;
  for (const auto& [name, items] : s.design.strata) strata[name].items = items;
  for (std::size_t item = 0; item < s.wrong.size(); ++item) {
    if (!s.wrong[item]) continue;
    const auto found = strata.find(stratum.value()[item]);
    if (found == strata.end()) {
      return Error{ErrorCode::invalid,
                   fmt::format("the design does not say how many items stratum \"{}\" has",
                               printable(stratum.value()[item])),
                   item_name(s, item)};
    }
    ++found->second.judged;
    found->second.wrong += *s.wrong[item];
  }
  std::vector<stats::Stratum> rows;
  for (const auto& [name, row] : strata) {
    if (row.judged > row.items) {
      return Error{ErrorCode::invalid, fmt::format("{} items of {} were judged", row.judged, row.items),
                   "stratum " + printable(name)};
    }
    rows.push_back(row);
  }
  return stats::stratified_rate(rows, s.design.claim, s.level);
}

// Probabilities of all rows; every judged one needs one, above 0.
Result<std::vector<double>> probabilities(const Sample& s, const std::vector<bool>& asked) {
  const auto column = number_column(s.table, s.design.probability);
  if (!column.ok()) return column.error();
  std::vector<double> out(column.value().size(), 0);
  for (std::size_t item = 0; item < out.size(); ++item) {
    if (!asked[item]) continue;
    const auto& value = column.value()[item];
    if (!value && !s.wrong[item]) continue;
    if (!value || !(*value > 0 && *value <= 1)) {
      return Error{ErrorCode::invalid, "a probability to be drawn lies above 0 and up to 1",
                   item_name(s, item)};
    }
    out[item] = *value;
  }
  return out;
}

Result<Estimate> weighted(const Sample& s, const std::vector<bool>& asked) {
  const auto pi = probabilities(s, asked);
  if (!pi.ok()) return pi.error();
  std::vector<stats::WeightedItem> sample;
  std::vector<double> population;
  bool whole = true;
  for (std::size_t item = 0; item < s.wrong.size(); ++item) {
    if (!asked[item]) continue;
    whole = whole && pi.value()[item] > 0;
    population.push_back(pi.value()[item]);
    if (s.wrong[item]) sample.push_back({*s.wrong[item] ? 1.0 : 0.0, pi.value()[item]});
  }
  // Only a file with the undrawn items too is the population.
  if (!whole || population.size() == sample.size()) population.clear();
  return stats::weighted_rate(sample, {s.level, population});
}

Result<Estimate> predicted(const Sample& s) {
  const auto column = number_column(s.table, s.design.prediction);
  if (!column.ok()) return column.error();
  std::vector<double> prediction, value, probability;
  std::vector<std::size_t> drawn;
  Result<std::vector<double>> pi = std::vector<double>(s.wrong.size(), 1.0);
  if (s.design.design == Design::difference) pi = probabilities(s, std::vector<bool>(s.wrong.size(), true));
  if (!pi.ok()) return pi.error();
  for (std::size_t item = 0; item < s.wrong.size(); ++item) {
    const auto& g = column.value()[item];
    if (!g || !(*g >= 0 && *g <= 1)) {
      return Error{ErrorCode::invalid, "every item of the population needs a prediction from 0 to 1",
                   item_name(s, item)};
    }
    prediction.push_back(*g);
    if (!s.wrong[item]) continue;
    drawn.push_back(item);
    value.push_back(*s.wrong[item] ? 1 : 0);
    probability.push_back(pi.value()[item]);
  }
  const stats::PredictedSample sample{prediction, drawn, value, probability};
  if (s.design.design == Design::assisted) return stats::assisted_rate(sample, s.level).rate;
  return stats::difference_estimate(sample, {s.level, pi.value()});
}

Result<Estimate> twice(const Sample& s) {
  const auto reviewer = truth_column(s.table, s.design.reviewer);
  if (!reviewer.ok()) return reviewer.error();
  stats::DoubleSample counts;
  for (std::size_t item = 0; item < s.wrong.size(); ++item) {
    const auto& said = reviewer.value()[item];
    const auto& expert = s.wrong[item];
    if (!said) {
      if (!expert) continue;
      return Error{ErrorCode::invalid, "the expert's items need the reviewer's verdict too",
                   item_name(s, item)};
    }
    if (!expert) {
      ++(*said ? counts.reviewed_wrong : counts.reviewed_right);
    } else if (*said) {
      ++(*expert ? counts.both_wrong_wrong : counts.both_wrong_right);
    } else {
      ++(*expert ? counts.both_right_wrong : counts.both_right_right);
    }
  }
  return stats::double_sampling_rate(counts, s.level);
}

Result<std::vector<SampleRow>> against_gold(const Sample& s) {
  const auto relabelled = truth_column(s.table, s.design.gold_wrong);
  if (!relabelled.ok()) return relabelled.error();
  stats::GoldCorrection counts;
  counts.categories = s.design.categories;
  for (std::size_t item = 0; item < s.wrong.size(); ++item) {
    counts.judged += s.wrong[item].has_value();
    counts.differ += s.wrong[item].value_or(false);
    counts.gold_judged += relabelled.value()[item].has_value();
    counts.gold_wrong += relabelled.value()[item].value_or(false);
  }
  const stats::GoldCorrected found = stats::corrected_for_gold(counts, s.level);
  return std::vector<SampleRow>{{"", "error_rate", found.error},
                                {"", "disagreement_with_gold", found.disagreement},
                                {"", "gold_error", found.gold_error}};
}

Result<Estimate> overall(const Sample& s) {
  switch (s.design.design) {
    case Design::simple:
      return simple(s);
    case Design::stratified:
      return stratified(s);
    case Design::weighted:
      return weighted(s, std::vector<bool>(s.wrong.size(), true));
    case Design::difference:
    case Design::assisted:
      return predicted(s);
    case Design::double_sampling:
      return twice(s);
    case Design::gold_error:
      break;
  }
  return Error{};
}

// Domains: of a simple sample a plain rate, of a weighted one Hajek's ratio.
Result<Done> add_domains(const Sample& s, SampleEstimate& out) {
  const auto group = text_column(s.table, s.design.by);
  if (!group.ok()) return group.error();
  std::map<std::string, std::vector<bool>> members;
  for (std::size_t item = 0; item < s.wrong.size(); ++item) {
    if (group.value()[item].empty()) continue;
    auto& mask = members[group.value()[item]];
    mask.resize(s.wrong.size(), false);
    mask[item] = true;
    if (members.size() > 1000) return Error{ErrorCode::invalid, "more than 1,000 groups", "by"};
  }
  for (const auto& [name, mask] : members) {
    if (s.design.design == Design::weighted) {
      const auto rate = weighted(s, mask);
      if (!rate.ok()) return rate.error();
      out.rates.push_back({name, "error_rate", rate.value()});
      continue;
    }
    double judged = 0, wrong = 0;
    for (std::size_t item = 0; item < mask.size(); ++item) {
      if (!mask[item] || !s.wrong[item]) continue;
      judged += 1;
      wrong += *s.wrong[item] ? 1 : 0;
    }
    out.rates.push_back(
        {name, "error_rate", stats::rate_estimate(wrong, judged, "error_rate", {.level = s.level})});
  }
  return Done{};
}

void add_notes(SampleEstimate& out) {
  const Design design = out.design.design;
  if (design == Design::difference || design == Design::assisted) {
    out.notes.push_back(
        "The predictions must not have been made from these verdicts. The interval is approximate "
        "where few wrong items were drawn: for reports, not for gates.");
  }
  if (design == Design::gold_error) {
    out.notes.push_back(
        "Assumes that errors of labels and of the gold are independent. Annotators trained with a wrong "
        "gold repeat its errors, and these are not seen here.");
  }
}

}  // namespace

const char* design_name(Design design) { return column_names[static_cast<std::size_t>(design)]; }

std::optional<Design> design_from_name(const std::string& name) {
  for (const Design design : designs) {
    if (name == design_name(design)) return design;
  }
  return {};
}

Result<SampleEstimate> estimate_sample(const labels::Table& table, const SampleDesign& design, double level) {
  const auto wrong = truth_column(table, design.wrong);
  if (!wrong.ok()) return wrong.error();
  const Sample sample{table, design, level, wrong.value()};
  SampleEstimate out;
  out.version = version();
  out.design = design;
  out.level = level;
  out.rows = table.items.size();
  for (const auto& value : sample.wrong) out.judged += value.has_value();
  if (design.design == Design::gold_error) {
    auto rows = against_gold(sample);
    if (!rows.ok()) return rows.error();
    out.rates = std::move(rows).value();
  } else {
    auto rate = overall(sample);
    if (!rate.ok()) return rate.error();
    out.rates.push_back({"", "error_rate", std::move(rate).value()});
  }
  if (!design.by.empty()) {
    if (auto done = add_domains(sample, out); !done.ok()) return done.error();
  }
  add_notes(out);
  return out;
}

}  // namespace assay::quality
