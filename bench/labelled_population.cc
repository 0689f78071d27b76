#include "bench/labelled_population.h"

#include <algorithm>
#include <map>

namespace assay::bench {
namespace {

std::uint32_t draw(const std::vector<double>& shares, Rng& rng) {
  double u = rng.uniform();
  for (std::uint32_t k = 0; k + 1 < shares.size(); ++k) {
    if (u < shares[k]) return k;
    u -= shares[k];
  }
  return static_cast<std::uint32_t>(shares.size() - 1);
}

std::uint32_t answer(const LabelDesign& design, std::uint32_t truth, Rng& rng) {
  if (rng.uniform() < design.right) return truth;
  if (!design.ordered || rng.uniform() < 0.3) return draw(design.shares, rng);
  const auto last = static_cast<std::uint32_t>(design.shares.size() - 1);
  if (truth == 0) return 1;
  if (truth == last) return last - 1;
  return rng.uniform() < 0.5 ? truth - 1 : truth + 1;
}

}  // namespace

LabelledItems draw_items(const LabelDesign& design, Rng& rng) {
  LabelledItems out;
  out.annotator_count = design.annotators;
  out.category_count = static_cast<std::uint32_t>(design.shares.size());
  out.item_begin.push_back(0);
  std::vector<std::uint32_t> order(design.annotators);
  for (std::uint32_t j = 0; j < design.annotators; ++j) order[j] = j;
  for (std::size_t item = 0; item < design.items; ++item) {
    const std::uint32_t truth = draw(design.shares, rng);
    out.truth.push_back(truth);
    for (std::uint32_t at = 0; at < design.labels_per_item; ++at)
      std::swap(order[at], order[at + rng.below(design.annotators - at)]);
    std::sort(order.begin(), order.begin() + design.labels_per_item);
    for (std::uint32_t at = 0; at < design.labels_per_item; ++at) {
      out.annotator.push_back(order[at]);
      out.category.push_back(answer(design, truth, rng));
    }
    out.item_begin.push_back(out.annotator.size());
  }
  return out;
}

OwnedPatterns tally_of(const LabelledItems& data) {
  std::map<std::vector<std::uint32_t>, std::int64_t> counted;
  for (std::size_t item = 0; item + 1 < data.item_begin.size(); ++item) {
    std::vector<std::uint32_t> counts(data.category_count, 0);
    for (std::uint64_t v = data.item_begin[item]; v < data.item_begin[item + 1]; ++v)
      ++counts[data.category[v]];
    ++counted[counts];
  }
  OwnedPatterns out;
  out.category_count = data.category_count;
  for (const auto& [counts, items] : counted) {
    for (std::uint32_t k = 0; k < counts.size(); ++k) {
      if (counts[k] == 0) continue;
      out.category.push_back(k);
      out.count.push_back(counts[k]);
    }
    out.pattern_begin.push_back(out.category.size());
    out.item_count.push_back(items);
  }
  return out;
}

}  // namespace assay::bench
