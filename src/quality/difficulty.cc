#include "quality/difficulty.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "base/check.h"
#include "base/parallel.h"

namespace assay::quality {
namespace {

constexpr std::size_t bands = 5;
constexpr double no_entropy = std::numeric_limits<double>::infinity();  // fewer than two labels: in no band
constexpr std::size_t item_chunk = 1 << 14;

// Rounded to a thousandth: what differs by less is the same difficulty.
double entropy_share(std::span<const float> probability, double largest) {
  double entropy = 0;
  for (const float p : probability) {
    if (p > 0) entropy -= static_cast<double>(p) * std::log(static_cast<double>(p));
  }
  return std::round(1000 * entropy / largest) / 1000;
}

std::string band_name(std::size_t from_easiest, std::size_t count, const std::string& range) {
  const char* word = from_easiest == 0 ? "easiest" : from_easiest + 1 == count ? "hardest" : "";
  return *word != '\0' ? fmt::format("{} ({})", word, range) : range;
}

}  // namespace

Feature difficulty_feature(const Workspace& work) {
  ASSAY_CHECK(work.beliefs.has_value(), "difficulty needs beliefs");
  const stats::Posterior& posterior = work.beliefs->fit().posterior;
  const double largest = std::log(std::max(2.0, static_cast<double>(work.question.category_count())));
  std::vector<double> entropy(work.question.item_count(), no_entropy);
  for_chunks(entropy.size(), item_chunk, [&](Chunk chunk) {
    for (std::size_t item = chunk.begin; item < chunk.end; ++item) {
      if (work.question.item_begin[item + 1] - work.question.item_begin[item] < 2) continue;
      entropy[item] = entropy_share(posterior.of(item), largest);
    }
  });
  Feature feature = banded(difficulty_name, FeatureOf::item, entropy, bands);
  const std::size_t count = feature.values.size();
  for (std::size_t band = 0; band < count; ++band) {
    feature.values[band] = band_name(band, count, feature.values[band]);
  }
  std::reverse(feature.values.begin(), feature.values.end());
  for (std::uint32_t& code : feature.code) {
    if (code != labels::none) code = static_cast<std::uint32_t>(count) - 1 - code;
  }
  return feature;
}

}  // namespace assay::quality
