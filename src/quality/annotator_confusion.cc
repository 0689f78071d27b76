#include "quality/annotator_confusion.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <tuple>

namespace assay::quality {
namespace {

constexpr double count_min = 1e-6;  // less is nothing: it would print as 0

struct Part {
  std::uint32_t truth = 0, given = 0;
  float probability = 0;
};

// The labels of each annotator: label indices grouped by annotator, and the item of each label.
struct ByAnnotator {
  std::vector<std::uint64_t> begin;
  std::vector<std::uint64_t> label;
  std::vector<std::uint32_t> item;
};

ByAnnotator group(const stats::Votes& votes) {
  ByAnnotator out;
  out.begin.assign(votes.annotator_count + 1, 0);
  for (const std::uint32_t annotator : votes.annotator) ++out.begin[annotator + 1];
  std::partial_sum(out.begin.begin(), out.begin.end(), out.begin.begin());
  std::vector<std::uint64_t> next(out.begin.begin(), out.begin.end() - 1);
  out.label.resize(votes.label_count());
  out.item.resize(votes.label_count());
  for (std::size_t item = 0; item < votes.item_count(); ++item) {
    for (std::uint64_t at = votes.item_begin[item]; at < votes.item_begin[item + 1]; ++at) {
      out.label[next[votes.annotator[at]]++] = at;
      out.item[at] = static_cast<std::uint32_t>(item);
    }
  }
  return out;
}

std::vector<Part> parts_of(const stats::Votes& votes, const stats::Fit& fit, const ByAnnotator& grouped,
                           std::uint32_t annotator) {
  std::vector<Part> parts;
  for (std::uint64_t at = grouped.begin[annotator]; at < grouped.begin[annotator + 1]; ++at) {
    const std::uint64_t label = grouped.label[at];
    const std::size_t item = grouped.item[label];
    const auto probabilities = fit.posterior.of(item);
    for (std::size_t entry = 0; entry < probabilities.size(); ++entry) {
      if (probabilities[entry] <= 0) continue;
      parts.push_back({fit.posterior.category_at(item, entry), votes.category[label], probabilities[entry]});
    }
  }
  // Equal parts stand together whatever the order of items was, so sums have the same bits.
  std::sort(parts.begin(), parts.end(), [](const Part& a, const Part& b) {
    return std::tie(a.truth, a.given, a.probability) < std::tie(b.truth, b.given, b.probability);
  });
  return parts;
}

void add_cells(const std::vector<Part>& parts, std::uint32_t annotator, std::vector<ConfusionCell>& cells) {
  const std::size_t first = cells.size();
  std::map<std::uint32_t, double> truths;
  for (const Part& part : parts) {
    const bool same =
        cells.size() > first && cells.back().truth == part.truth && cells.back().given == part.given;
    if (!same) cells.push_back({annotator, part.truth, part.given, 0, 0});
    cells.back().count += static_cast<double>(part.probability);
    truths[part.truth] += static_cast<double>(part.probability);
  }
  for (std::size_t at = first; at < cells.size(); ++at)
    cells[at].share = cells[at].count / truths[cells[at].truth];
}

}  // namespace

std::vector<ConfusionCell> annotator_confusion(const labels::Table& table, const stats::Votes& votes,
                                               const stats::Fit& fit) {
  const ByAnnotator grouped = group(votes);
  std::vector<std::uint32_t> annotators(table.annotators.size());
  std::iota(annotators.begin(), annotators.end(), 0U);
  std::sort(annotators.begin(), annotators.end(),
            [&](auto a, auto b) { return table.annotators.name(a) < table.annotators.name(b); });
  std::vector<ConfusionCell> cells;
  for (const std::uint32_t annotator : annotators) {
    add_cells(parts_of(votes, fit, grouped, annotator), annotator, cells);
  }
  std::erase_if(cells, [](const ConfusionCell& cell) { return cell.count < count_min; });
  return cells;
}

}  // namespace assay::quality
