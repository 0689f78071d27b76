#include "app/work_parts.h"

#include <algorithm>

#include "labels/tally.h"
#include "live/table_states.h"
#include "quality/agreement_plan.h"
#include "quality/slice_rows.h"
#include "stats/accuracy/clustered_rate.h"
#include "stats/interval/binomial.h"

namespace assay::app {
namespace {

using labels::none;

// One partition while questions are counted into it.
class PartCounting {
 public:
  explicit PartCounting(const Partition& partition)
      : partition_(partition),
        count_(static_cast<std::uint32_t>(partition.names.size())),
        right_(count_),
        judged_(count_),
        sums_(count_),
        parts_(count_) {
    for (std::uint32_t at = 0; at < count_; ++at) parts_[at].name = partition.names[at];
  }

  void take(const labels::QuestionTable& question) {
    std::vector<std::uint32_t> part(question.row.size());
    for (std::size_t at = 0; at < part.size(); ++at) part[at] = partition_.part_of_row[question.row[at]];
    const bool has_gold = !question.gold.empty();
    for (std::size_t item = 0; item < question.item_count(); ++item) {
      const std::uint32_t gold = has_gold ? question.gold[item] : none;
      for (std::size_t at = question.item_begin[item]; at < question.item_begin[item + 1]; ++at) {
        if (part[at] != none) count(question, item, at, part[at]);
        if (part[at] != none && gold != none) judge(part[at], question.category[at] == gold);
      }
      close_item();
    }
    agree(question, part);
  }

  std::vector<WorkPart> take_parts() {
    for (auto* keys : {&items_, &annotators_}) {
      std::sort(keys->begin(), keys->end());
      keys->erase(std::unique(keys->begin(), keys->end()), keys->end());
    }
    for (const std::uint64_t key : items_) ++parts_[key >> 32].items;
    for (const std::uint64_t key : annotators_) ++parts_[key >> 32].annotators;
    for (std::uint32_t at = 0; at < count_; ++at) parts_[at].accuracy = accuracy_of(sums_[at]);
    return std::move(parts_);
  }

 private:
  void count(const labels::QuestionTable& question, std::size_t item, std::size_t at, std::uint32_t part) {
    const std::uint64_t high = std::uint64_t{part} << 32;
    ++parts_[part].annotations;
    if (items_.empty() || items_.back() != (high | item)) items_.push_back(high | item);
    if (question.annotator[at] + 1 < question.annotator_count) {
      annotators_.push_back(high | question.annotator[at]);
    }
    if (annotators_.size() >= fold_at_) fold();
  }

  // There are many annotations and few annotators: what is kept of them stays small.
  void fold() {
    std::sort(annotators_.begin(), annotators_.end());
    annotators_.erase(std::unique(annotators_.begin(), annotators_.end()), annotators_.end());
    fold_at_ = std::max<std::size_t>(1 << 16, 2 * annotators_.size());
  }

  void judge(std::uint32_t part, bool is_right) {
    if (judged_[part] == 0) touched_.push_back(part);
    judged_[part] += 1;
    right_[part] += is_right ? 1 : 0;
  }

  void close_item() {
    for (const std::uint32_t part : touched_) {
      sums_[part].put_cluster(judged_[part], right_[part]);
      judged_[part] = right_[part] = 0;
    }
    touched_.clear();
  }

  void agree(const labels::QuestionTable& question, const std::vector<std::uint32_t>& part) {
    const std::uint32_t categories = question.category_count();
    quality::SliceScale scale{quality::values_of(question), categories,
                              quality::slice_scale(question.kind, categories)};
    const auto patterns = labels::count_patterns_by_annotation(question, part, count_);
    for (std::uint32_t at = 0; at < count_; ++at) {
      parts_[at].agreement.push_back({question.question, quality::slice_agreement(patterns[at], scale)});
    }
  }

  static Estimate accuracy_of(const stats::ClusterSums& sums) {
    if (sums.amount() <= 0) {
      return undefined_estimate(Status::insufficient, "accuracy", 0, "no answer in this part has gold");
    }
    // Of what was right, where app/overview counts what was wrong.
    return stats::rate_estimate(
        sums.hits(), sums.amount(), "accuracy",
        {.interval = stats::RateInterval::wilson, .n_min = 1, .n_effective = sums.effective_n()});
  }

  const Partition& partition_;
  std::uint32_t count_;
  std::vector<double> right_, judged_;  // of the item in hand
  std::vector<std::uint32_t> touched_;
  std::vector<stats::ClusterSums> sums_;
  std::vector<std::uint64_t> items_, annotators_;  // part and code
  std::size_t fold_at_ = 1 << 16;
  std::vector<WorkPart> parts_;
};

}  // namespace

Result<std::vector<std::vector<WorkPart>>> work_parts(const labels::Table& table,
                                                      const domain::Schema& schema,
                                                      std::span<const Partition> partitions) {
  std::vector<PartCounting> counting;
  counting.reserve(partitions.size());
  for (const Partition& each : partitions) counting.emplace_back(each);
  for (std::uint32_t code = 0; code < table.questions.size(); ++code) {
    const auto question = static_cast<std::uint16_t>(code);
    const labels::QuestionOptions options =
        live::occurring(table, question, live::options_of(schema, table, table.questions.name(code)));
    Result<labels::QuestionTable> made = labels::question_table(table, question, options);
    if (!made) return made.error();
    for (PartCounting& each : counting) each.take(made.value());
  }
  std::vector<std::vector<WorkPart>> out;
  for (PartCounting& each : counting) out.push_back(each.take_parts());
  return out;
}

std::vector<WorkPart> in_use(std::vector<WorkPart> parts) {
  std::erase_if(parts, [](const WorkPart& part) { return part.annotations == 0; });
  return parts;
}

}  // namespace assay::app
