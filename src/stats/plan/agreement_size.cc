#include "stats/plan/agreement_size.h"

#include <cmath>
#include <map>
#include <vector>

#include "base/rng.h"
#include "stats/agreement/agreement.h"
#include "stats/plan/sample_size.h"

namespace assay::stats {
namespace {

constexpr std::int64_t simulated_items = 20'000;
constexpr std::int64_t most = 1000;

// Of K equally frequent categories two annotators agree with probability a^2 + (1 - a)^2 / (K - 1), by chance
// with 1 / K; alpha is their distance from chance. Solved for a >= 1 / K.
double accuracy_for(double alpha, double categories) {
  return (1 + (categories - 1) * std::sqrt(alpha)) / categories;
}

using Pattern = std::map<std::uint32_t, std::uint32_t>;

std::map<Pattern, std::int64_t> simulated_patterns(const AgreementSizeOptions& options, double accuracy) {
  std::map<Pattern, std::int64_t> patterns;
  const auto categories = static_cast<std::uint64_t>(options.categories);
  for (std::int64_t item = 0; item < simulated_items; ++item) {
    Rng rng(options.seed, RandomPurpose::sample, static_cast<std::uint64_t>(item));
    const std::uint64_t truth = rng.below(categories);
    Pattern pattern;
    for (std::int64_t label = 0; label < options.labels_per_item; ++label) {
      const bool right = rng.uniform() < accuracy;
      const std::uint64_t given = right ? truth : (truth + 1 + rng.below(categories - 1)) % categories;
      ++pattern[static_cast<std::uint32_t>(given)];
    }
    ++patterns[pattern];
  }
  return patterns;
}

}  // namespace

Result<AgreementSize> items_for_agreement(const AgreementSizeOptions& options) {
  if (!(options.alpha > 0 && options.alpha < 1) || !(options.half_width > 0 && options.half_width < 1) ||
      !(options.level > 0 && options.level < 1)) {
    return Error{ErrorCode::invalid, "alpha, half-width and level lie between 0 and 1", ""};
  }
  if (options.categories < 2 || options.categories > most || options.labels_per_item < 2 ||
      options.labels_per_item > most) {
    return Error{ErrorCode::invalid, "categories and labels per item lie between 2 and 1000", ""};
  }
  AgreementSize size;
  size.accuracy = accuracy_for(options.alpha, static_cast<double>(options.categories));
  std::vector<std::uint64_t> begin = {0};
  std::vector<std::uint32_t> category, count;
  std::vector<std::int64_t> items;
  for (const auto& [pattern, times] : simulated_patterns(options, size.accuracy)) {
    for (const auto& [code, labels] : pattern) {
      category.push_back(code);
      count.push_back(labels);
    }
    begin.push_back(category.size());
    items.push_back(times);
  }
  const Patterns patterns{begin, category, count, items, static_cast<std::uint32_t>(options.categories)};
  const Estimate alpha = linearised_alpha(patterns, CategoryValues{}, Scale::nominal, options.level);
  if (!alpha.value || !alpha.standard_error) {
    return Error{ErrorCode::undefined, "the simulated design has no alpha: " + alpha.note, ""};
  }
  size.alpha = *alpha.value;
  size.standard_error = *alpha.standard_error * std::sqrt(static_cast<double>(simulated_items));
  size.items = items_for_precision(*alpha.standard_error, simulated_items, options.half_width, options.level);
  return size;
}

}  // namespace assay::stats
