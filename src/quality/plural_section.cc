// Where several answers may be right: how answers spread and whether groups of annotators agree among
// themselves. Methods 1.10. docs/methods/disagreement.md.

#include <algorithm>
#include <cmath>
#include <map>

#include "quality/agreement_plan.h"
#include "quality/chosen_distance.h"
#include "quality/sections.h"
#include "stats/agreement/agreement.h"

namespace assay::quality {
namespace {

constexpr std::size_t groups_max = 50;  // of an attribute; more values are no groups

void spread_of_answers(const Workspace& work, PluralSection& out) {
  std::map<std::int64_t, std::int64_t> different;
  const stats::Patterns& patterns = work.pattern_view;
  const double categories = std::max(2.0, static_cast<double>(patterns.category_count));
  for (std::size_t v = 0; v < patterns.pattern_count(); ++v) {
    double labels = 0, largest = 0, entropy = 0;
    for (std::size_t at = patterns.pattern_begin[v]; at < patterns.pattern_begin[v + 1]; ++at) {
      labels += patterns.count[at];
      largest = std::max(largest, static_cast<double>(patterns.count[at]));
    }
    if (labels < 2) continue;
    for (std::size_t at = patterns.pattern_begin[v]; at < patterns.pattern_begin[v + 1]; ++at) {
      const double share = patterns.count[at] / labels;
      entropy -= share * std::log(share) / std::log(categories);
    }
    const auto items = static_cast<double>(patterns.item_count[v]);
    out.items += patterns.item_count[v];
    out.mean_largest_share += items * largest / labels;
    out.mean_entropy += items * entropy;
    different[static_cast<std::int64_t>(patterns.pattern_begin[v + 1] - patterns.pattern_begin[v])] +=
        patterns.item_count[v];
  }
  if (out.items > 0) {
    out.mean_largest_share /= static_cast<double>(out.items);
    out.mean_entropy /= static_cast<double>(out.items);
  }
  out.different.assign(different.begin(), different.end());
}

// The question with the annotations of one group alone.
labels::QuestionTable group_table(const labels::QuestionTable& all, const labels::Attribute& attribute,
                                  std::uint32_t group) {
  labels::QuestionTable out;
  out.categories = all.categories;
  out.annotator_count = all.annotator_count;
  out.item_begin = {0};
  for (std::size_t item = 0; item + 1 < all.item_begin.size(); ++item) {
    for (std::uint64_t v = all.item_begin[item]; v < all.item_begin[item + 1]; ++v) {
      const std::uint32_t annotator = all.annotator[v];
      if (annotator >= attribute.code.size() || attribute.code[annotator] != group) continue;
      out.annotator.push_back(annotator);
      out.category.push_back(all.category[v]);
      out.row.push_back(all.row[v]);
    }
    out.item_begin.push_back(out.annotator.size());
  }
  return out;
}

GroupAgreement agreement_within(const Workspace& work, const labels::Attribute& attribute,
                                std::uint32_t group) {
  const labels::QuestionTable table = group_table(work.question, attribute, group);
  const labels::PatternCounts patterns = labels::count_patterns(table, {});
  stats::CategoryValues values = values_of(work.question);
  put_distance(work, values);
  const stats::Scale scale =
      work.options.distance ? work.options.distance->scale : headline_scale(work.question.kind);
  GroupAgreement out;
  out.attribute = attribute.name;
  out.group = std::string(attribute.values.name(group));
  std::vector<std::uint32_t> people = table.annotator;
  std::sort(people.begin(), people.end());
  out.annotators = std::unique(people.begin(), people.end()) - people.begin();
  out.within = stats::linearised_alpha(view_of(patterns, work.question.category_count()), values, scale,
                                       work.options.level);
  return out;
}

}  // namespace

// Cost: a pass over the annotations for every group.
void add_plural(const Workspace& work, QuestionInspection& out) {
  if (work.options.truth != Truth::plural) return;
  PluralSection section;
  spread_of_answers(work, section);
  for (const labels::Attribute& attribute : work.table->annotator_attributes) {
    if (attribute.type != labels::Attribute::Type::text || attribute.values.size() > groups_max) continue;
    for (std::uint32_t group = 0; group < attribute.values.size(); ++group)
      section.groups.push_back(agreement_within(work, attribute, group));
  }
  out.plural = std::move(section);
}

}  // namespace assay::quality
