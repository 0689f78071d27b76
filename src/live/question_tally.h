#pragma once
// What is counted of one question while annotations arrive: patterns of items, categories, answers against
// gold. Each change costs the labels of one item; what is read from it costs the patterns, never the items.

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "labels/question.h"
#include "labels/table.h"
#include "labels/tally.h"
#include "live/conditions.h"
#include "stats/accuracy/clustered_rate.h"

namespace assay::live {

// The options without the ordered categories that the question's rows and gold do not use: a schema may name
// more than occur. Cost: a pass over the rows.
labels::QuestionOptions occurring(const labels::Table& table, std::uint16_t question,
                                  labels::QuestionOptions options);

// The labels in force on one item, as codes of the table.
using ItemLabels = std::vector<std::uint32_t>;

struct CountedRow {
  bool skipped = false, repeated = false, anchored = false;
};

// What one item's rows say of a question.
struct ItemPart {
  ItemLabels labels;  // in force
  ItemLabels said;    // those and what repeats them: each is a category
  std::int64_t rows = 0, skipped = 0, repeated = 0, anchored = 0;
  std::int64_t set_aside = 0;  // by the question's condition; in no other number
};

class QuestionTally {
 public:
  // From the table as it stands: the same counts as an inspection makes.
  static Result<QuestionTally> make(const labels::Table& table, std::uint16_t question,
                                    const labels::QuestionOptions& options);

  // An item's labels in force were `before` and are `after`; gold is its trusted label or labels::none.
  // False when a label is none of the question's categories: extend first.
  bool change(const ItemLabels& before, const ItemLabels& after, std::uint32_t gold);
  // The same of an item of which more may have changed than its labels. False also when a category is used no
  // longer: then the tally is to be made anew. Cost besides: where a label has gone, a pass over the
  // patterns.
  bool replace(const ItemPart& before, const ItemPart& after, std::uint32_t gold);
  // The item has trusted label `gold` from now on and had none; false as above.
  bool add_gold(const ItemLabels& labels, std::uint32_t gold_label);
  void count_row(const CountedRow& row);
  // A label that the question has not had becomes a category. False when that changes how all the others are
  // to be read (another kind, another scale): make it anew. Cost: the categories and the patterns.
  bool extend(const labels::Dictionary& labels, std::uint32_t label, labels::QuestionOptions options);

  // What the question's condition sets aside: found when the tally was made; answers follow by replace().
  void note_set_aside(std::int64_t answers, std::int64_t gold) { set_aside_ = {answers, gold, 0}; }
  const SetAside& set_aside() const { return set_aside_; }

  // As a tally whose pattern cells are categories.
  labels::Tally tally(const labels::Table& table, std::uint16_t question) const;

  struct GoldCounts {
    stats::ClusterSums wrong;                             // of all answers on items with gold
    std::map<std::uint32_t, stats::ClusterSums> by_gold;  // the same per trusted category
    std::map<std::pair<std::uint32_t, std::uint32_t>, std::int64_t> cells;  // (gold, given): answers
  };
  const GoldCounts& gold() const { return gold_; }
  const labels::QuestionCounts& counts() const { return counts_; }
  const std::vector<std::string>& categories() const { return categories_; }
  // The category of a label code; none when the question has no such category.
  std::uint32_t category_of(std::uint32_t label) const {
    return label < category_of_.size() ? category_of_[label] : labels::none;
  }

 private:
  using Pattern = std::vector<std::pair<std::uint32_t, std::uint32_t>>;  // (category, count) ascending
  struct PatternHash {
    std::size_t operator()(const Pattern& pattern) const;
  };
  bool pattern_of(const ItemLabels& labels, Pattern& out) const;
  void count_pattern(const Pattern& pattern, std::int64_t by);
  void count_gold(const ItemLabels& labels, std::uint32_t gold, int sign);
  bool is_used(std::uint32_t category) const;
  void renumber(const std::vector<std::uint32_t>& fresh);

  labels::Kind kind_ = labels::Kind::nominal;
  std::vector<std::string> categories_;
  std::vector<double> numbers_;
  std::vector<std::uint32_t> category_of_;  // of a label code
  std::vector<std::uint32_t> label_of_;     // of a category
  std::unordered_map<Pattern, std::int64_t, PatternHash> patterns_;
  labels::QuestionCounts counts_;
  SetAside set_aside_;
  GoldCounts gold_;
};

}  // namespace assay::live
