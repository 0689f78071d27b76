#include "app/pooling.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "base/text.h"

namespace assay::app {

void say_what_is_pooled(const live::PooledAnswers& pooled, quality::QuestionInspection& question) {
  std::vector<std::string> each;
  for (const auto& [version, answers] : pooled.versions) {
    question.schema_versions.push_back({version, answers});
    each.push_back(fmt::format("{} under version {}", grouped(answers), version));
  }
  question.unmapped = pooled.unmapped;
  if (each.size() > 1) {
    question.warnings.push_back(
        {"schema_versions_pooled",
         fmt::format("Answers given under several versions of the schema are counted together, categories "
                     "that were renamed or merged by their present names: {}.",
                     fmt::join(each, ", "))});
  }
  if (pooled.unmapped > 0) {
    question.warnings.push_back(
        {"unmapped_answers",
         fmt::format("{} answers name a category that was split since; they are in no estimate until "
                     "somebody labels their items again.",
                     grouped(pooled.unmapped))});
  }
}

}  // namespace assay::app
