#include "stats/agreement/item_bootstrap.h"

#include <algorithm>
#include <map>
#include <utility>
#include <vector>

#include "base/parallel.h"
#include "stats/agreement/by_annotator.h"

namespace assay::stats {
namespace {

constexpr double undefined_max = 0.05;  // share of resamples without a value above which none is believed
constexpr std::size_t grain = 16;       // resamples a chunk: part of no result

// Items that hold the same labels by the same annotators are one pattern.
struct ItemPatterns {
  std::vector<std::vector<std::pair<std::uint32_t, std::uint32_t>>> labels;  // annotator, category
  std::vector<std::int64_t> count;
};

ItemPatterns patterns_of(const Votes& votes, std::span<const std::uint32_t> rank) {
  // By (rank, category), which does not depend on codes; the codes come along.
  using Label = std::pair<std::pair<std::uint32_t, std::uint32_t>, std::uint32_t>;
  std::map<std::vector<Label>, std::int64_t> counted;
  std::vector<Label> labels;
  for (std::size_t item = 0; item < votes.item_count(); ++item) {
    labels.clear();
    for (std::uint64_t v = votes.item_begin[item]; v < votes.item_begin[item + 1]; ++v) {
      const std::uint32_t j = votes.annotator[v];
      if (rank[j] != ignored) labels.push_back({{rank[j], votes.category[v]}, j});
    }
    std::sort(labels.begin(), labels.end());
    if (!labels.empty()) ++counted[labels];
  }
  ItemPatterns out;
  for (const auto& [key, count] : counted) {
    out.count.push_back(count);
    out.labels.emplace_back();
    for (const Label& label : key) out.labels.back().push_back({label.second, label.first.second});
  }
  return out;
}

std::optional<double> evaluate_times(const ItemPatterns& patterns, std::span<const std::int64_t> times,
                                     const Votes& like, const VotesValue& evaluate) {
  std::vector<std::uint64_t> begin{0};
  std::vector<std::uint32_t> annotator, category;
  for (std::size_t v = 0; v < times.size(); ++v) {
    for (std::int64_t copy = 0; copy < times[v]; ++copy) {
      for (const auto& [j, k] : patterns.labels[v]) annotator.push_back(j), category.push_back(k);
      begin.push_back(annotator.size());
    }
  }
  return evaluate({begin, annotator, category, like.annotator_count, like.category_count});
}

// Sums of squares and cubes of what each item adds, by leaving one item out.
void add_influences(const ItemPatterns& patterns, const Votes& like, const VotesValue& evaluate,
                    BcaInput& input) {
  std::vector<double> without(patterns.count.size(), input.value);
  for_chunks(patterns.count.size(), grain, [&](Chunk chunk) {
    std::vector<std::int64_t> times = patterns.count;
    for (std::size_t v = chunk.begin; v < chunk.end; ++v) {
      --times[v];
      without[v] = evaluate_times(patterns, times, like, evaluate).value_or(input.value);
      ++times[v];
    }
  });
  double sum = 0, items = 0;
  for (std::size_t v = 0; v < without.size(); ++v) {
    sum += static_cast<double>(patterns.count[v]) * without[v];
    items += static_cast<double>(patterns.count[v]);
  }
  for (std::size_t v = 0; v < without.size(); ++v) {
    const double u = sum / items - without[v];
    input.influence_squares += static_cast<double>(patterns.count[v]) * u * u;
    input.influence_cubes += static_cast<double>(patterns.count[v]) * u * u * u;
  }
}

}  // namespace

std::optional<Interval> item_bca_interval(const Votes& votes, std::span<const std::uint32_t> rank,
                                          double value, const BootstrapOptions& options,
                                          const VotesValue& evaluate) {
  if (votes.label_count() > item_bootstrap_labels_max) return std::nullopt;
  const ItemPatterns patterns = patterns_of(votes, rank);
  if (patterns.count.empty()) return std::nullopt;
  const auto wanted = static_cast<std::size_t>(options.replicates);
  std::vector<std::optional<double>> drawn(wanted);
  for_chunks(wanted, grain, [&](Chunk chunk) {
    std::vector<std::int64_t> times(patterns.count.size());
    for (std::size_t b = chunk.begin; b < chunk.end; ++b) {
      draw_replicate(patterns.count, options.seed, b, times);
      drawn[b] = evaluate_times(patterns, times, votes, evaluate);
    }
  });
  std::vector<double> values;
  for (const auto& replicate : drawn) {
    if (replicate) values.push_back(*replicate);
  }
  if (static_cast<double>(values.size()) < (1 - undefined_max) * static_cast<double>(wanted))
    return std::nullopt;
  BcaInput input;
  input.value = value;
  input.level = options.level;
  add_influences(patterns, votes, evaluate, input);
  return bca_interval(values, input);
}

}  // namespace assay::stats
