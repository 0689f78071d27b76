#include "stats/sampling/uniform_draw.h"

#include <algorithm>
#include <tuple>

#include "base/check.h"
#include "base/text.h"
#include "stats/sampling/draw_seed.h"

namespace assay::stats {

Result<std::vector<std::size_t>> draw_order(const Digest& seed, const std::vector<std::string>& items) {
  std::vector<std::uint64_t> numbers;
  std::vector<std::size_t> order;
  numbers.reserve(items.size());
  order.reserve(items.size());
  for (const std::string& item : items) {
    if (const auto checked = check_item_id(item); !checked.ok()) return checked.error();
    order.push_back(numbers.size());
    numbers.push_back(item_number(seed, item));
  }
  const auto key = [&](std::size_t i) { return std::tie(numbers[i], items[i]); };
  std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return key(a) < key(b); });
  for (std::size_t i = 1; i < order.size(); ++i) {
    if (items[order[i - 1]] == items[order[i]]) {
      return Error{ErrorCode::invalid, "this item stands in the frame twice", shorten(items[order[i]], 60)};
    }
  }
  return order;
}

Result<std::vector<std::size_t>> draw_simple(const Digest& seed, const std::vector<std::string>& items,
                                             std::size_t n) {
  Result<std::vector<std::size_t>> order = draw_order(seed, items);
  if (order.ok()) order.value().resize(std::min(n, items.size()));
  return order;
}

Result<std::vector<StratumDraw>> draw_stratified(const Digest& seed, const std::vector<std::string>& items,
                                                 const std::vector<std::string>& strata,
                                                 const std::map<std::string, std::size_t>& allocation) {
  ASSAY_CHECK(items.size() == strata.size(), "every item has a stratum");
  const Result<std::vector<std::size_t>> order = draw_order(seed, items);
  if (!order.ok()) return order.error();
  std::vector<StratumDraw> draws;
  std::map<std::string_view, std::size_t> number_of;
  for (const auto& [stratum, wanted] : allocation) {
    number_of[stratum] = draws.size();
    draws.push_back({stratum, 0, wanted, {}});
  }
  for (const std::size_t position : order.value()) {
    const auto found = number_of.find(strata[position]);
    if (found == number_of.end()) {
      return Error{ErrorCode::invalid, "the allocation does not name this stratum; give it a number, or 0",
                   shorten(strata[position], 60)};
    }
    StratumDraw& draw = draws[found->second];
    ++draw.population;
    if (draw.drawn.size() < draw.wanted) draw.drawn.push_back(position);
  }
  return draws;
}

}  // namespace assay::stats
