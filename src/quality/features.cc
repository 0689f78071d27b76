#include "quality/features.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "base/clock.h"
#include "labels/dictionary.h"

namespace assay::quality {
namespace {

using labels::none;

Feature from_dictionary(std::string name, FeatureOf subject, const labels::Dictionary& values) {
  Feature feature{std::move(name), subject, {}, {}};
  for (std::uint32_t code = 0; code < values.size(); ++code) feature.values.emplace_back(values.name(code));
  return feature;
}

Feature from_attribute(const labels::Attribute& attribute, FeatureOf subject) {
  if (attribute.type == labels::Attribute::Type::number)
    return banded(attribute.name, subject, attribute.number, 10);
  return text_feature(attribute, subject);
}

Feature from_column(const char* name, const labels::Dictionary& values,
                    const std::vector<std::uint32_t>& column, const labels::QuestionTable& question) {
  Feature feature = from_dictionary(name, FeatureOf::annotation, values);
  feature.code.reserve(question.row.size());
  for (const std::uint32_t row : question.row) feature.code.push_back(column[row]);
  return feature;
}

// How finely time is cut depends on how long the work took.

enum class TimeUnit { hour, day, week, month };

TimeUnit unit_for(std::int64_t span_us) {
  if (span_us <= 2 * day_us) return TimeUnit::hour;
  if (span_us <= 21 * day_us) return TimeUnit::day;
  return span_us <= 200 * day_us ? TimeUnit::week : TimeUnit::month;
}

std::string time_text(std::int64_t time_us, TimeUnit unit) {
  const std::string day = utc_day(time_us);
  switch (unit) {
    case TimeUnit::hour:
      return fmt::format("{} {}h", day, utc_text(time_us).substr(11, 2));
    case TimeUnit::day:
      return day;
    case TimeUnit::week: {
      const std::int64_t days = (time_us >= 0 ? time_us : time_us - day_us + 1) / day_us;
      const std::int64_t since_monday = ((days + 3) % 7 + 7) % 7;  // 1970 began on a Thursday
      return "week of " + utc_day(time_us - since_monday * day_us);
    }
    case TimeUnit::month:
      return day.substr(0, 7);
  }
  return "";
}

// Microseconds of 1900 to 2200: what lies outside is no time of annotation and would overflow calendar
// arithmetic.
bool plausible(std::int64_t time_us) {
  return time_us > -2'208'988'800'000'000 && time_us < 7'258'118'400'000'000;
}

Feature time_feature(const labels::Table& table, const labels::QuestionTable& question) {
  Feature feature{"time", FeatureOf::annotation, {}, {}};
  std::int64_t first = 0, last = 0;
  bool any = false;
  for (const std::uint32_t row : question.row) {
    const std::int64_t time = table.time_us[row];
    if (!plausible(time)) continue;
    first = any ? std::min(first, time) : time;
    last = any ? std::max(last, time) : time;
    any = true;
  }
  if (!any) return feature;
  const TimeUnit unit = unit_for(last - first);
  std::map<std::string, std::uint32_t> codes;
  for (const std::uint32_t row : question.row) {
    if (plausible(table.time_us[row])) codes.emplace(time_text(table.time_us[row], unit), 0);
  }
  for (auto& [text, code] : codes) {
    code = static_cast<std::uint32_t>(feature.values.size());
    feature.values.push_back(text);
  }
  for (const std::uint32_t row : question.row) {
    const std::int64_t time = table.time_us[row];
    feature.code.push_back(plausible(time) ? codes.at(time_text(time, unit)) : none);
  }
  return feature;
}

std::string number_text(double value) {
  std::string text = fmt::format("{:.6g}", value);
  return text == "-0" ? "0" : text;
}

}  // namespace

Feature text_feature(const labels::Attribute& attribute, FeatureOf subject) {
  Feature feature = from_dictionary(attribute.name, subject, attribute.values);
  feature.code = attribute.code;
  return feature;
}

std::vector<Feature> item_features(const labels::Table& table) {
  std::vector<Feature> features;
  for (const auto& attribute : table.item_attributes)
    features.push_back(from_attribute(attribute, FeatureOf::item));
  return features;
}

std::vector<Feature> annotator_features(const labels::Table& table) {
  std::vector<Feature> features;
  for (const auto& attribute : table.annotator_attributes) {
    features.push_back(from_attribute(attribute, FeatureOf::annotator));
  }
  return features;
}

std::vector<Feature> annotation_features(const labels::Table& table, const labels::QuestionTable& question) {
  std::vector<Feature> features;
  if (!table.provider.empty())
    features.push_back(from_column("provider", table.providers, table.provider, question));
  if (!table.guideline_version.empty()) {
    features.push_back(
        from_column("guideline_version", table.guideline_versions, table.guideline_version, question));
  }
  if (!table.batch.empty()) features.push_back(from_column("batch", table.batches, table.batch, question));
  if (!table.time_us.empty()) {
    Feature time = time_feature(table, question);
    if (!time.values.empty()) features.push_back(std::move(time));
  }
  return features;
}

Feature banded(std::string name, FeatureOf subject, std::span<const double> numbers, std::size_t bands) {
  Feature feature{std::move(name), subject, {}, std::vector<std::uint32_t>(numbers.size(), none)};
  std::vector<double> sorted;
  for (const double x : numbers) {
    if (std::isfinite(x)) sorted.push_back(x);
  }
  if (sorted.empty()) return feature;
  std::sort(sorted.begin(), sorted.end());
  std::vector<double> upper;  // the last value of each band
  for (std::size_t band = 1; band <= bands; ++band) {
    const std::size_t at = (sorted.size() * band + bands - 1) / bands - 1;
    if (upper.empty() || sorted[at] > upper.back()) upper.push_back(sorted[at]);
  }
  double lower = sorted.front();
  for (const double last : upper) {
    feature.values.push_back(last > lower ? fmt::format("{} to {}", number_text(lower), number_text(last))
                                          : number_text(last));
    const auto next = std::upper_bound(sorted.begin(), sorted.end(), last);
    if (next != sorted.end()) lower = *next;
  }
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    if (!std::isfinite(numbers[i])) continue;
    const auto band = std::lower_bound(upper.begin(), upper.end(), numbers[i]);
    feature.code[i] = static_cast<std::uint32_t>(band - upper.begin());
  }
  return feature;
}

Feature by_annotation(const Feature& feature, const labels::QuestionTable& question) {
  Feature spread{feature.name, FeatureOf::annotation, feature.values, {}};
  spread.code.reserve(question.annotator.size());
  for (const std::uint32_t annotator : question.annotator) {
    spread.code.push_back(annotator < feature.code.size() ? feature.code[annotator] : none);
  }
  return spread;
}

}  // namespace assay::quality
