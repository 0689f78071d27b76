#include "quality/people_histories.h"

#include <algorithm>

#include "base/parallel.h"
#include "quality/judged.h"

namespace assay::quality {
namespace {

constexpr double prior_weight =
    4;  // labels that the error rate of the category counts for, beside the item's

struct Truths {
  std::vector<std::uint32_t> of_item;
  std::vector<std::uint32_t> wrong, judged;  // labels of each item
  std::vector<double> category_rate;         // errors by true category
};

Truths truths_of(const Workspace& work) {
  const std::size_t items = work.votes.item_count();
  Truths out{std::vector<std::uint32_t>(items),
             std::vector<std::uint32_t>(items, 0),
             std::vector<std::uint32_t>(items, 0),
             {}};
  std::vector<double> wrong(work.votes.category_count, 0.5), judged(work.votes.category_count, 1);
  for (std::size_t item = 0; item < items; ++item) {
    const std::uint32_t truth = out.of_item[item] = item_truth(work, item);
    if (truth == labels::none) continue;
    for (std::uint64_t v = work.votes.item_begin[item]; v < work.votes.item_begin[item + 1]; ++v) {
      out.wrong[item] += work.votes.category[v] != truth ? 1U : 0U;
      ++out.judged[item];
    }
    wrong[truth] += out.wrong[item];
    judged[truth] += out.judged[item];
  }
  for (std::size_t k = 0; k < wrong.size(); ++k) out.category_rate.push_back(wrong[k] / judged[k]);
  return out;
}

void add_answer(const Workspace& work, const Truths& truths, std::size_t item, std::uint64_t v, History& to) {
  const std::uint32_t truth = truths.of_item[item];
  to.annotation.push_back(v);
  to.item.push_back(static_cast<std::uint32_t>(item));
  to.truth.push_back(truth);
  const bool wrong = truth != labels::none && work.votes.category[v] != truth;
  to.error.push_back(wrong ? 1 : 0);
  if (truth == labels::none) {
    to.expected.push_back(0);
    return;
  }
  const double others_wrong = static_cast<double>(truths.wrong[item]) - (wrong ? 1 : 0);
  const double others = static_cast<double>(truths.judged[item]) - 1;
  to.expected.push_back((others_wrong + prior_weight * truths.category_rate[truth]) /
                        (others + prior_weight));
}

template <class T>
void put_in_order(std::vector<T>& values, const std::vector<std::uint32_t>& order) {
  std::vector<T> moved;
  moved.reserve(values.size());
  for (const std::uint32_t at : order) moved.push_back(values[at]);
  values = std::move(moved);
}

struct Place {
  std::int64_t time = 0;
  std::uint32_t row = 0, at = 0;
};

void sort_history(const Workspace& work, History& history) {
  std::vector<Place> places(history.annotation.size());
  for (std::uint32_t at = 0; at < places.size(); ++at) {
    const std::uint64_t v = history.annotation[at];
    places[at] = {time_of(work, v), work.question.row[v], at};
  }
  std::sort(places.begin(), places.end(), [](const Place& a, const Place& b) {
    return a.time != b.time ? a.time < b.time : a.row < b.row;
  });
  std::vector<std::uint32_t> order(places.size());
  std::transform(places.begin(), places.end(), order.begin(), [](const Place& place) { return place.at; });
  put_in_order(history.annotation, order);
  put_in_order(history.item, order);
  put_in_order(history.truth, order);
  put_in_order(history.error, order);
  put_in_order(history.expected, order);
}

}  // namespace

std::uint32_t item_truth(const Workspace& work, std::size_t item) {
  const auto& gold = work.question.gold;
  if (!gold.empty() && gold[item] != labels::none) return gold[item];
  if (!work.beliefs || labels_on(work.votes, item) < 2) return labels::none;
  const std::uint32_t label = work.beliefs->choice().label[item];
  return label == stats::no_category ? labels::none : label;
}

std::int64_t time_of(const Workspace& work, std::uint64_t annotation) {
  const auto& times = work.table->time_us;
  return times.empty() ? labels::no_time : times[work.question.row[annotation]];
}

Histories histories_of(const Workspace& work) {
  const Truths truths = truths_of(work);
  Histories out;
  out.by_time = !work.table->time_us.empty();
  out.any_gold = work.question.counts.gold_on_annotated > 0;
  out.of.resize(work.table->annotators.size());
  for (std::size_t item = 0; item < work.votes.item_count(); ++item) {
    for (std::uint64_t v = work.votes.item_begin[item]; v < work.votes.item_begin[item + 1]; ++v) {
      const std::uint32_t annotator = work.votes.annotator[v];
      if (annotator < out.of.size()) add_answer(work, truths, item, v, out.of[annotator]);
    }
  }
  for_chunks(out.of.size(), 1, [&](Chunk chunk) { sort_history(work, out.of[chunk.index]); });
  return out;
}

}  // namespace assay::quality
