#include "quality/slice_families.h"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>
#include <utility>

#include "base/parallel.h"
#include "base/text.h"
#include "quality/difficulty.h"
#include "quality/features.h"

namespace assay::quality {
namespace {

using labels::none;
using labels::PatternCounts;

bool is_asked(const InspectOptions& options, const std::string& attribute) {
  return options.by.empty() || std::find(options.by.begin(), options.by.end(), attribute) != options.by.end();
}

// The values to keep, in their order, and how many were not; value -> row, none for unused values.
struct Kept {
  std::vector<std::string> names;
  std::vector<std::uint32_t> row_of;
  std::optional<std::size_t> rest;
};

// size[value]: items or annotations with it. Of equals the first by name.
Kept keep_largest(const std::vector<std::string>& values, const std::vector<std::int64_t>& size,
                  SliceFamily::Order order) {
  std::vector<std::uint32_t> used;
  for (std::uint32_t value = 0; value < values.size(); ++value) {
    if (size[value] > 0) used.push_back(value);
  }
  Kept kept;
  kept.row_of.assign(values.size(), none);
  std::vector<std::uint32_t> largest = used;
  if (used.size() > slices_max) {
    std::sort(largest.begin(), largest.end(), [&](std::uint32_t a, std::uint32_t b) {
      return size[a] != size[b] ? size[a] > size[b] : values[a] < values[b];
    });
    largest.resize(slices_max);
  }
  std::sort(largest.begin(), largest.end(), [&](std::uint32_t a, std::uint32_t b) {
    return order == SliceFamily::Order::given ? a < b : values[a] < values[b];
  });
  for (const std::uint32_t value : largest) {
    kept.row_of[value] = static_cast<std::uint32_t>(kept.names.size());
    kept.names.push_back(values[value]);
  }
  if (used.size() == largest.size()) return kept;
  kept.rest = kept.names.size();
  kept.names.push_back(
      fmt::format("{} other values", grouped(static_cast<std::int64_t>(used.size() - largest.size()))));
  for (const std::uint32_t value : used) {
    if (kept.row_of[value] == none) kept.row_of[value] = static_cast<std::uint32_t>(*kept.rest);
  }
  return kept;
}

// Histograms of patterns of the items of each row, from each item's pattern.
std::vector<PatternCounts> patterns_of_rows(const PatternCounts& all,
                                            const std::vector<std::uint32_t>& pattern_of,
                                            const std::vector<std::uint32_t>& row_of_item,
                                            std::size_t row_count) {
  std::vector<std::vector<std::uint32_t>> members(row_count);
  for (std::size_t item = 0; item < pattern_of.size(); ++item) {
    if (pattern_of[item] != none && row_of_item[item] != none) {
      members[row_of_item[item]].push_back(pattern_of[item]);
    }
  }
  std::vector<PatternCounts> rows(row_count);
  std::vector<std::int64_t> count(all.size(), 0);
  for (std::size_t row = 0; row < row_count; ++row) {
    std::vector<std::uint32_t> touched;
    for (const std::uint32_t pattern : members[row]) {
      if (count[pattern]++ == 0) touched.push_back(pattern);
    }
    std::sort(touched.begin(), touched.end());
    for (const std::uint32_t pattern : touched) {
      for (std::size_t at = all.pattern_begin[pattern]; at < all.pattern_begin[pattern + 1]; ++at) {
        rows[row].category.push_back(all.category[at]);
        rows[row].count.push_back(all.count[at]);
      }
      rows[row].pattern_begin.push_back(rows[row].category.size());
      rows[row].item_count.push_back(std::exchange(count[pattern], 0));
    }
  }
  return rows;
}

// A feature of annotations that says the same of all annotations of every item is one of items.
std::optional<std::vector<std::uint32_t>> by_item(const labels::QuestionTable& question,
                                                  const std::vector<std::uint32_t>& code) {
  std::vector<std::uint32_t> item_code(question.item_count(), none);
  for (std::size_t item = 0; item < question.item_count(); ++item) {
    const std::size_t begin = question.item_begin[item], end = question.item_begin[item + 1];
    for (std::size_t at = begin; at < end; ++at) {
      if (code[at] != code[begin]) return std::nullopt;
    }
    if (begin < end) item_code[item] = code[begin];
  }
  return item_code;
}

struct Candidate {
  Feature feature;
  SliceFamily::Order order = SliceFamily::Order::worst_first;
  SliceFamily::Test test = SliceFamily::Test::yes;
};

class FromTable {
 public:
  explicit FromTable(const Workspace& work)
      : work_(work), pattern_of_(labels::item_patterns(work.question, work.patterns)) {}

  std::optional<SliceFamily> family(Candidate candidate) const {
    Feature& feature = candidate.feature;
    SliceFamily out;
    out.attribute = feature.name;
    out.order = candidate.order;
    out.test = candidate.test;
    if (feature.subject == FeatureOf::annotator) feature = by_annotation(feature, work_.question);
    const bool of_items = feature.subject == FeatureOf::item;
    feature.code.resize(of_items ? work_.question.item_count() : work_.question.category.size(), none);
    if (!of_items) {
      if (auto item_code = by_item(work_.question, feature.code)) {
        feature.code = std::move(*item_code);
      } else {
        out.sharing = SliceFamily::Sharing::items;
      }
    }
    std::vector<std::int64_t> size(feature.values.size(), 0);
    for (std::size_t at = 0; at < feature.code.size(); ++at) {
      const bool counts = out.sharing == SliceFamily::Sharing::items || pattern_of_[at] != none;
      if (counts && feature.code[at] != none) ++size[feature.code[at]];
    }
    const Kept kept = keep_largest(feature.values, size, out.order);
    if (kept.names.size() < 2) return std::nullopt;
    for (std::uint32_t& code : feature.code) code = code == none ? none : kept.row_of[code];
    out.values = kept.names;
    out.rest = kept.rest;
    out.patterns = out.sharing == SliceFamily::Sharing::items
                       ? labels::count_patterns_by_annotation(work_.question, feature.code,
                                                              static_cast<std::uint32_t>(kept.names.size()))
                       : patterns_of_rows(work_.patterns, pattern_of_, feature.code, kept.names.size());
    return out;
  }

 private:
  const Workspace& work_;
  std::vector<std::uint32_t> pattern_of_;  // per item
};

std::vector<Candidate> candidates_for(const Workspace& work) {
  std::vector<Candidate> candidates;
  const auto add = [&](std::vector<Feature> features) {
    for (Feature& feature : features) {
      if (!is_asked(work.options, feature.name)) continue;
      const bool is_time = feature.subject == FeatureOf::annotation && feature.name == "time";
      candidates.push_back(
          {std::move(feature), is_time ? SliceFamily::Order::given : SliceFamily::Order::worst_first});
    }
  };
  if (work.options.agreement_only) {
    std::vector<Feature> features;
    for (const labels::Attribute& attribute : work.table->item_attributes) {
      if (attribute.type == labels::Attribute::Type::text) {
        features.push_back(text_feature(attribute, FeatureOf::item));
      }
    }
    add(std::move(features));
    return candidates;
  }
  add(item_features(*work.table));
  add(annotation_features(*work.table, work.question));
  add(annotator_features(*work.table));
  if (work.beliefs) {
    candidates.push_back({difficulty_feature(work), SliceFamily::Order::given, SliceFamily::Test::no});
  }
  return candidates;
}

void sort_by_attribute(std::vector<SliceFamily>& families) {
  std::stable_sort(families.begin(), families.end(),
                   [](const auto& a, const auto& b) { return a.attribute < b.attribute; });
}

}  // namespace

std::vector<SliceFamily> slice_families(const Workspace& work) {
  std::vector<Candidate> candidates = candidates_for(work);
  const FromTable table(work);
  std::vector<std::optional<SliceFamily>> made(candidates.size());
  for_chunks(candidates.size(), 1,
             [&](Chunk chunk) { made[chunk.index] = table.family(std::move(candidates[chunk.index])); });
  std::vector<SliceFamily> families;
  for (auto& family : made) {
    if (family) families.push_back(std::move(*family));
  }
  sort_by_attribute(families);
  return families;
}

std::vector<SliceFamily> slice_families(const labels::Tally& tally, const InspectOptions& options) {
  std::vector<SliceFamily> families;
  for (std::size_t at = 0; at < tally.slices.size();) {
    std::size_t end = at;
    std::vector<std::string> values;
    std::vector<std::int64_t> size;
    const std::string& attribute = tally.slices[at].attribute;
    for (; end < tally.slices.size() && tally.slices[end].attribute == attribute; ++end) {
      const auto& items = tally.slices[end].patterns.item_count;
      values.push_back(tally.slices[end].value);
      size.push_back(std::accumulate(items.begin(), items.end(), std::int64_t{0}));
    }
    const Kept kept = keep_largest(values, size, SliceFamily::Order::worst_first);
    if (kept.names.size() > 1 && is_asked(options, attribute)) {
      SliceFamily family;
      family.attribute = attribute;
      family.values = kept.names;
      family.rest = kept.rest;
      std::vector<std::vector<const PatternCounts*>> parts(kept.names.size());
      for (std::size_t s = at; s < end; ++s) {
        if (kept.row_of[s - at] != none) parts[kept.row_of[s - at]].push_back(&tally.slices[s].patterns);
      }
      for (const auto& part : parts) family.patterns.push_back(labels::sum_patterns(part));
      families.push_back(std::move(family));
    }
    at = end;
  }
  sort_by_attribute(families);
  return families;
}

}  // namespace assay::quality
