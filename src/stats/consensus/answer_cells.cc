#include "stats/consensus/answer_cells.h"

#include <algorithm>
#include <numeric>

namespace assay::stats {
namespace {

AnswerCells by_table(const Votes& votes) {
  const std::size_t k_count = votes.category_count;
  std::vector<std::uint32_t> number(std::size_t{votes.annotator_count} * k_count, 0);
  for (std::size_t v = 0; v < votes.label_count(); ++v)
    number[votes.annotator[v] * k_count + votes.category[v]] = 1;
  AnswerCells out;
  for (std::size_t at = 0; at < number.size(); ++at) {
    if (number[at] == 0) continue;
    number[at] = static_cast<std::uint32_t>(out.annotator.size());
    out.annotator.push_back(static_cast<std::uint32_t>(at / k_count));
  }
  out.of_label.resize(votes.label_count());
  for (std::size_t v = 0; v < votes.label_count(); ++v)
    out.of_label[v] = number[votes.annotator[v] * k_count + votes.category[v]];
  return out;
}

AnswerCells by_sorting(const Votes& votes) {
  std::vector<std::uint32_t> order(votes.label_count());
  std::iota(order.begin(), order.end(), 0U);
  const auto key = [&](std::uint32_t v) { return std::pair(votes.annotator[v], votes.category[v]); };
  std::sort(order.begin(), order.end(), [&](auto a, auto b) { return key(a) < key(b); });
  AnswerCells out;
  out.of_label.resize(votes.label_count());
  for (std::size_t at = 0; at < order.size(); ++at) {
    if (at == 0 || key(order[at]) != key(order[at - 1])) out.annotator.push_back(votes.annotator[order[at]]);
    out.of_label[order[at]] = static_cast<std::uint32_t>(out.annotator.size() - 1);
  }
  return out;
}

}  // namespace

AnswerCells answer_cells(const Votes& votes) {
  const std::size_t table = std::size_t{votes.annotator_count} * votes.category_count;
  return table <= 4 * votes.label_count() + 1024 ? by_table(votes) : by_sorting(votes);
}

}  // namespace assay::stats
