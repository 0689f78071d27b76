#include "stats/compare/paired_agreement.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <memory>
#include <utility>

#include "base/parallel.h"
#include "stats/agreement/statistic.h"

namespace assay::stats {
namespace {

constexpr std::size_t agreement_chunk = 16;
constexpr double undefined_share_max = 0.05;  // of replicates, above which the bootstrap is not believed

using Cells = std::vector<std::pair<std::uint32_t, std::uint32_t>>;  // category, labels

Cells cells_of(const Votes& votes, std::size_t item) {
  std::map<std::uint32_t, std::uint32_t> counts;
  for (std::uint64_t at = votes.item_begin[item]; at < votes.item_begin[item + 1]; ++at) {
    ++counts[votes.category[at]];
  }
  return {counts.begin(), counts.end()};
}

// One side of the distinct pairs of patterns.
struct Side {
  std::vector<std::uint64_t> begin{0};
  std::vector<std::uint32_t> category, count;

  void add(const Cells& cells) {
    for (const auto& [value, labels] : cells) {
      category.push_back(value);
      count.push_back(labels);
    }
    begin.push_back(category.size());
  }
};

struct JointPatterns {
  Side before, after;
  std::vector<std::int64_t> items;

  Patterns view(const Side& side, std::uint32_t category_count) const {
    return {side.begin, side.category, side.count, items, category_count};
  }
};

JointPatterns joint_patterns(const PairedVotes& votes) {
  std::map<std::pair<Cells, Cells>, std::int64_t> counts;
  for (const std::uint32_t item : comparable_items(votes)) {
    ++counts[{cells_of(votes.before, item), cells_of(votes.after, item)}];
  }
  JointPatterns joint;
  for (const auto& [cells, items] : counts) {
    joint.before.add(cells.first);
    joint.after.add(cells.second);
    joint.items.push_back(items);
  }
  return joint;
}

struct Replicates {
  std::vector<double> before, after, difference;  // those that were defined
};

Replicates replicate(const JointPatterns& joint, const Statistic& before, const Statistic& after,
                     const BootstrapOptions& options) {
  const auto count = static_cast<std::size_t>(options.replicates);
  std::vector<double> b(count), a(count);
  for_chunks(count, agreement_chunk, [&](Chunk chunk) {
    std::vector<std::int64_t> times(joint.items.size());
    for (std::size_t at = chunk.begin; at < chunk.end; ++at) {
      draw_replicate(joint.items, options.seed, at, times);
      before.evaluate(times, {&b[at], 1});
      after.evaluate(times, {&a[at], 1});
    }
  });
  Replicates out;
  for (std::size_t at = 0; at < count; ++at) {
    if (b[at] < undefined_value) out.before.push_back(b[at]);
    if (a[at] < undefined_value) out.after.push_back(a[at]);
    if (b[at] < undefined_value && a[at] < undefined_value) out.difference.push_back(a[at] - b[at]);
  }
  return out;
}

Estimate estimate_of(std::vector<double> replicates, double value, const std::vector<double>& influence,
                     const JointPatterns& joint, const BootstrapOptions& options) {
  Estimate estimate;
  estimate.value = value;
  BcaInput input{.value = value, .level = options.level};
  for (std::size_t v = 0; v < influence.size(); ++v) {
    estimate.n += joint.items[v];
    input.add(influence[v], joint.items[v]);
  }
  const double wanted = static_cast<double>(options.replicates);
  const bool enough = static_cast<double>(replicates.size()) >= (1 - undefined_share_max) * wanted;
  if (enough && input.influence_squares > 0) estimate.interval = bca_interval(replicates, input);
  if (!estimate.interval) {
    estimate.status = Status::insufficient;
    estimate.note = "too little variation for an interval";
  }
  return estimate;
}

PairedAgreement compare(const JointPatterns& joint, const Statistic& before, const Statistic& after,
                        const BootstrapOptions& options) {
  const Component b = before.components().front();
  const Component a = after.components().front();
  PairedAgreement out{b.metric, b.weights, {}, {}, {}};
  const auto undefined = [&] {
    return undefined_estimate(Status::no_variation, b.metric, b.n, "only one category was used");
  };
  out.before = out.after = out.difference = undefined();
  Replicates replicates = replicate(joint, before, after, options);
  if (b.value) out.before = estimate_of(replicates.before, *b.value, b.influence, joint, options);
  if (a.value) out.after = estimate_of(replicates.after, *a.value, a.influence, joint, options);
  if (a.value && b.value) {
    std::vector<double> influence(joint.items.size());
    for (std::size_t v = 0; v < influence.size(); ++v) influence[v] = a.influence[v] - b.influence[v];
    out.difference = estimate_of(replicates.difference, *a.value - *b.value, influence, joint, options);
  }
  for (Estimate* estimate : {&out.before, &out.after, &out.difference}) estimate->method = b.metric;
  return out;
}

PairedAgreement too_few(const char* metric, const char* weights, std::int64_t items) {
  Estimate none = undefined_estimate(Status::insufficient, metric, items,
                                     "fewer than two items have two labels on both sides");
  none.n_needed = 2;
  return {metric, weights, none, none, none};
}

}  // namespace

std::vector<std::uint32_t> comparable_items(const PairedVotes& votes) {
  std::vector<std::uint32_t> items;
  const auto labels = [](const Votes& side, std::size_t item) {
    return side.item_begin[item + 1] - side.item_begin[item];
  };
  for (std::size_t item = 0; item < votes.before.item_count(); ++item) {
    if (labels(votes.before, item) >= 2 && labels(votes.after, item) >= 2) {
      items.push_back(static_cast<std::uint32_t>(item));
    }
  }
  return items;
}

double item_agreement(const Votes& votes, std::size_t item) {
  const double labels = static_cast<double>(votes.item_begin[item + 1] - votes.item_begin[item]);
  if (labels < 2) return -1;
  double same = 0;
  for (const auto& [category, count] : cells_of(votes, item))
    same += static_cast<double>(count) * (count - 1.0);
  return same / (labels * (labels - 1));
}

std::vector<PairedAgreement> paired_agreement(const PairedVotes& votes, const CategoryValues& values,
                                              const std::vector<Scale>& scales,
                                              const BootstrapOptions& options) {
  const JointPatterns joint = joint_patterns(votes);
  const auto items = static_cast<std::int64_t>(comparable_items(votes).size());
  std::vector<PairedAgreement> out;
  if (items < 2) {
    out.push_back(too_few("percent_agreement", "nominal", items));
    for (const Scale scale : scales) out.push_back(too_few("krippendorff_alpha", scale_name(scale), items));
    return out;
  }
  const StatisticPlan before{joint.view(joint.before, votes.before.category_count), values};
  const StatisticPlan after{joint.view(joint.after, votes.after.category_count), values};
  out.push_back(compare(joint, *percent_statistic(before), *percent_statistic(after), options));
  for (const Scale scale : scales) {
    out.push_back(compare(joint, *alpha_statistic(before, scale), *alpha_statistic(after, scale), options));
  }
  return out;
}

}  // namespace assay::stats
