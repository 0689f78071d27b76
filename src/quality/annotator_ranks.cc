#include "quality/annotator_ranks.h"

#include <algorithm>
#include <string_view>
#include <tuple>

#include "base/hash.h"
#include "stats/agreement/by_annotator.h"

namespace assay::quality {

std::vector<std::uint32_t> annotator_ranks(const Workspace& work) {
  const labels::Dictionary& names = work.table->annotators;
  std::vector<std::uint32_t> ranks(work.question.annotator_count, stats::ignored);
  std::vector<bool> seen(work.question.annotator_count, false);
  for (const std::uint32_t annotator : work.question.annotator) seen[annotator] = true;
  std::vector<std::tuple<std::uint64_t, std::string_view, std::uint32_t>> order;
  for (std::uint32_t code = 0; code < names.size(); ++code) {
    if (seen[code]) order.emplace_back(stable_hash(names.name(code)), names.name(code), code);
  }
  std::sort(order.begin(), order.end());
  for (std::uint32_t place = 0; place < order.size(); ++place) ranks[std::get<2>(order[place])] = place;
  return ranks;
}

}  // namespace assay::quality
