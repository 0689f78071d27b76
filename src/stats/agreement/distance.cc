#include "stats/agreement/distance.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "base/check.h"

namespace assay::stats {
namespace {

// Members in both sets.
std::size_t shared(std::span<const std::uint32_t> a, std::span<const std::uint32_t> b) {
  std::size_t i = 0, j = 0, both = 0;
  while (i < a.size() && j < b.size()) {
    if (a[i] == b[j]) {
      ++both, ++i, ++j;
    } else if (a[i] < b[j]) {
      ++i;
    } else {
      ++j;
    }
  }
  return both;
}

double jaccard_of(std::size_t a, std::size_t b, std::size_t both) {
  if (a == 0 && b == 0) return 0;
  return 1 - static_cast<double>(both) / static_cast<double>(a + b - both);
}

double masi_of(std::size_t a, std::size_t b, std::size_t both) {
  if (a == 0 && b == 0) return 0;
  if (both == 0) return 1;
  const double jaccard = static_cast<double>(both) / static_cast<double>(a + b - both);
  const bool within = both == a || both == b;
  const bool equal = both == a && both == b;
  return 1 - jaccard * (equal ? 1 : within ? 2.0 / 3 : 1.0 / 3);
}

double ratio_distance(double a, double b) {
  const double sum = a + b;
  if (!(std::abs(sum) > 0)) return 0;
  return (a - b) / sum * ((a - b) / sum);
}

// Krippendorff 2011: the chord of the angle between two directions.
double circular_distance(double a, double b, double period) {
  const double sine = std::sin(std::numbers::pi * (a - b) / period);
  return sine * sine;
}

// Krippendorff 2011: differences near an end of the scale weigh more. Both at the same end: 0.
double bipolar_distance(double a, double b, double low, double high) {
  const double room = (a + b - 2 * low) * (2 * high - a - b);
  return room > 0 ? (a - b) * (a - b) / room : 0;
}

// A path is as long as its category is deep; the root itself has none.
double tree_distance(std::span<const std::uint32_t> a, std::span<const std::uint32_t> b) {
  std::size_t common = 0;
  while (common < a.size() && common < b.size() && a[common] == b[common]) ++common;
  const std::size_t depths = a.size() + b.size();
  return depths == 0 ? 0 : 1 - 2 * static_cast<double>(common) / static_cast<double>(depths);
}

}  // namespace

const char* scale_name(Scale scale) {
  switch (scale) {
    case Scale::nominal:
      return "nominal";
    case Scale::ordinal:
      return "ordinal";
    case Scale::interval:
      return "interval";
    case Scale::ratio:
      return "ratio";
    case Scale::linear:
      return "linear";
    case Scale::quadratic:
      return "quadratic";
    case Scale::jaccard:
      return "jaccard";
    case Scale::masi:
      return "masi";
    case Scale::circular:
      return "circular";
    case Scale::bipolar:
      return "bipolar";
    case Scale::tree:
      return "tree";
  }
  return "nominal";
}

double jaccard_distance(std::span<const std::uint32_t> a, std::span<const std::uint32_t> b) {
  return jaccard_of(a.size(), b.size(), shared(a, b));
}

double masi_distance(std::span<const std::uint32_t> a, std::span<const std::uint32_t> b) {
  return masi_of(a.size(), b.size(), shared(a, b));
}

SetOverlaps::SetOverlaps(std::span<const std::vector<std::uint32_t>> sets) : sets_(sets) {
  for (std::uint32_t k = 0; k < sets.size(); ++k) {
    if (!sets[k].empty() && sets[k].back() >= with_.size()) with_.resize(sets[k].back() + 1);
    for (const std::uint32_t member : sets[k]) with_[member].push_back(k);
  }
}

void SetOverlaps::count(std::uint32_t k, std::vector<std::uint32_t>& shared) const {
  shared.assign(sets_.size(), 0);
  for (const std::uint32_t member : sets_[k]) {
    for (const std::uint32_t other : with_[member]) ++shared[other];
  }
}

double SetOverlaps::distance(Scale scale, std::uint32_t a, std::uint32_t b, std::uint32_t shared) const {
  return scale == Scale::masi ? masi_of(sets_[a].size(), sets_[b].size(), shared)
                              : jaccard_of(sets_[a].size(), sets_[b].size(), shared);
}

double distance(Scale scale, std::uint32_t a, std::uint32_t b, const CategoryValues& values) {
  if (a == b) return 0;
  switch (scale) {
    case Scale::nominal:
      return 1;
    case Scale::interval:
    case Scale::quadratic:
      return (values.number[a] - values.number[b]) * (values.number[a] - values.number[b]);
    case Scale::ratio:
      return ratio_distance(values.number[a], values.number[b]);
    case Scale::linear:
      return std::abs(values.number[a] - values.number[b]);
    case Scale::jaccard:
      return jaccard_distance(values.member_sets[a], values.member_sets[b]);
    case Scale::masi:
      return masi_distance(values.member_sets[a], values.member_sets[b]);
    case Scale::circular:
      return circular_distance(values.number[a], values.number[b], values.period);
    case Scale::bipolar:
      return bipolar_distance(values.number[a], values.number[b], values.low, values.high);
    case Scale::tree:
      return tree_distance(values.paths[a], values.paths[b]);
    case Scale::ordinal:
      break;
  }
  ASSAY_CHECK(false, "the ordinal distance depends on the data");
  return 0;
}

Weights::Weights(Scale scale, const CategoryValues& values, std::uint32_t category_count)
    : scale_(scale), values_(values), category_count_(category_count) {
  if (!values.number.empty() && category_count > 1) {
    const auto [low, high] = std::minmax_element(values.number.begin(), values.number.end());
    range_ = *high - *low;
  }
  if (identity()) {
    total_ = category_count;
    return;
  }
  for (std::uint32_t a = 0; a < category_count; ++a) {
    for (std::uint32_t b = 0; b < category_count; ++b) total_ += (*this)(a, b);
  }
}

double Weights::operator()(std::uint32_t a, std::uint32_t b) const {
  if (a == b) return 1;
  switch (scale_) {
    case Scale::nominal:
      return 0;
    case Scale::linear:
      return 1 - distance(scale_, a, b, values_) / range_;
    case Scale::quadratic:
      return 1 - distance(scale_, a, b, values_) / (range_ * range_);
    case Scale::ordinal: {
      const double apart = a > b ? a - b : b - a;
      const double q = category_count_;
      return 1 - (apart + 1) * apart / (q * (q - 1));
    }
    case Scale::interval:
    case Scale::ratio:
    case Scale::jaccard:
    case Scale::masi:
    case Scale::circular:
    case Scale::bipolar:
    case Scale::tree:
      return 1 - distance(scale_, a, b, values_);
  }
  return 0;
}

}  // namespace assay::stats
