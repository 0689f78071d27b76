#include "quality/judged_rows.h"

#include <algorithm>

namespace assay::quality {
namespace {

constexpr float judged_doubt_min = 0.5F;  // of a label, below which it counts as right

// Is an item in the sample when only a share of them can be taken?
class ItemSample {
 public:
  explicit ItemSample(double share)
      : all_(share >= 1), limit_(static_cast<std::uint64_t>(share * 0x1p63) * 2) {}
  bool holds(std::uint64_t key) const { return all_ || key < limit_; }

 private:
  bool all_;
  std::uint64_t limit_;
};

// Against gold an annotation is wrong or right; against the model it is wrong by what the posterior leaves.
float error_of(const Workspace& work, Judge judge, std::size_t item, std::uint32_t given,
               std::uint32_t truth) {
  switch (judge) {
    case Judge::gold:
      return given == truth ? 0.0F : 1.0F;
    case Judge::model: {
      const auto doubt = static_cast<float>(1 - work.beliefs->fit().posterior.of(item, given));
      return doubt < judged_doubt_min ? 0.0F : std::min(doubt, 1.0F);
    }
  }
  return 0;
}

}  // namespace

std::size_t judged_count(const Workspace& work, Judge judge) {
  std::size_t count = 0;
  for (std::size_t item = 0; item < work.votes.item_count(); ++item) {
    if (true_category(work, judge, item) != labels::none) count += labels_on(work.votes, item);
  }
  return count;
}

JudgedRows judged_rows(const Workspace& work, Judge judge) {
  JudgedRows rows;
  const auto all = static_cast<double>(judged_count(work, judge));
  const ItemSample sample(static_cast<double>(judged_rows_max) / std::max(1.0, all));
  for (std::size_t item = 0; item < work.votes.item_count(); ++item) {
    const std::uint32_t truth = true_category(work, judge, item);
    if (truth == labels::none) continue;
    const std::uint64_t key = item_key(work, item);
    if (!sample.holds(key)) continue;
    for (std::uint64_t v = work.votes.item_begin[item]; v < work.votes.item_begin[item + 1]; ++v) {
      rows.annotation.push_back(v);
      rows.item.push_back(item);
      rows.cluster.push_back(key);
      rows.annotator.push_back(work.votes.annotator[v]);
      rows.truth.push_back(truth);
      rows.given.push_back(work.votes.category[v]);
      rows.error.push_back(error_of(work, judge, item, work.votes.category[v], truth));
    }
  }
  return rows;
}

}  // namespace assay::quality
