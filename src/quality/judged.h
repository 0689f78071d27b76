#pragma once
// By what the annotations of a question are judged: gold where it covers enough items, else what the default
// model believes.

#include <cstdint>
#include <optional>
#include <string_view>

#include "quality/workspace.h"

namespace assay::quality {

enum class Judge { gold, model };

inline constexpr std::int64_t judging_gold_min = 20;  // annotated gold items; fewer judge nobody

// Labels that name something. Interval and ratio labels of more than dense_categories_max different values
// are measurements: asking whether one equals another, or which is the true one of them, makes no sense.
bool is_categorical(const labels::QuestionTable& question);

// Nothing when neither gold nor model can judge: no second label anywhere, or measurements.
std::optional<Judge> judge_of(const Workspace& work);
const char* judge_name(Judge judge);  // "gold", "model_posterior"

// A number of a name alone, the same everywhere: samples do not depend on the order of rows.
std::uint64_t name_key(std::string_view name);
std::uint64_t item_key(const Workspace& work, std::size_t item);

// Labels of an item in force.
inline std::size_t labels_on(const stats::Votes& votes, std::size_t item) {
  return votes.item_begin[item + 1] - votes.item_begin[item];
}

// The item's category by the judge (gold, or the label of the default model) or labels::none.
std::uint32_t true_category(const Workspace& work, Judge judge, std::size_t item);

}  // namespace assay::quality
