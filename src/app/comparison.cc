#include "app/comparison.h"

#include <fmt/format.h>

#include <algorithm>

#include "app/snapshot_recipe.h"
#include "base/version.h"
#include "quality/inspect.h"
#include "store/project.h"

namespace assay::app {
namespace {

struct Side {
  domain::Snapshot snapshot;
  labels::Table table;
};

Result<domain::Snapshot> snapshot_of(Context& context, const Caller& caller, domain::ProjectId project,
                                     domain::SnapshotId id) {
  Result<domain::Snapshot> found = context.database.read(
      [&](store::Connection& connection) { return seen_by(connection, caller, id, Verb::see_snapshots); });
  if (found && found.value().project != project) {
    return Error{ErrorCode::not_found, "there is no such snapshot in this project", "snapshot"};
  }
  return found;
}

Result<Side> side_of(Context& context, domain::Snapshot snapshot, const domain::Schema& schema) {
  Result<Recipe> recipe = recipe_from(snapshot.options);
  if (!recipe) return recipe.error();
  recipe.value().schema_version = INT64_MAX;  // both sides by the names of today
  Result<live::ProjectTable::Copy> copy = table_of(context, snapshot.project, recipe.value());
  if (!copy) return copy.error();
  settle(copy.value().table, schema);
  return Side{std::move(snapshot), std::move(copy).value().table};
}

// The order of the schema, of what occurs on either side.
labels::QuestionOptions options_of(const Side& before, const Side& after, const domain::Schema& schema,
                                   std::uint16_t question_before, std::uint16_t question_after) {
  labels::QuestionOptions options = question_options(before.table, schema, question_before);
  const labels::QuestionOptions later = question_options(after.table, schema, question_after);
  const auto occurs = [&](const std::string& name) {
    return std::find(options.order.begin(), options.order.end(), name) != options.order.end() ||
           std::find(later.order.begin(), later.order.end(), name) != later.order.end();
  };
  std::vector<std::string> order;
  for (const domain::Question& known : schema.questions) {
    if (known.name != before.table.questions.name(question_before)) continue;
    for (const domain::Category& category : known.categories) {
      if (occurs(category.name)) order.push_back(category.name);
    }
  }
  options.order = std::move(order);
  return options;
}

quality::FileNote note_of(const char* role, const Side& side) {
  return {role,
          side.snapshot.name,
          "snapshot",
          fmt::format("as of row {}", side.snapshot.log_position),
          static_cast<std::int64_t>(side.table.row_count()),
          hex(side.snapshot.inputs_sha256)};
}

Result<std::vector<quality::QuestionComparison>> compare_questions(const Side& before, const Side& after,
                                                                   const domain::Schema& schema,
                                                                   const ComparisonSpec& spec) {
  quality::CompareOptions options;
  options.level = spec.level;
  options.seed = static_cast<std::uint64_t>(spec.seed);
  const Result<std::vector<std::uint16_t>> questions = quality::chosen_questions(before.table, "");
  if (!questions) return questions.error();
  std::vector<quality::QuestionComparison> out;
  for (const std::uint16_t code : questions.value()) {
    const std::string name(before.table.questions.name(code));
    const std::optional<std::uint32_t> other = after.table.questions.find(name);
    if (!other) continue;
    options.only_question = name;
    options.question = options_of(before, after, schema, code, static_cast<std::uint16_t>(*other));
    auto compared = quality::compare_tables(before.table, after.table, options);
    if (!compared) return compared.error();
    for (auto& each : compared.value()) out.push_back(std::move(each));
  }
  if (out.empty()) {
    return Error{ErrorCode::undefined, "the snapshots have no question in common", "snapshot"};
  }
  return out;
}

Result<Done> check_spec(const ComparisonSpec& spec) {
  if (spec.before == spec.after) {
    return Error{ErrorCode::invalid, "name two different snapshots", "after"};
  }
  return check_level(spec.level);
}

}  // namespace

Result<quality::Comparison> comparison(Context& context, const Caller& caller, domain::ProjectId project,
                                       const ComparisonSpec& spec) {
  Result<domain::Snapshot> first = snapshot_of(context, caller, project, spec.before);
  if (!first) return first.error();
  Result<domain::Snapshot> second = snapshot_of(context, caller, project, spec.after);
  if (!second) return second.error();
  if (auto checked = check_spec(spec); !checked) return checked.error();
  const Result<domain::Schema> schema = context.database.read(
      [&](store::Connection& connection) { return store::latest_schema(connection, project); });
  if (!schema) return schema.error();
  const Result<Side> before = side_of(context, std::move(first).value(), schema.value());
  if (!before) return before.error();
  const Result<Side> after = side_of(context, std::move(second).value(), schema.value());
  if (!after) return after.error();
  auto questions = compare_questions(before.value(), after.value(), schema.value(), spec);
  if (!questions) return questions.error();
  return quality::Comparison{version(),
                             static_cast<std::uint64_t>(spec.seed),
                             spec.level,
                             {note_of("before", before.value()), note_of("after", after.value())},
                             std::move(questions).value()};
}

}  // namespace assay::app
