#pragma once
// What the categories of a question are and in which order, from the label texts alone.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "labels/dictionary.h"
#include "labels/question.h"

namespace assay::labels {

struct CategoryPlan {
  Kind kind = Kind::nominal;
  std::string reason;
  std::vector<std::uint32_t> label_code;   // category -> code in Table.labels
  std::vector<std::uint32_t> category_of;  // code in Table.labels -> category or none
  std::vector<double> number;
  std::vector<std::string> members;
  std::vector<std::vector<std::uint32_t>> member_sets;
  bool scale_undecided = false;  // small integers: nominal or ordinal is for the answers to say
};

// used[code] says which labels of the dictionary this question has (by annotations or gold).
Result<CategoryPlan> plan_categories(const Dictionary& labels, const std::vector<bool>& used,
                                     const QuestionOptions& options);

// The members of a label set written as a JSON array of strings; empty optional when it is not one.
std::optional<std::vector<std::string>> set_members(std::string_view label);

}  // namespace assay::labels
