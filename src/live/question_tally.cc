#include "live/question_tally.h"

#include <algorithm>

#include "labels/category_order.h"

namespace assay::live {
namespace {

using labels::none;

labels::PatternCounts sorted_patterns(
    std::vector<std::pair<const std::vector<std::pair<std::uint32_t, std::uint32_t>>*, std::int64_t>> rows) {
  std::sort(rows.begin(), rows.end(), [](const auto& a, const auto& b) { return *a.first < *b.first; });
  labels::PatternCounts out;
  for (const auto& [pattern, items] : rows) {
    for (const auto& [category, count] : *pattern) {
      out.category.push_back(category);
      out.count.push_back(count);
    }
    out.pattern_begin.push_back(out.category.size());
    out.item_count.push_back(items);
  }
  return out;
}

}  // namespace

labels::QuestionOptions occurring(const labels::Table& table, std::uint16_t question,
                                  labels::QuestionOptions options) {
  if (options.order.empty()) return options;
  std::vector<bool> used(table.labels.size(), false);
  for (std::size_t row = 0; row < table.row_count(); ++row) {
    if (table.question[row] == question && table.label[row] != none) used[table.label[row]] = true;
  }
  for (const labels::GoldRow& gold : table.gold) {
    if (gold.question == question && gold.label != none) used[gold.label] = true;
  }
  std::erase_if(options.order, [&](const std::string& name) {
    const auto code = table.labels.find(name);
    return !code || !used[*code];
  });
  return options;
}

std::size_t QuestionTally::PatternHash::operator()(const Pattern& pattern) const {
  std::uint64_t hash = 0xCBF29CE484222325U;
  for (const auto& [category, count] : pattern) {
    hash = (hash ^ category) * 0x100000001B3U;
    hash = (hash ^ count) * 0x9E3779B97F4A7C15U;
    hash ^= hash >> 29;
  }
  return hash;
}

Result<QuestionTally> QuestionTally::make(const labels::Table& table, std::uint16_t question,
                                          const labels::QuestionOptions& options) {
  Result<labels::QuestionTable> made =
      labels::question_table(table, question, occurring(table, question, options));
  if (!made) return made.error();
  const labels::QuestionTable& q = made.value();
  QuestionTally out;
  out.kind_ = q.kind;
  out.categories_ = q.categories;
  out.numbers_ = q.category_number;
  out.counts_ = q.counts;
  out.category_of_.assign(table.labels.size(), none);
  for (const std::string& category : q.categories) {
    const std::uint32_t label = table.labels.find(category).value_or(none);
    if (label != none) out.category_of_[label] = static_cast<std::uint32_t>(out.label_of_.size());
    out.label_of_.push_back(label);
  }
  const labels::PatternCounts patterns = labels::count_patterns(q, {});
  for (std::size_t p = 0; p < patterns.size(); ++p) {
    Pattern pattern;
    for (std::uint64_t c = patterns.pattern_begin[p]; c < patterns.pattern_begin[p + 1]; ++c) {
      pattern.emplace_back(patterns.category[c], patterns.count[c]);
    }
    out.patterns_.emplace(std::move(pattern), patterns.item_count[p]);
  }
  for (std::size_t item = 0; item < q.gold.size(); ++item) {
    if (q.gold[item] == none) continue;
    ItemLabels given;
    for (std::uint64_t v = q.item_begin[item]; v < q.item_begin[item + 1]; ++v) {
      given.push_back(table.label[q.row[v]]);
    }
    out.count_gold(given, q.gold[item], 1);
  }
  return out;
}

bool QuestionTally::pattern_of(const ItemLabels& given, Pattern& out) const {
  std::vector<std::uint32_t> categories;
  for (const std::uint32_t label : given) {
    categories.push_back(category_of(label));
    if (categories.back() == none) return false;
  }
  std::sort(categories.begin(), categories.end());
  for (const std::uint32_t category : categories) {
    if (out.empty() || out.back().first != category) out.emplace_back(category, 0);
    ++out.back().second;
  }
  return true;
}

void QuestionTally::count_pattern(const Pattern& pattern, std::int64_t by) {
  if (pattern.empty()) return;
  const auto found = patterns_.try_emplace(pattern, 0).first;
  found->second += by;
  if (found->second == 0) patterns_.erase(found);
}

// gold is a category of the question.
void QuestionTally::count_gold(const ItemLabels& given, std::uint32_t gold, int sign) {
  if (given.empty()) return;
  double wrong = 0;
  for (const std::uint32_t label : given) {
    const std::uint32_t category = category_of(label);
    wrong += category == gold ? 0 : 1;
    gold_.cells[{gold, category}] += sign;
  }
  const auto amount = static_cast<double>(given.size());
  stats::ClusterSums& of_gold = gold_.by_gold[gold];
  if (sign > 0) {
    gold_.wrong.put_cluster(amount, wrong);
    of_gold.put_cluster(amount, wrong);
  } else {
    gold_.wrong.take_cluster(amount, wrong);
    of_gold.take_cluster(amount, wrong);
    if (of_gold.amount() <= 0) gold_.by_gold.erase(gold);
  }
}

bool QuestionTally::change(const ItemLabels& before, const ItemLabels& after, std::uint32_t gold_label) {
  Pattern old_pattern, new_pattern;
  if (!pattern_of(before, old_pattern) || !pattern_of(after, new_pattern)) return false;
  const std::uint32_t gold = gold_label == none ? none : category_of(gold_label);
  if (gold_label != none && gold == none) return false;
  count_pattern(old_pattern, -1);
  count_pattern(new_pattern, 1);
  if (gold != none) {
    counts_.gold_on_annotated +=
        static_cast<std::int64_t>(!after.empty()) - static_cast<std::int64_t>(!before.empty());
    count_gold(before, gold, -1);
    count_gold(after, gold, 1);
  }
  counts_.annotations += static_cast<std::int64_t>(after.size()) - static_cast<std::int64_t>(before.size());
  counts_.items += static_cast<std::int64_t>(!after.empty()) - static_cast<std::int64_t>(!before.empty());
  return true;
}

bool QuestionTally::is_used(std::uint32_t category) const {
  return std::any_of(patterns_.begin(), patterns_.end(), [&](const auto& each) {
    return std::any_of(each.first.begin(), each.first.end(),
                       [&](const auto& cell) { return cell.first == category; });
  });
}

bool QuestionTally::replace(const ItemPart& before, const ItemPart& after, std::uint32_t gold) {
  if (!change(before.labels, after.labels, gold)) return false;
  counts_.rows += after.rows - before.rows;
  counts_.skipped += after.skipped - before.skipped;
  counts_.repeated += after.repeated - before.repeated;
  counts_.anchored += after.anchored - before.anchored;
  set_aside_.answers += after.set_aside - before.set_aside;
  return std::all_of(before.said.begin(), before.said.end(), [&](std::uint32_t label) {
    const bool stays = std::find(after.said.begin(), after.said.end(), label) != after.said.end();
    return stays || is_used(category_of(label));
  });
}

bool QuestionTally::add_gold(const ItemLabels& given, std::uint32_t gold_label) {
  const std::uint32_t gold = category_of(gold_label);
  Pattern ignored;
  if (gold == none || !pattern_of(given, ignored)) return false;
  ++counts_.gold_items;
  counts_.gold_on_annotated += given.empty() ? 0 : 1;
  count_gold(given, gold, 1);
  return true;
}

void QuestionTally::count_row(const CountedRow& row) {
  ++counts_.rows;
  counts_.skipped += row.skipped ? 1 : 0;
  counts_.repeated += row.repeated ? 1 : 0;
  counts_.anchored += row.anchored && !row.skipped && !row.repeated ? 1 : 0;
}

void QuestionTally::renumber(const std::vector<std::uint32_t>& fresh) {
  std::unordered_map<Pattern, std::int64_t, PatternHash> patterns;
  for (const auto& [old, items] : patterns_) {
    Pattern pattern = old;
    for (auto& cell : pattern) cell.first = fresh[cell.first];
    std::sort(pattern.begin(), pattern.end());
    patterns.emplace(std::move(pattern), items);
  }
  patterns_.swap(patterns);
  std::map<std::uint32_t, stats::ClusterSums> by_gold;
  for (const auto& [gold, sums] : gold_.by_gold) by_gold.emplace(fresh[gold], sums);
  gold_.by_gold.swap(by_gold);
  std::map<std::pair<std::uint32_t, std::uint32_t>, std::int64_t> cells;
  for (const auto& [cell, count] : gold_.cells) cells[{fresh[cell.first], fresh[cell.second]}] = count;
  gold_.cells.swap(cells);
}

bool QuestionTally::extend(const labels::Dictionary& names, std::uint32_t label,
                           labels::QuestionOptions options) {
  std::vector<bool> used(names.size(), false);
  for (const std::uint32_t each : label_of_) used[each] = true;
  used[label] = true;
  std::erase_if(options.order, [&](const std::string& name) {
    const auto code = names.find(name);
    return !code || !used[*code];
  });
  Result<labels::CategoryPlan> planned = labels::plan_categories(names, used, options);
  if (!planned || planned.value().scale_undecided || planned.value().kind != kind_) return false;
  labels::CategoryPlan& plan = planned.value();
  std::vector<std::uint32_t> fresh;
  for (const std::uint32_t each : label_of_) fresh.push_back(plan.category_of[each]);
  renumber(fresh);
  categories_.clear();
  for (const std::uint32_t each : plan.label_code) categories_.emplace_back(names.name(each));
  numbers_ = std::move(plan.number);
  category_of_ = std::move(plan.category_of);
  label_of_ = std::move(plan.label_code);
  return true;
}

labels::Tally QuestionTally::tally(const labels::Table& table, std::uint16_t question) const {
  labels::Tally out;
  out.question = table.questions.name(question);
  out.kind = kind_;
  out.categories = categories_;
  out.category_number = numbers_;
  out.annotations = counts_.annotations;
  out.rows = counts_.rows;
  out.repeated = counts_.repeated;
  out.skipped = counts_.skipped;
  std::vector<std::pair<const Pattern*, std::int64_t>> rows;
  rows.reserve(patterns_.size());
  for (const auto& [pattern, items] : patterns_) rows.emplace_back(&pattern, items);
  out.patterns = sorted_patterns(std::move(rows));
  return out;
}

}  // namespace assay::live
