#include "app/projection.h"

#include <algorithm>

#include "app/snapshot_recipe.h"
#include "quality/inspect.h"
#include "store/project.h"

namespace assay::app {
namespace {

Result<std::uint16_t> question_of(const labels::Table& table, const std::string& asked) {
  const Result<std::vector<std::uint16_t>> questions = quality::chosen_questions(table, asked);
  if (!questions) return questions.error();
  for (const std::uint16_t question : questions.value()) {
    const bool has_gold = std::any_of(table.gold.begin(), table.gold.end(),
                                      [&](const auto& gold) { return gold.question == question; });
    if (has_gold) return question;
  }
  return Error{ErrorCode::undefined, "the project has no gold yet: import the verdicts on its pilot first",
               "gold"};
}

Result<Done> check(const quality::ProjectOptions& options) {
  if (auto level = check_level(options.level); !level) return level;
  if (!options.cluster.empty() && options.cluster != "annotator" && options.cluster != "batch") {
    return Error{ErrorCode::invalid, "a cluster is annotator or batch", "cluster"};
  }
  return Done{};
}

}  // namespace

Result<quality::ProductionProjection> projection(Context& context, const Caller& caller,
                                                 domain::ProjectId project, quality::ProjectOptions options) {
  const Result<domain::Schema> schema =
      context.database.read([&](store::Connection& connection) -> Result<domain::Schema> {
        if (auto may = allow(connection, caller, Verb::see_snapshots, project); !may) return may.error();
        return store::latest_schema(connection, project);
      });
  if (!schema) return schema.error();
  if (auto checked = check(options); !checked) return checked.error();
  Result<live::ProjectTable::Copy> copy = table_of(context, project, {});
  if (!copy) return copy.error();
  labels::Table& table = copy.value().table;
  if (table.row_count() == 0) {
    return Error{ErrorCode::undefined, "the project has no annotations yet: import some first", "project"};
  }
  settle(table, schema.value());
  const Result<std::uint16_t> question = question_of(table, options.only_question);
  if (!question) return question.error();
  options.only_question = table.questions.name(question.value());
  options.question = question_options(table, schema.value(), question.value());
  return quality::project_pilot(table, options);
}

}  // namespace assay::app
