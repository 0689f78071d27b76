#include "quality/gate_draw.h"

#include <fmt/format.h>

#include <algorithm>

namespace assay::quality {
namespace {

using labels::none;

// The label that most annotations of an item give; none when two share the first place.
std::uint32_t most_given(const labels::QuestionTable& question, std::size_t item) {
  const auto begin = question.category.begin() + static_cast<std::ptrdiff_t>(question.item_begin[item]);
  const auto end = question.category.begin() + static_cast<std::ptrdiff_t>(question.item_begin[item + 1]);
  std::vector<std::uint32_t> given(begin, end);
  std::sort(given.begin(), given.end());
  std::uint32_t best = none;
  std::ptrdiff_t most = 0;
  for (auto at = given.begin(); at != given.end();) {
    const auto next = std::upper_bound(at, given.end(), *at);
    if (next - at > most) {
      most = next - at;
      best = *at;
    } else if (next - at == most) {
      best = none;
    }
    at = next;
  }
  return best;
}

}  // namespace

Result<GateDraw> gate_draw(const labels::Table& table, const labels::QuestionTable& question) {
  if (question.gold.empty()) {
    return Error{ErrorCode::invalid, "no gold answers this question; name trusted verdicts with --gold", ""};
  }
  GateDraw draw;
  draw.delivered_count.assign(question.category_count(), 0);
  std::vector<std::uint32_t> delivered(question.item_count(), none);
  for (std::size_t item = 0; item < question.item_count(); ++item) {
    if (question.item_begin[item] == question.item_begin[item + 1]) continue;
    ++draw.delivered_items;
    delivered[item] = most_given(question, item);
    if (delivered[item] != none) ++draw.delivered_count[delivered[item]];
  }
  const auto code = table.questions.find(question.question);
  std::vector<bool> seen(question.item_count(), false);
  for (const labels::GoldRow& gold : table.gold) {
    if (!code || gold.question != *code || question.gold[gold.item] == none || seen[gold.item]) continue;
    seen[gold.item] = true;
    DrawnItem drawn{gold.item, delivered[gold.item]};
    const bool annotated = question.item_begin[gold.item] < question.item_begin[gold.item + 1];
    drawn.judgement.undecided = drawn.delivered == none;
    drawn.judgement.wrong = drawn.delivered != none && drawn.delivered != question.gold[gold.item];
    draw.ties += drawn.delivered == none && annotated;
    draw.missing += !annotated;
    draw.items.push_back(drawn);
  }
  return draw;
}

Result<Done> set_clusters(const labels::Table& table, const labels::QuestionTable& question,
                          const std::string& cluster, GateDraw& draw) {
  const bool by_batch = cluster == "batch";
  if (by_batch && table.batch.empty()) {
    return Error{ErrorCode::invalid, "the plan's clusters are batches, and the labels name none", "LABELS"};
  }
  for (DrawnItem& drawn : draw.items) {
    const std::uint64_t begin = question.item_begin[drawn.item];
    const std::uint64_t end = question.item_begin[drawn.item + 1];
    // What was not delivered belongs to nobody: all of it is one cluster.
    std::uint32_t code = by_batch ? table.batches.size() : question.annotator_count;
    if (begin < end) {
      if (!by_batch && end - begin > 1) {
        return Error{
            ErrorCode::invalid,
            fmt::format("item {} has several annotators, so that no one annotator is its cluster; plan "
                        "with --cluster batch",
                        table.items.name(drawn.item)),
            "LABELS"};
      }
      code = by_batch ? table.batch[question.row[begin]] : question.annotator[begin];
      if (code == none) code = table.batches.size();
    }
    drawn.judgement.cluster = code;
  }
  return Done{};
}

}  // namespace assay::quality
