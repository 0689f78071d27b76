// How often the nominal 95 % intervals hold the truth, by simulation. usage: sim_coverage [replicates] [rates
// | agreement | ability] The truth of agreement is the value of the same coefficient on four million items of
// the same population; the truth of a rate is known. Beside each coverage stands its Monte Carlo error.

#include <fmt/format.h>

#include <cmath>
#include <cstdlib>
#include <map>
#include <string>
#include <vector>

#include "base/parallel.h"
#include "base/rng.h"
#include "bench/labelled_population.h"
#include "stats/accuracy/confusion.h"
#include "stats/agreement/agreement.h"
#include "stats/agreement/cohen.h"
#include "stats/agreement/conger.h"
#include "stats/agreement/mean_cohen.h"
#include "stats/consensus/ability.h"
#include "stats/interval/binomial.h"
#include "stats/interval/finite_lot.h"
#include "stats/interval/newcombe.h"
#include "stats/interval/shrunk.h"

namespace {

using assay::Estimate;
using assay::Interval;
using assay::RandomPurpose;
using assay::Rng;
using assay::bench::LabelDesign;
using assay::bench::LabelledItems;
using assay::stats::Scale;

// How an interval did: held the truth, lay above it, lay below it, was not there.
struct Count {
  std::int64_t held = 0, above = 0, below = 0, absent = 0;
  double width = 0;

  void add(const std::optional<Interval>& interval, double truth) {
    if (!interval) {
      ++absent;
      return;
    }
    width += interval->upper - interval->lower;
    if (truth < interval->lower) {
      ++above;
    } else if (truth > interval->upper) {
      ++below;
    } else {
      ++held;
    }
  }
  void add(const Count& other) {
    held += other.held, above += other.above, below += other.below, absent += other.absent;
    width += other.width;
  }
};

using Counts = std::map<std::string, Count>;
using Values = std::map<std::string, Estimate>;

void print(const std::string& design, const Counts& counts) {
  for (const auto& [metric, count] : counts) {
    const auto n = static_cast<double>(count.held + count.above + count.below);
    if (n < 1) continue;
    const double share = static_cast<double>(count.held) / n;
    fmt::print("{:<44} {:<34} {:.4f} +- {:.4f}  above {:.3f} below {:.3f}  width {:.3f}{}{}\n", design,
               metric, share, std::sqrt(share * (1 - share) / n), static_cast<double>(count.above) / n,
               static_cast<double>(count.below) / n, count.width / n,
               count.absent > 0 ? fmt::format("  without interval {}", count.absent) : "",
               share < 0.93   ? "  < .93"
               : share > 0.97 ? "  > .97"
                              : "");
  }
  std::fflush(stdout);
}

// Runs one replicate after the other on all cores and adds up in order.
template <class Run>
Counts replicate(std::size_t replicates, std::uint64_t stream, Run run) {
  std::vector<Counts> parts(replicates);
  assay::for_chunks(replicates, 1, [&](assay::Chunk chunk) {
    Rng rng(stream, RandomPurpose::simulation, chunk.index);
    run(rng, chunk.index, parts[chunk.index]);
  });
  Counts all;
  for (const Counts& part : parts) {
    for (const auto& [metric, count] : part) all[metric].add(count);
  }
  return all;
}

// The pairs of the first two annotators.
Estimate cohen_of(const LabelledItems& data, const assay::stats::CategoryValues& values, Scale scale) {
  std::vector<std::uint32_t> first, second;
  for (std::size_t item = 0; item + 1 < data.item_begin.size(); ++item) {
    const std::uint64_t v = data.item_begin[item];
    if (data.item_begin[item + 1] - v < 2 || data.annotator[v] != 0 || data.annotator[v + 1] != 1) continue;
    first.push_back(data.category[v]);
    second.push_back(data.category[v + 1]);
  }
  return assay::stats::cohen_kappa({first, second, values, data.category_count, scale, 0.95});
}

Values agreement_of(const LabelDesign& design, const LabelledItems& data, std::uint64_t seed, int bootstrap) {
  std::vector<double> number;
  for (std::uint32_t k = 0; k < data.category_count; ++k) number.push_back(k + 1.0);
  const assay::stats::CategoryValues values{number, {}};
  const auto patterns = assay::bench::tally_of(data);
  assay::stats::AgreementPlan plan;
  if (design.ordered) {
    plan.alpha = {Scale::nominal, Scale::ordinal, Scale::interval, Scale::ratio};
    plan.weights = {Scale::nominal, Scale::linear, Scale::quadratic, Scale::ordinal};
  }
  plan.scott = design.annotators == 2;
  assay::stats::AgreementOptions options;
  options.bootstrap.seed = seed;
  options.bootstrap.replicates = bootstrap;
  auto result = assay::stats::agreement(patterns.view(), values, plan, options);
  Values out;
  for (auto& row : result.rows) out[row.metric + " " + row.weights] = std::move(row.estimate);
  for (std::size_t k = 0; k < result.categories.size(); ++k) {
    out[fmt::format("specific_agreement {}", k + 1)] = std::move(result.categories[k].specific);
    out[fmt::format("krippendorff_alpha of {}", k + 1)] = std::move(result.categories[k].alpha);
  }
  std::vector<std::uint32_t> rank;
  for (std::uint32_t j = 0; j < data.annotator_count; ++j) rank.push_back(j);
  const std::vector<Scale> scales = design.ordered
                                        ? std::vector<Scale>{Scale::nominal, Scale::linear, Scale::quadratic}
                                        : std::vector<Scale>{Scale::nominal};
  assay::stats::MeanCohenOptions cohen;
  cohen.rank = rank;
  const auto means = assay::stats::mean_cohen(data.votes(), values, scales, cohen);
  for (std::size_t s = 0; s < scales.size(); ++s) {
    const std::string weights = scale_name(scales[s]);
    out["cohen_kappa mean " + weights] = means[s].estimate;
    out["conger_kappa " + weights] =
        assay::stats::conger_kappa({data.votes(), values, rank, scales[s], 0.95}).estimate;
    out["cohen_kappa of a pair " + weights] = cohen_of(data, values, scales[s]);
  }
  return out;
}

void agreement_coverage(const LabelDesign& design, std::size_t replicates, std::uint64_t stream) {
  LabelDesign huge = design;
  huge.items = 4'000'000;
  Rng rng(stream, RandomPurpose::sample, 0);
  const Values truth = agreement_of(huge, assay::bench::draw_items(huge, rng), 1, 2);
  const Counts counts = replicate(replicates, stream, [&](Rng& run, std::size_t index, Counts& out) {
    const LabelledItems data = assay::bench::draw_items(design, run);
    for (const auto& [metric, estimate] : agreement_of(design, data, index + 1, 2000)) {
      const auto& value = truth.at(metric).value;
      if (value && estimate.status == assay::Status::ok) {
        out[metric].add(estimate.interval, *value);
      } else {
        ++out[metric].absent;
      }
    }
  });
  print(design.name + (design.outside ? " (noted as few)" : ""), counts);
}

void rate_coverage(std::size_t replicates) {
  for (const std::int64_t n : {100, 400}) {
    const Counts counts = replicate(
        replicates * 10, 100 + static_cast<std::uint64_t>(n), [&](Rng& rng, std::size_t, Counts& out) {
          const double p = 0.03 + 0.94 * rng.uniform();
          const auto x = static_cast<double>(rng.binomial(n, p));
          const auto m = static_cast<double>(n);
          out["wilson"].add(assay::stats::wilson_interval(x, m), p);
          out["clopper_pearson (guaranteed)"].add(assay::stats::clopper_pearson_interval(x, m), p);
          out["jeffreys"].add(assay::stats::jeffreys_interval(x, m), p);
          const double q = 0.03 + 0.94 * rng.uniform();
          const auto y = static_cast<double>(rng.binomial(n, q));
          out["newcombe, difference of rates"].add(assay::stats::newcombe_difference({x, m, y, m}).interval,
                                                   p - q);
        });
    print(fmt::format("rate, n = {}, p uniform on .03..97", n), counts);
  }
}

// One lot of N units of which `wrong` are wrong; n are drawn.
void lot_coverage(std::size_t replicates) {
  const Counts counts = replicate(replicates * 2, 200, [&](Rng& rng, std::size_t, Counts& out) {
    const std::int64_t lot = 500, drawn = 125;
    const auto wrong = static_cast<std::int64_t>(rng.below(100));
    std::int64_t left = lot, bad = wrong, x = 0;
    for (std::int64_t i = 0; i < drawn; ++i, --left) {
      if (static_cast<std::int64_t>(rng.below(static_cast<std::uint64_t>(left))) < bad) ++x, --bad;
    }
    const auto interval = assay::stats::finite_lot_interval({x, drawn, lot});
    if (interval.ok())
      out["finite lot (guaranteed)"].add(interval.value().share, static_cast<double>(wrong) / lot);
  });
  print("rate, 125 of a lot of 500", counts);
}

// Error rates of twelve categories from a beta distribution.
void shrunk_coverage(std::size_t replicates) {
  const Counts counts = replicate(replicates, 300, [&](Rng& rng, std::size_t, Counts& out) {
    std::vector<double> p, x, n;
    for (int k = 0; k < 12; ++k) {
      p.push_back(rng.beta(2, 18));
      n.push_back(static_cast<double>(40 + rng.below(400)));
      x.push_back(static_cast<double>(rng.binomial(static_cast<std::int64_t>(n.back()), p.back())));
    }
    const auto shrunk = assay::stats::shrunk_rates(x, n);
    for (std::size_t k = 0; k < p.size(); ++k)
      out["shrunk, mean over categories"].add(shrunk.rates[k].interval, p[k]);
  });
  print("12 categories of 40 to 440 items", counts);
}

// Accuracy of annotations against gold where an item's labels share its difficulty.
void accuracy_coverage(std::size_t replicates) {
  for (const std::size_t items : {100U, 300U}) {
    const Counts counts = replicate(replicates, 400 + items, [&](Rng& rng, std::size_t, Counts& out) {
      std::vector<std::uint32_t> given, truth;
      std::vector<std::uint64_t> item;
      for (std::size_t i = 0; i < items; ++i) {
        const double right = rng.beta(8, 2);  // of this item; mean .8
        const auto category = static_cast<std::uint32_t>(rng.below(3));
        const std::uint64_t labels = 3 + rng.below(3);
        for (std::uint64_t label = 0; label < labels; ++label) {
          truth.push_back(category);
          given.push_back(rng.uniform() < right ? category : (category + 1) % 3);
          item.push_back(i);
        }
      }
      const auto table = assay::stats::accuracy_table({given, truth, item, {}}, 3);
      out["accuracy, labels in clusters of an item"].add(table.accuracy.interval, 0.8);
      out["error, labels in clusters of an item"].add(table.error.interval, 0.2);
      for (const auto& row : table.by_category) {
        out["recall of a category (exact)"].add(row.recall.interval, 0.8);
        out["precision of a category (exact)"].add(row.precision.interval, 0.8);
        out["error of a category, shrunk"].add(row.error_of_true_shrunk.interval, 0.2);
      }
    });
    print(fmt::format("gold on {} items, 3 to 5 labels each", items), counts);
  }
}

// Ability of annotators without gold: the truth is the accuracy each was given.
// Annotators right with probability .6 to .95, whose labels on an item are independent given its truth: the
// world that the models assume.
struct AbilityDesign {
  std::uint32_t categories = 2, labels_an_item = 5;
};

LabelledItems draw_delivery(const AbilityDesign& design, const std::vector<double>& right, Rng& rng) {
  const auto people = static_cast<std::uint32_t>(right.size());
  LabelledItems data;
  data.annotator_count = people;
  data.category_count = design.categories;
  data.item_begin.push_back(0);
  std::vector<std::uint32_t> order(people);
  for (std::uint32_t j = 0; j < people; ++j) order[j] = j;
  for (int i = 0; i < 300; ++i) {
    const auto truth = static_cast<std::uint32_t>(rng.below(design.categories));
    for (std::uint32_t at = 0; at < design.labels_an_item; ++at) {
      std::swap(order[at], order[at + rng.below(people - at)]);
      const auto other = static_cast<std::uint32_t>(rng.below(design.categories - 1));
      data.annotator.push_back(order[at]);
      data.category.push_back(rng.uniform() < right[order[at]] ? truth : other + (other >= truth ? 1 : 0));
    }
    data.item_begin.push_back(data.annotator.size());
  }
  return data;
}

void ability_coverage(std::size_t replicates) {
  for (const AbilityDesign& design : {AbilityDesign{2, 5}, {4, 5}, {2, 3}}) {
    const std::uint64_t stream = 500 + design.categories + 100 * design.labels_an_item;
    const Counts counts = replicate(replicates, stream, [&](Rng& rng, std::size_t, Counts& out) {
      std::vector<double> right;
      for (int j = 0; j < 20; ++j) right.push_back(0.6 + 0.35 * rng.uniform());
      const LabelledItems data = draw_delivery(design, right, rng);
      const auto fit = assay::stats::auto_fit(data.votes(), {});
      const auto abilities = assay::stats::annotator_abilities(data.votes(), fit, {});
      for (std::size_t j = 0; j < right.size(); ++j)
        out["ability without gold"].add(abilities[j].interval, right[j]);
    });
    print(fmt::format("300 items, 20 annotators, {} categories, {} each", design.categories,
                      design.labels_an_item),
          counts);
  }
}

std::vector<LabelDesign> designs() {
  return {
      {"100 items, 2 annotators, 3 even classes", {1. / 3, 1. / 3, 1. / 3}, 0.741, 100, 2, 2},
      {"100 items, 3 annotators, 4 even classes", {0.25, 0.25, 0.25, 0.25}, 0.789, 100, 3, 3},
      {"100 items, 3 annotators, shares .8 .2", {0.8, 0.2}, 0.7, 100, 3, 3},
      {"200 items, 2 annotators, shares .95 .05", {0.95, 0.05}, 0.59, 200, 2, 2},
      {"100 items, 5 annotators, 5 ordered classes", {0.1, 0.2, 0.4, 0.2, 0.1}, 0.65, 100, 5, 5, true},
      {"300 items, 3 of 10 annotators, shares .6 .3 .1", {0.6, 0.3, 0.1}, 0.75, 300, 10, 3},
      {"500 items, 2 of 5 annotators, 4 ordered classes", {0.4, 0.3, 0.2, 0.1}, 0.7, 500, 5, 2, true},
      {"100 items, 3 annotators, shares .92 .08", {0.92, 0.08}, 0.588, 100, 3, 3, false, true},
  };
}

}  // namespace

int main(int count, char** arguments) {
  const std::size_t replicates = count > 1 ? std::strtoull(arguments[1], nullptr, 10) : 2000;
  const std::string part = count > 2 ? arguments[2] : "";
  if (part.empty() || part == "rates") {
    rate_coverage(replicates);
    lot_coverage(replicates);
    shrunk_coverage(replicates);
    accuracy_coverage(replicates);
  }
  if (part.empty() || part == "agreement") {
    std::uint64_t stream = 1;
    const std::size_t only = count > 3 ? std::strtoull(arguments[3], nullptr, 10) : 0;
    for (const LabelDesign& design : designs()) {
      if (only == 0 || only == stream) agreement_coverage(design, replicates, stream);
      ++stream;
    }
  }
  if (part.empty() || part == "ability") ability_coverage(std::max<std::size_t>(10, replicates / 2));
  return 0;
}
