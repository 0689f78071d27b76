#pragma once
// What a snapshot is made from, and the table it saw. Inside app.

#include <map>
#include <optional>
#include <string>

#include "app/permissions.h"
#include "app/snapshots.h"
#include "domain/schema.h"
#include "labels/question.h"
#include "live/project_table.h"

namespace assay::app {

// Besides the record: what the job of a snapshot and its row carry.
struct Recipe {
  SnapshotSpec spec;
  std::optional<live::LogPlace> place;      // absent: as the project stands now
  std::int64_t schema_version = INT64_MAX;  // the latest up to it
  std::int64_t repeats = 0;                 // the snapshot that is made again; 0: none
};
std::string recipe_json(const Recipe& recipe);
Result<Recipe> recipe_from(const std::string& text);

// Of intervals.
Result<Done> check_level(double level);

// The project's table as the recipe saw it. Cost: a copy, or a pass over the record when the recipe has a
// place.
Result<live::ProjectTable::Copy> table_of(Context& context, domain::ProjectId project, const Recipe& recipe);

// For inspections: what conditions of questions set aside is taken out; names in their order; attributes that
// are declared as numbers, and undeclared ones that look like them, as numbers. What is no number in a column
// that is declared as one is missing. By question: what was set aside.
std::map<std::string, live::SetAside> settle(labels::Table& table, const domain::Schema& schema);

// Kind and order as the schema says, as far as they occur in the table.
labels::QuestionOptions question_options(const labels::Table& table, const domain::Schema& schema,
                                         std::uint16_t question);

// The snapshot, if the caller may `verb` its project; not_found otherwise.
Result<domain::Snapshot> seen_by(store::Connection& connection, const Caller& caller, domain::SnapshotId id,
                                 Verb verb);

}  // namespace assay::app
