#include <algorithm>
#include <map>

#include "quality/sections.h"

namespace assay::quality {
namespace {

std::int64_t labels_of(const labels::PatternCounts& patterns, std::size_t pattern) {
  std::int64_t labels_on_item = 0;
  for (std::size_t at = patterns.pattern_begin[pattern]; at < patterns.pattern_begin[pattern + 1]; ++at) {
    labels_on_item += patterns.count[at];
  }
  return labels_on_item;
}

double median_of(const std::map<std::int64_t, std::int64_t>& items_by_labels, std::int64_t items) {
  std::int64_t seen = 0;
  double lower = 0;
  bool have_lower = false;
  for (const auto& [labels_on_item, count] : items_by_labels) {
    seen += count;
    if (!have_lower && seen * 2 >= items) {
      lower = static_cast<double>(labels_on_item);
      have_lower = true;
    }
    if (seen * 2 > items) return (lower + static_cast<double>(labels_on_item)) / 2;
  }
  return lower;
}

}  // namespace

void add_data(const Workspace& work, QuestionInspection& out) {
  out.data.category_counts.assign(out.categories.size(), 0);
  std::map<std::int64_t, std::int64_t> items_by_labels;
  std::int64_t items = 0, labels_total = 0;
  for (std::size_t v = 0; v < work.patterns.size(); ++v) {
    const std::int64_t count = work.patterns.item_count[v];
    for (std::size_t at = work.patterns.pattern_begin[v]; at < work.patterns.pattern_begin[v + 1]; ++at) {
      out.data.category_counts[work.patterns.category[at]] += count * work.patterns.count[at];
    }
    const std::int64_t labels_on_item = labels_of(work.patterns, v);
    items_by_labels[labels_on_item] += count;
    items += count;
    labels_total += count * labels_on_item;
  }
  if (items == 0) return;
  LabelsPerItem& per_item = out.data.labels_per_item;
  per_item.min = items_by_labels.begin()->first;
  per_item.max = items_by_labels.rbegin()->first;
  per_item.mean = static_cast<double>(labels_total) / static_cast<double>(items);
  per_item.median = median_of(items_by_labels, items);
  per_item.histogram.assign(items_by_labels.begin(), items_by_labels.end());
}

void add_disagreement(const Workspace& work, QuestionInspection& out) {
  constexpr std::size_t bands = 10;
  for (std::size_t band = 0; band < bands; ++band) {
    out.disagreement.push_back({static_cast<double>(band) / bands, static_cast<double>(band + 1) / bands, 0});
  }
  for (std::size_t v = 0; v < work.patterns.size(); ++v) {
    const std::int64_t labels_on_item = labels_of(work.patterns, v);
    if (labels_on_item < 2) continue;
    std::int64_t same = 0;
    for (std::size_t at = work.patterns.pattern_begin[v]; at < work.patterns.pattern_begin[v + 1]; ++at) {
      same += static_cast<std::int64_t>(work.patterns.count[at]) * (work.patterns.count[at] - 1);
    }
    // In whole numbers: a share of exactly 0.3 belongs to the band that begins there.
    const std::int64_t all = labels_on_item * (labels_on_item - 1);
    const std::size_t band =
        std::min(bands - 1, static_cast<std::size_t>(same * static_cast<std::int64_t>(bands) / all));
    out.disagreement[band].items += work.patterns.item_count[v];
  }
}

}  // namespace assay::quality
