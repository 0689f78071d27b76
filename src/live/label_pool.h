#pragma once
// The labels of a project under its latest schema, whatever version they were given under, and how many
// answers came under each version.

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "domain/label_history.h"
#include "labels/table.h"

namespace assay::live {

// Under which versions of the schema the answers to a question came that are counted together, and how many
// are not, because their category was split since.
struct PooledAnswers {
  std::vector<std::pair<std::int64_t, std::int64_t>> versions;  // version, answers; those that have any
  std::int64_t unmapped = 0;
};

class LabelPool {
 public:
  // Before anything is counted.
  void set_history(domain::LabelHistory history) { history_ = std::move(history); }
  const domain::LabelHistory& history() const { return history_; }
  void question_added() { counted_.emplace_back(); }

  struct Given {
    std::size_t step = 0;  // of the history
    std::uint16_t question = 0;
    std::uint32_t label = 0;
  };
  // The code of a name under the latest schema, made when it is new.
  using CodeOf = std::function<std::uint32_t(std::string_view name)>;
  // The label as the latest schema calls it; nothing when its category was split since. Cost: a look-up, the
  // first time a parse for sets.
  std::optional<std::uint32_t> now(const Given& given, const labels::Table& names, const CodeOf& code_of);

  // An answer was counted, or left out because its category was split.
  void count(std::uint16_t question, std::size_t step);
  void count_unmapped(std::uint16_t question) { ++counted_[question].unmapped; }
  PooledAnswers answers(std::uint16_t question) const;
  std::size_t question_count() const { return counted_.size(); }

 private:
  struct Counted {
    std::vector<std::int64_t> by_step;
    std::int64_t unmapped = 0;
  };

  domain::LabelHistory history_;
  std::vector<Counted> counted_;  // per question
  std::map<std::tuple<std::size_t, std::uint16_t, std::uint32_t>, std::optional<std::uint32_t>> known_;
};

}  // namespace assay::live
