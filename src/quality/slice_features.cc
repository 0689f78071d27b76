#include "quality/slice_features.h"

#include <algorithm>
#include <numeric>

namespace assay::quality {
namespace {

constexpr std::int64_t value_rows_min = 32;  // sigma of methods 4.2
constexpr std::uint32_t identity_max = 50;  // more annotators: their own table tells, and pairs would be many

struct Rows {
  const Workspace& work;
  std::span<const std::uint64_t> annotation, item;
};

// Recodes raw codes (labels::none = missing) so that the kept values are 1, 2, ... by frequency.
SliceColumn kept_values(const Feature& feature, const std::vector<std::uint32_t>& raw) {
  std::vector<std::int64_t> count(feature.values.size(), 0);
  for (const std::uint32_t code : raw) {
    if (code != labels::none) ++count[code];
  }
  std::vector<std::uint32_t> order(count.size());
  std::iota(order.begin(), order.end(), 0U);
  std::sort(order.begin(), order.end(), [&](auto a, auto b) {
    return count[a] != count[b] ? count[a] > count[b] : feature.values[a] < feature.values[b];
  });
  SliceColumn column{feature.name, {}, {}, stats::FeatureLevel::row};
  std::vector<std::uint32_t> place(count.size(), 0);
  for (const std::uint32_t code : order) {
    if (count[code] < value_rows_min || column.values.size() == slice_values_max) break;
    column.values.push_back(feature.values[code]);
    place[code] = static_cast<std::uint32_t>(column.values.size());
  }
  column.code.reserve(raw.size());
  for (const std::uint32_t code : raw) column.code.push_back(code == labels::none ? 0 : place[code]);
  return column;
}

bool varies(const SliceColumn& column) {
  return !column.values.empty() &&
         std::any_of(column.code.begin(), column.code.end(),
                     [&](std::uint32_t code) { return code != column.code.front(); });
}

// Has every annotator one value only? Then the column says who, not what.
bool is_of_annotator(const Rows& rows, const SliceColumn& column) {
  constexpr std::uint32_t unseen = labels::none;
  std::vector<std::uint32_t> first(rows.work.votes.annotator_count, unseen);
  for (std::size_t row = 0; row < column.code.size(); ++row) {
    std::uint32_t& seen = first[rows.work.votes.annotator[rows.annotation[row]]];
    if (seen == unseen) seen = column.code[row];
    if (seen != column.code[row]) return false;
  }
  return true;
}

void add_column(const Feature& feature, const std::vector<std::uint32_t>& raw, stats::FeatureLevel level,
                std::vector<SliceColumn>& columns) {
  SliceColumn column = kept_values(feature, raw);
  column.level = level;
  if (varies(column)) columns.push_back(std::move(column));
}

std::vector<std::uint32_t> spread(const std::vector<std::uint32_t>& code, std::span<const std::uint64_t> of) {
  std::vector<std::uint32_t> raw;
  raw.reserve(of.size());
  for (const std::uint64_t at : of) raw.push_back(at < code.size() ? code[at] : labels::none);
  return raw;
}

void add_annotation_columns(const Rows& rows, std::vector<SliceColumn>& columns) {
  for (const Feature& feature : annotation_features(*rows.work.table, rows.work.question)) {
    add_column(feature, spread(feature.code, rows.annotation), stats::FeatureLevel::row, columns);
    if (!columns.empty() && columns.back().name == feature.name && is_of_annotator(rows, columns.back()))
      columns.back().level = stats::FeatureLevel::annotator;
  }
}

void add_annotator_columns(const Rows& rows, std::vector<SliceColumn>& columns) {
  std::vector<std::uint64_t> who;
  who.reserve(rows.annotation.size());
  for (const std::uint64_t at : rows.annotation) who.push_back(rows.work.votes.annotator[at]);
  for (const Feature& feature : annotator_features(*rows.work.table))
    add_column(feature, spread(feature.code, who), stats::FeatureLevel::annotator, columns);
  const std::uint32_t count = rows.work.table->annotators.size();
  if (rows.work.question.counts.annotators > identity_max) return;
  Feature identity{"annotator", FeatureOf::annotator, {}, std::vector<std::uint32_t>(count)};
  for (std::uint32_t j = 0; j < count; ++j) {
    identity.values.emplace_back(rows.work.table->annotators.name(j));
    identity.code[j] = j;
  }
  add_column(identity, spread(identity.code, who), stats::FeatureLevel::identity, columns);
}

}  // namespace

std::vector<SliceColumn> slice_columns(const Workspace& work, std::span<const std::uint64_t> annotation,
                                       std::span<const std::uint64_t> item) {
  const Rows rows{work, annotation, item};
  std::vector<SliceColumn> columns;
  for (const Feature& feature : item_features(*work.table))
    add_column(feature, spread(feature.code, item), stats::FeatureLevel::row, columns);
  add_annotation_columns(rows, columns);
  add_annotator_columns(rows, columns);
  return columns;
}

}  // namespace assay::quality
