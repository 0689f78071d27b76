#include "app/snapshot_recipe.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/json_text.h"
#include "formats/attributes.h"
#include "labels/canonical.h"
#include "live/question_tally.h"
#include "store/job.h"

namespace assay::app {

using live::ProjectTable;
using nlohmann::json;

std::string recipe_json(const Recipe& recipe) {
  json out = {{"name", recipe.spec.name},
              {"seed", recipe.spec.seed},
              {"level", fmt::format("{}", recipe.spec.level)},
              {"by", recipe.spec.by},
              {"repeats", recipe.repeats}};
  if (recipe.schema_version != INT64_MAX) out["schema_version"] = recipe.schema_version;
  if (recipe.place) {
    out["place"] = {
        {"sequence", recipe.place->sequence}, {"gold", recipe.place->gold}, {"names", recipe.place->names}};
  }
  return json_text(out);
}

Result<Recipe> recipe_from(const std::string& text) {
  const json given = json_from<json>(text);
  if (!given.is_object()) {
    return Error{ErrorCode::internal, "the recipe of the snapshot is damaged", "snapshot"};
  }
  Recipe recipe;
  recipe.spec.name = given.value("name", "");
  recipe.spec.seed = given.value("seed", std::int64_t{1});
  const json level = json_from<json>(given.value("level", ""));
  if (level.is_number()) recipe.spec.level = level.get<double>();
  recipe.spec.by = given.value("by", std::vector<std::string>());
  recipe.repeats = given.value("repeats", std::int64_t{0});
  recipe.schema_version = given.value("schema_version", std::int64_t{INT64_MAX});
  if (given.contains("place")) {
    const json& place = given["place"];
    recipe.place = live::LogPlace{place.at("sequence"), place.at("gold"), place.at("names")};
  }
  return recipe;
}

namespace {

const domain::ItemAttribute* declared_as(const domain::Schema& schema, const std::string& name) {
  const auto found = std::find_if(schema.attributes.begin(), schema.attributes.end(),
                                  [&](const domain::ItemAttribute& each) { return each.name == name; });
  return found == schema.attributes.end() ? nullptr : &*found;
}

// A declared type decides; of the rest, how the values look.
void settle_attributes(labels::Table& table, const domain::Schema& schema) {
  std::vector<labels::Attribute> texts = std::move(table.item_attributes);
  table.item_attributes.clear();
  formats::Problems none;
  for (labels::Attribute& attribute : texts) {
    const domain::ItemAttribute* declared = declared_as(schema, attribute.name);
    if (declared == nullptr) {
      std::vector<labels::Attribute> one;
      one.push_back(std::move(attribute));
      formats::add_attributes(std::move(one), formats::AttributeOf::item, "", table, none);
      continue;
    }
    if (declared->type == "number") formats::read_as_numbers(attribute);
    table.item_attributes.push_back(std::move(attribute));
  }
  labels::align_attributes(table.item_attributes, table.items.size());
}

}  // namespace

std::map<std::string, live::SetAside> settle(labels::Table& table, const domain::Schema& schema) {
  live::Conditions conditions;
  conditions.set(schema, table);
  std::map<std::string, live::SetAside> out;
  const std::vector<live::SetAside> aside = conditions.set_aside(table);
  for (std::uint32_t code = 0; code < aside.size(); ++code)
    out.emplace(table.questions.name(code), aside[code]);
  settle_attributes(table, schema);
  labels::sort_codes(table);
  return out;
}

Result<Done> check_level(double level) {
  if (level > 0.5 && level < 1) return Done{};
  return Error{ErrorCode::invalid, "a level is 0.5 to 1", "level"};
}

Result<ProjectTable::Copy> table_of(Context& context, domain::ProjectId project, const Recipe& recipe) {
  if (!recipe.place) {
    Result<live::SharedTable> table = context.live.project(project);
    if (!table) return table.error();
    return table.value()->copy();
  }
  return context.database.read([&](store::Connection& connection) -> Result<ProjectTable::Copy> {
    Result<std::unique_ptr<ProjectTable>> table =
        ProjectTable::load(connection, project, {*recipe.place, recipe.schema_version, {}});
    if (!table) return table.error();
    return table.value()->copy();
  });
}

labels::QuestionOptions question_options(const labels::Table& table, const domain::Schema& schema,
                                         std::uint16_t question) {
  labels::QuestionOptions options;
  for (const domain::Question& known : schema.questions) {
    if (known.name != table.questions.name(question)) continue;
    options.kind = labels::kind_from_name(known.kind);
    for (const domain::Category& category : known.categories) options.order.push_back(category.name);
  }
  return live::occurring(table, question, options);
}

Result<domain::Snapshot> seen_by(store::Connection& connection, const Caller& caller, domain::SnapshotId id,
                                 Verb verb) {
  Result<domain::Snapshot> found = store::snapshot_by_id(connection, id);
  if (!found) return no_such("snapshot", found.error());
  if (auto may = allow(connection, caller, verb, found.value().project); !may) {
    return no_such("snapshot", may.error());
  }
  return found;
}

}  // namespace assay::app
