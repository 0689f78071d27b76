#include "stats/agreement/item_bootstrap.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>
#include <vector>

#include "base/parallel.h"
#include "stats/agreement/by_annotator.h"
#include "stats/agreement/unseen.h"

namespace assay::stats {
namespace {

constexpr double undefined_max = 0.05;      // share of resamples without a value above which none is believed
constexpr std::size_t resample_grain = 16;  // resamples a chunk: part of no result

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
  for_chunks(patterns.count.size(), resample_grain, [&](Chunk chunk) {
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
    input.add(sum / items - without[v], patterns.count[v]);
  }
}

// Items with a majority label other than the most frequent; of equals the lowest category.
std::int64_t rare_items(const ItemPatterns& patterns, std::uint32_t category_count) {
  std::vector<std::int64_t> majority(category_count, 0);
  std::int64_t items = 0;
  for (std::size_t v = 0; v < patterns.count.size(); ++v) {
    std::map<std::uint32_t, std::int64_t> said;
    for (const auto& [j, k] : patterns.labels[v]) ++said[k];
    const auto most = std::max_element(said.begin(), said.end(),
                                       [](const auto& a, const auto& b) { return a.second < b.second; });
    majority[most->first] += patterns.count[v];
    items += patterns.count[v];
  }
  return items - *std::max_element(majority.begin(), majority.end());
}

// One more item on which all say the same, for each category in use, by the annotators of the fullest
// pattern.
void add_unseen(ItemPatterns patterns, const Votes& like, const VotesValue& evaluate, double value,
                Interval& interval) {
  const auto full = std::max_element(patterns.labels.begin(), patterns.labels.end(),
                                     [](const auto& a, const auto& b) { return a.size() < b.size(); });
  std::set<std::uint32_t> used;
  for (const auto& labels : patterns.labels) {
    for (const auto& [j, k] : labels) used.insert(k);
  }
  patterns.labels.push_back(std::vector(*full));
  patterns.count.push_back(1);
  double lowest = 0, highest = 0;
  for (const std::uint32_t k : used) {
    for (auto& [j, said] : patterns.labels.back()) said = k;
    const double change = evaluate_times(patterns, patterns.count, like, evaluate).value_or(value) - value;
    lowest = std::min(lowest, change);
    highest = std::max(highest, change);
  }
  for (std::size_t v = 0; v + 1 < patterns.labels.size(); ++v) {
    patterns.labels.back() = patterns.labels[v];
    lowest =
        std::min(lowest, evaluate_times(patterns, patterns.count, like, evaluate).value_or(value) - value);
  }
  widen_for_unseen(interval, lowest, highest);
}

}  // namespace

std::optional<ItemInterval> item_bca_interval(const Votes& votes, std::span<const std::uint32_t> rank,
                                              double value, const BootstrapOptions& options,
                                              const VotesValue& evaluate) {
  if (votes.label_count() > item_bootstrap_labels_max) return std::nullopt;
  const ItemPatterns patterns = patterns_of(votes, rank);
  if (patterns.count.empty()) return std::nullopt;
  const auto wanted = static_cast<std::size_t>(options.replicates);
  std::vector<std::optional<double>> drawn(wanted);
  for_chunks(wanted, resample_grain, [&](Chunk chunk) {
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
  const auto interval = bca_interval(values, input);
  if (!interval) return std::nullopt;
  ItemInterval out{*interval, rare_items_note(rare_items(patterns, votes.category_count))};
  if (!out.note.empty()) add_unseen(patterns, votes, evaluate, value, out.interval);
  return out;
}

}  // namespace assay::stats
