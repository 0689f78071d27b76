#include <fmt/format.h>

#include <algorithm>
#include <numeric>
#include <unordered_map>

#include "quality/judged.h"
#include "quality/sections.h"
#include "stats/accuracy/confusion.h"

namespace assay::quality {
namespace {

constexpr std::size_t matrix_max = 60;  // categories of the matrix in the document
constexpr std::size_t pair_max = 20;

stats::AccuracyTable against_gold(const Workspace& work) {
  std::vector<std::uint32_t> given, truth;
  std::vector<std::uint64_t> items;
  for (std::size_t item = 0; item < work.question.gold.size(); ++item) {
    if (work.question.gold[item] == labels::none) continue;
    for (std::uint64_t v = work.votes.item_begin[item]; v < work.votes.item_begin[item + 1]; ++v) {
      given.push_back(work.votes.category[v]);
      truth.push_back(work.question.gold[item]);
      items.push_back(item);
    }
  }
  stats::AccuracyOptions options;
  options.level = work.options.level;
  return stats::accuracy_table({given, truth, items, {}}, work.votes.category_count, options);
}

stats::AccuracyTable against_model(const Workspace& work) {
  stats::AccuracyOptions options;
  options.level = work.options.level;
  options.method = "model_posterior";
  return stats::expected_accuracy_table(work.votes, work.beliefs->fit().posterior, options);
}

// The categories of the matrix: those with the most errors when there are too many, in category order.
std::vector<std::uint32_t> matrix_categories(const stats::AccuracyTable& table) {
  std::vector<std::uint32_t> codes(table.by_category.size());
  std::iota(codes.begin(), codes.end(), 0U);
  if (codes.size() <= matrix_max) return codes;
  std::vector<double> weight(codes.size(), 0);
  for (const auto& cell : table.cells) {
    if (cell.truth == cell.given) continue;
    weight[cell.truth] += cell.count;
    weight[cell.given] += cell.count;
  }
  std::stable_sort(codes.begin(), codes.end(), [&](auto a, auto b) { return weight[a] > weight[b]; });
  codes.resize(matrix_max);
  std::sort(codes.begin(), codes.end());
  return codes;
}

void fill_matrix(const Workspace& work, const stats::AccuracyTable& table, AccuracySection& section) {
  const std::vector<std::uint32_t> codes = matrix_categories(table);
  std::unordered_map<std::uint32_t, std::size_t> place;
  for (const std::uint32_t code : codes) {
    place.emplace(code, section.categories.size());
    section.categories.push_back(work.question.categories[code]);
  }
  section.counts.assign(codes.size(), std::vector<double>(codes.size(), 0));
  for (const auto& cell : table.cells) {
    const auto truth = place.find(cell.truth), given = place.find(cell.given);
    if (truth != place.end() && given != place.end())
      section.counts[truth->second][given->second] = cell.count;
  }
}

// Rows of category_rows by name; made here when nothing else has made them.
std::unordered_map<std::string, std::size_t> rows_by_name(const Workspace& work, QuestionInspection& out) {
  if (out.category_rows.empty()) {
    double all = 0;
    for (const std::int64_t count : out.data.category_counts) all += static_cast<double>(count);
    for (std::size_t k = 0; k < work.question.categories.size(); ++k) {
      CategoryRow row;
      row.category = work.question.categories[k];
      row.labels = k < out.data.category_counts.size() ? out.data.category_counts[k] : 0;
      row.share = all > 0 ? static_cast<double>(row.labels) / all : 0;
      out.category_rows.push_back(std::move(row));
    }
  }
  std::unordered_map<std::string, std::size_t> place;
  for (std::size_t at = 0; at < out.category_rows.size(); ++at)
    place.emplace(out.category_rows[at].category, at);
  return place;
}

// Worst first: by the upper end of what the error may be, borrowing from the other categories, so that a
// category with three labels does not head the list by luck.
void fill_categories(const Workspace& work, const stats::AccuracyTable& table, const char* against,
                     QuestionInspection& out) {
  const auto place = rows_by_name(work, out);
  std::vector<double> sorting(out.category_rows.size(), -1);
  for (std::size_t k = 0; k < table.by_category.size(); ++k) {
    const auto found = place.find(work.question.categories[k]);
    if (found == place.end()) continue;
    CategoryRow& row = out.category_rows[found->second];
    const stats::CategoryRates& rates = table.by_category[k];
    row.precision = rates.precision;
    row.recall = rates.recall;
    row.error = rates.error_of_true;
    row.error_shrunk = rates.error_of_true_shrunk;
    row.against = against;
    if (rates.true_count > 0) sorting[found->second] = rates.error_of_true_sorting;
  }
  std::vector<std::size_t> order(out.category_rows.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](auto a, auto b) { return sorting[a] > sorting[b]; });
  std::vector<CategoryRow> sorted;
  for (const std::size_t at : order) sorted.push_back(std::move(out.category_rows[at]));
  out.category_rows = std::move(sorted);
}

// Nothing is known of right and wrong: said in every row, so that nobody takes an empty value for a good one.
void leave_unjudged(QuestionInspection& out) {
  const std::string why =
      fmt::format("fewer than {} gold items, and no item with two labels to judge by", judging_gold_min);
  for (CategoryRow& row : out.category_rows) {
    for (Estimate* estimate : {&row.precision, &row.recall, &row.error, &row.error_shrunk})
      *estimate = undefined_estimate(Status::insufficient, "not_judged", 0, why);
  }
}

}  // namespace

void add_accuracy(const Workspace& work, QuestionInspection& out) {
  const std::optional<Judge> judge = judge_of(work);
  if (!judge) return leave_unjudged(out);
  const stats::AccuracyTable table = *judge == Judge::gold ? against_gold(work) : against_model(work);
  AccuracySection section;
  section.against = judge_name(*judge);
  section.overall = table.accuracy;
  for (std::size_t k = 0; k < table.by_category.size(); ++k) {
    const stats::CategoryRates& rates = table.by_category[k];
    section.by_category.push_back(
        {work.question.categories[k], rates.true_count, rates.precision, rates.recall, rates.error_of_true});
  }
  fill_matrix(work, table, section);
  for (const auto& pair : stats::confused_pairs(table, pair_max, work.options.level)) {
    section.pairs.push_back(
        {work.question.categories[pair.truth], work.question.categories[pair.given], pair.count, pair.share});
  }
  out.accuracy = std::move(section);
  fill_categories(work, table, judge_name(*judge), out);
}

}  // namespace assay::quality
