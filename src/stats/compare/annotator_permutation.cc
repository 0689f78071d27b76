#include "stats/compare/annotator_permutation.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <vector>

#include "base/rng.h"
#include "stats/special.h"

namespace assay::stats {
namespace {

constexpr std::size_t annotators_max = 500;

using People = std::vector<std::uint32_t>;

People people_of(const Votes& votes, const std::vector<std::uint32_t>& items) {
  std::set<std::uint32_t> people;
  for (const std::uint32_t item : items) {
    people.insert(votes.annotator.begin() + static_cast<std::ptrdiff_t>(votes.item_begin[item]),
                  votes.annotator.begin() + static_cast<std::ptrdiff_t>(votes.item_begin[item + 1]));
  }
  return {people.begin(), people.end()};
}

bool everybody_on_every_item(const Votes& votes, const std::vector<std::uint32_t>& items,
                             const People& people) {
  return std::all_of(items.begin(), items.end(), [&](std::uint32_t item) {
    return votes.item_begin[item + 1] - votes.item_begin[item] == people.size();
  });
}

// Share of the items on which two people agree, for all pairs of both groups.
struct PairTable {
  std::size_t size = 0;
  std::vector<double> share;
  double of(std::size_t a, std::size_t b) const { return share[a * size + b]; }
};

PairTable pair_table(const PairedVotes& votes, const std::vector<std::uint32_t>& items, const People& before,
                     const People& after) {
  PairTable table;
  table.size = before.size() + after.size();
  table.share.assign(table.size * table.size, 0);
  std::vector<std::uint32_t> said(table.size);
  const auto place = [](const People& people, std::uint32_t annotator) {
    return static_cast<std::size_t>(std::lower_bound(people.begin(), people.end(), annotator) -
                                    people.begin());
  };
  for (const std::uint32_t item : items) {
    for (std::uint64_t at = votes.before.item_begin[item]; at < votes.before.item_begin[item + 1]; ++at) {
      said[place(before, votes.before.annotator[at])] = votes.before.category[at];
    }
    for (std::uint64_t at = votes.after.item_begin[item]; at < votes.after.item_begin[item + 1]; ++at) {
      said[before.size() + place(after, votes.after.annotator[at])] = votes.after.category[at];
    }
    for (std::size_t a = 0; a < table.size; ++a) {
      for (std::size_t b = 0; b < table.size; ++b)
        table.share[a * table.size + b] += said[a] == said[b] ? 1 : 0;
    }
  }
  for (double& share : table.share) share /= static_cast<double>(items.size());
  return table;
}

// Mean agreement of the pairs inside the "after" group minus that inside the other.
double effect(const PairTable& table, const std::vector<bool>& is_after) {
  double sum[2] = {0, 0}, pairs[2] = {0, 0};
  for (std::size_t a = 0; a < table.size; ++a) {
    for (std::size_t b = a + 1; b < table.size; ++b) {
      if (is_after[a] != is_after[b]) continue;
      sum[is_after[a] ? 1 : 0] += table.of(a, b);
      pairs[is_after[a] ? 1 : 0] += 1;
    }
  }
  return sum[1] / pairs[1] - sum[0] / pairs[0];
}

// The order of names in a file must not choose which divisions are drawn: only sizes and the table matter
// when all are counted; when some are drawn, people stand in the order of their agreement with the others.
PairTable in_canonical_order(const PairTable& table, std::size_t before_count, std::vector<bool>& is_after) {
  std::vector<std::size_t> order(table.size);
  std::vector<double> total(table.size, 0);
  for (std::size_t a = 0; a < table.size; ++a) {
    order[a] = a;
    for (std::size_t b = 0; b < table.size; ++b) total[a] += table.of(a, b);
  }
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    const bool a_after = a >= before_count, b_after = b >= before_count;
    return a_after != b_after ? b_after : total[a] < total[b];
  });
  PairTable sorted{table.size, std::vector<double>(table.share.size())};
  is_after.assign(table.size, false);
  for (std::size_t a = 0; a < table.size; ++a) {
    is_after[a] = order[a] >= before_count;
    for (std::size_t b = 0; b < table.size; ++b)
      sorted.share[a * table.size + b] = table.of(order[a], order[b]);
  }
  return sorted;
}

struct Counted {
  std::int64_t up = 0, either = 0, all = 0;
  void add(double value, double observed) {
    up += reaches(value, observed, 1) ? 1 : 0;
    either += reaches(std::abs(value), std::abs(observed), 1) ? 1 : 0;
    ++all;
  }
};

Counted count_all(const PairTable& table, std::vector<bool> is_after, double observed) {
  Counted counted;
  std::sort(is_after.begin(), is_after.end());
  do counted.add(effect(table, is_after), observed);
  while (std::next_permutation(is_after.begin(), is_after.end()));
  return counted;
}

Counted count_drawn(const PairTable& table, const std::vector<bool>& is_after, double observed,
                    const PairedTestOptions& options) {
  Counted counted;
  counted.add(observed, observed);  // what was observed is one of the divisions
  for (std::int64_t draw = 0; draw < drawn_arrangements; ++draw) {
    Rng rng(options.seed, RandomPurpose::permutation, options.run << 32 | static_cast<std::uint64_t>(draw));
    std::vector<bool> divided = is_after;
    for (std::size_t at = divided.size() - 1; at > 0; --at) {
      const std::size_t other = rng.below(at + 1);
      const bool held = divided[at];
      divided[at] = divided[other];
      divided[other] = held;
    }
    counted.add(effect(table, divided), observed);
  }
  return counted;
}

PairedTest refused(std::int64_t items, std::string note) {
  PairedTest test;
  test.n = items;
  test.status = Status::not_identifiable;
  test.method = "annotator_permutation";
  test.note = std::move(note);
  return test;
}

std::string why_refused(const PairedVotes& votes, const std::vector<std::uint32_t>& items,
                        const People& before, const People& after) {
  if (items.empty()) return "no item has two labels on both sides";
  People both;
  std::set_intersection(before.begin(), before.end(), after.begin(), after.end(), std::back_inserter(both));
  if (!both.empty()) return "same people before and after: they cannot be exchanged";
  if (before.size() + after.size() > annotators_max) return "there are too many annotators";
  if (!everybody_on_every_item(votes.before, items, before) ||
      !everybody_on_every_item(votes.after, items, after)) {
    return "not everybody labelled every item";
  }
  return "";
}

}  // namespace

PairedTest annotator_permutation(const PairedVotes& votes, const PairedTestOptions& options) {
  const std::vector<std::uint32_t> items = comparable_items(votes);
  const People before = people_of(votes.before, items);
  const People after = people_of(votes.after, items);
  const auto item_count = static_cast<std::int64_t>(items.size());
  const std::string reason = why_refused(votes, items, before, after);
  if (!reason.empty()) return refused(item_count, reason);
  const double log_divisions = log_choose(static_cast<std::int64_t>(before.size() + after.size()),
                                          static_cast<std::int64_t>(after.size()));
  if (-log_divisions > std::log(1 - options.level)) {
    return refused(item_count,
                   fmt::format("{} and {} people can be divided in {} ways only: too few to say "
                               "anything at this level",
                               before.size(), after.size(), std::lround(std::exp(log_divisions))));
  }
  std::vector<bool> is_after;
  const PairTable table =
      in_canonical_order(pair_table(votes, items, before, after), before.size(), is_after);
  const double observed = effect(table, is_after);
  const bool exact = log_divisions < std::log(static_cast<double>(drawn_arrangements) + 1);
  const Counted counted =
      exact ? count_all(table, is_after, observed) : count_drawn(table, is_after, observed, options);
  PairedTest test;
  test.n = item_count;
  test.arrangements = counted.all;
  test.method = exact ? "annotator_permutation_exact" : "annotator_permutation_random";
  test.p_up = static_cast<double>(counted.up) / static_cast<double>(counted.all);
  test.p_two_sided = static_cast<double>(counted.either) / static_cast<double>(counted.all);
  return test;
}

}  // namespace assay::stats
