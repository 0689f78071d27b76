#include "stats/agreement/sources.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <optional>

#include "base/text.h"
#include "stats/special.h"

namespace assay::stats {
namespace {

constexpr std::int64_t cases_min = 10;
constexpr std::size_t patterns_max = 20'000;

// Sums of one item's cases: within, between, cases.
using ItemSums = std::array<double, 3>;

// Share of pairs of answers that differ.
double own_difference(std::span<const std::uint32_t> answers) {
  double differ = 0, pairs = 0;
  for (std::size_t a = 0; a < answers.size(); ++a) {
    for (std::size_t b = a + 1; b < answers.size(); ++b) {
      differ += answers[a] != answers[b] ? 1 : 0;
      pairs += 1;
    }
  }
  return differ / pairs;
}

// Share of (answer, label of another annotator) that differ; nothing where nobody else labelled the item.
std::optional<double> difference_to_others(const Votes& votes, std::uint32_t item, std::uint32_t annotator,
                                           std::span<const std::uint32_t> answers) {
  double differ = 0, pairs = 0;
  for (std::uint64_t v = votes.item_begin[item]; v < votes.item_begin[item + 1]; ++v) {
    if (votes.annotator[v] == annotator) continue;
    for (const std::uint32_t answer : answers) {
      differ += answer != votes.category[v] ? 1 : 0;
      pairs += 1;
    }
  }
  if (!(pairs > 0)) return std::nullopt;
  return differ / pairs;
}

struct Cases {
  std::vector<ItemSums> sums;       // distinct
  std::vector<std::int64_t> items;  // that have them
  ItemSums all{};
  std::int64_t item_count = 0;
};

Cases collect(const Votes& votes, const Repeats& repeats) {
  std::map<std::uint32_t, ItemSums> by_item;
  for (std::size_t u = 0; u < repeats.size(); ++u) {
    const auto answers = repeats.category.subspan(repeats.begin[u], repeats.begin[u + 1] - repeats.begin[u]);
    const auto others = difference_to_others(votes, repeats.item[u], repeats.annotator[u], answers);
    if (!others) continue;
    ItemSums& sums = by_item[repeats.item[u]];
    sums[0] += own_difference(answers);
    sums[1] += *others;
    sums[2] += 1;
  }
  std::map<ItemSums, std::int64_t> distinct;
  Cases out;
  for (const auto& [item, sums] : by_item) {
    ++distinct[sums];
    for (std::size_t at = 0; at < 3; ++at) out.all[at] += sums[at];
  }
  out.item_count = static_cast<std::int64_t>(by_item.size());
  for (const auto& [sums, items] : distinct) {
    out.sums.push_back(sums);
    out.items.push_back(items);
  }
  return out;
}

// Sum of `above` over sum of `below`, with its interval over items.
class Ratio {
 public:
  Ratio(const Cases& cases, std::size_t above, std::size_t below, const BootstrapOptions& options)
      : cases_(cases), above_(above), below_(below), options_(options) {}

  double value() const { return cases_.all[above_] / cases_.all[below_]; }

  Estimate estimate(const char* method) const {
    Estimate out;
    out.method = method;
    out.n = static_cast<std::int64_t>(cases_.all[2]);
    out.value = value();
    const auto n = static_cast<double>(cases_.item_count);
    double squares = 0, cubes = 0;
    for (std::size_t v = 0; v < cases_.sums.size(); ++v) {
      const double u = (cases_.sums[v][above_] - value() * cases_.sums[v][below_]) / (cases_.all[below_] / n);
      squares += static_cast<double>(cases_.items[v]) * u * u;
      cubes += static_cast<double>(cases_.items[v]) * u * u * u;
    }
    out.standard_error = std::sqrt(squares / (n * (n - 1)));
    std::vector<double> replicates = drawn();
    out.interval = bca_interval(replicates, {value(), squares, cubes, options_.level});
    if (out.interval) return out;
    const double reach = student_quantile(1 - (1 - options_.level) / 2, n - 1) * *out.standard_error;
    out.interval = Interval{value() - reach, value() + reach, options_.level, "linearised_t"};
    return out;
  }

 private:
  std::vector<double> drawn() const {
    std::vector<double> out;
    if (cases_.sums.size() > patterns_max) return out;
    std::vector<std::int64_t> times(cases_.items.size());
    for (std::int64_t b = 0; b < options_.replicates; ++b) {
      draw_replicate(cases_.items, options_.seed, static_cast<std::uint64_t>(b), times);
      double above = 0, below = 0;
      for (std::size_t v = 0; v < times.size(); ++v) {
        above += static_cast<double>(times[v]) * cases_.sums[v][above_];
        below += static_cast<double>(times[v]) * cases_.sums[v][below_];
      }
      if (below > 0) out.push_back(above / below);
    }
    return out;
  }

  const Cases& cases_;
  std::size_t above_, below_;
  const BootstrapOptions& options_;
};

void clip(Estimate& share) {
  if (*share.value < 0 || *share.value > 1)
    share.note = fmt::format("{} before it was limited to 0 to 1", decimals(*share.value, 3));
  const auto limited = [](double x) { return std::clamp(x, 0.0, 1.0); };
  share.value = limited(*share.value);
  share.interval->lower = limited(share.interval->lower);
  share.interval->upper = limited(share.interval->upper);
}

Estimate complement(const Estimate& share) {
  Estimate out = share;
  out.method = "stable_share";
  out.value = 1 - *share.value;
  out.interval->lower = 1 - share.interval->upper;
  out.interval->upper = 1 - share.interval->lower;
  return out;
}

// Rows of shares of every annotator for one true category, and what sampling adds to their squares.
class SourceRows {
 public:
  SourceRows(std::span<const float> confusion, std::size_t k_count) : confusion_(confusion), k_(k_count) {}

  double count(std::uint32_t j, std::size_t given, std::size_t truth) const {
    return static_cast<double>(confusion_[(j * k_ + given) * k_ + truth]);
  }

  // Half the squared distance of two annotators' rows, corrected; nothing where a row is too thin.
  std::optional<double> half_distance(std::uint32_t a, std::uint32_t b, std::size_t truth) const {
    double total_a = 0, total_b = 0;
    for (std::size_t given = 0; given < k_; ++given) {
      total_a += count(a, given, truth);
      total_b += count(b, given, truth);
    }
    if (total_a < 2 || total_b < 2) return std::nullopt;
    double square = 0, spread_a = 0, spread_b = 0;
    for (std::size_t given = 0; given < k_; ++given) {
      const double p = count(a, given, truth) / total_a, q = count(b, given, truth) / total_b;
      square += (p - q) * (p - q);
      spread_a += p * (1 - p);
      spread_b += q * (1 - q);
    }
    return (square - spread_a / (total_a - 1) - spread_b / (total_b - 1)) / 2;
  }

 private:
  std::span<const float> confusion_;
  std::size_t k_;
};

}  // namespace

DisagreementSources disagreement_sources(const Votes& votes, const Repeats& repeats,
                                         const BootstrapOptions& options) {
  const Cases cases = collect(votes, repeats);
  const auto count = static_cast<std::int64_t>(cases.all[2]);
  DisagreementSources out;
  if (count < cases_min || cases.item_count < 2) {
    Estimate missing =
        undefined_estimate(Status::insufficient, "slip_share", count,
                           "fewer than ten repeated answers on items that somebody else labelled");
    missing.n_needed = cases_min;
    out.between = out.within = out.slip = out.stable = missing;
    return out;
  }
  out.within = Ratio(cases, 0, 2, options).estimate("within_annotator_disagreement");
  out.between = Ratio(cases, 1, 2, options).estimate("between_annotator_disagreement");
  if (!(cases.all[1] > 0)) {
    out.slip = out.stable = undefined_estimate(Status::no_variation, "slip_share", count,
                                               "no disagreement between annotators on the repeated items");
    return out;
  }
  out.slip = Ratio(cases, 0, 1, options).estimate("slip_share");
  clip(out.slip);
  out.stable = complement(out.slip);
  return out;
}

Estimate annotator_bias(const Votes& votes, const BiasInput& input) {
  const SourceRows rows(input.confusion, votes.category_count);
  double work = 0;
  for (std::size_t item = 0; item < votes.item_count(); ++item) {
    const auto m = static_cast<double>(votes.item_begin[item + 1] - votes.item_begin[item]);
    work += m * m * votes.category_count;
  }
  const auto stride = static_cast<std::size_t>(std::max(1.0, std::ceil(work / bias_work_max)));
  double sum = 0, items = 0;
  for (std::size_t item = 0; item < votes.item_count(); item += stride) {
    if (input.truth[item] >= votes.category_count) continue;
    double on_item = 0, pairs = 0;
    for (std::uint64_t v = votes.item_begin[item]; v < votes.item_begin[item + 1]; ++v) {
      for (std::uint64_t w = v + 1; w < votes.item_begin[item + 1]; ++w) {
        const auto half = rows.half_distance(votes.annotator[v], votes.annotator[w], input.truth[item]);
        if (half) on_item += *half, pairs += 1;
      }
    }
    if (pairs > 0) sum += on_item / pairs, items += 1;
  }
  if (!(items > 0)) {
    return undefined_estimate(Status::insufficient, "annotator_bias", 0,
                              "no two annotators with two labels and more of an item's category");
  }
  Estimate out;
  out.method = "annotator_bias";
  out.value = sum / items;
  out.n = static_cast<std::int64_t>(items);
  out.note = "from the model's confusion matrices: no interval";
  return out;
}

double disagreeing_share(const Votes& votes) {
  std::vector<double> count(votes.category_count, 0);
  double sum = 0, items = 0;
  for (std::size_t item = 0; item < votes.item_count(); ++item) {
    const std::uint64_t begin = votes.item_begin[item], end = votes.item_begin[item + 1];
    const double m = static_cast<double>(end - begin);
    if (m < 2) continue;
    double same = 0;
    for (std::uint64_t v = begin; v < end; ++v) same += 2 * count[votes.category[v]]++;
    for (std::uint64_t v = begin; v < end; ++v) count[votes.category[v]] = 0;
    sum += 1 - same / (m * (m - 1));
    items += 1;
  }
  return items > 0 ? sum / items : 0;
}

}  // namespace assay::stats
