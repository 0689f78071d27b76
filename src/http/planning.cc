// What is planned before labels are seen, what a pilot means for a production, and two snapshots compared.

#include "plans/planning.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <variant>

#include "app/comparison.h"
#include "app/projection.h"
#include "base/json_text.h"
#include "http/handlers.h"
#include "http/services.h"
#include "http/wire_values.h"
#include "render/comparison.h"
#include "render/planning.h"
#include "render/projection.h"

namespace assay::http {
namespace {

constexpr std::size_t plan_categories_max = 100;
constexpr std::int64_t count_max = 1'000'000'000'000;

// "error-max" of the command is error_max here.
std::string field_name(std::string_view option) {
  while (option.starts_with('-')) option.remove_prefix(1);
  std::string name(option);
  std::replace(name.begin(), name.end(), '-', '_');
  return name;
}

// Rates are texts, so that they are exact; a number is taken by its shortest digits.
void read_option(Fields& fields, const char* name, std::string& into) {
  const nlohmann::json* value = fields.any(name);
  if (value == nullptr) return;
  if (value->is_string()) {
    into = value->get<std::string>();
  } else if (value->is_number()) {
    into = json_text(*value);
  } else {
    fields.fail(name, "this is no text or number");
  }
}

void read_option(Fields& fields, const char* name, std::vector<std::string>& into) {
  into = fields.texts(name);
  if (into.size() > plan_categories_max) fields.fail(name, "name at most 100");
}

void read_option(Fields& fields, const char* name, double& into) {
  if (const auto value = fields.maybe_number(name)) into = *value;
}

void read_option(Fields& fields, const char* name, std::uint64_t& into) {
  const auto value = fields.maybe_integer(name);
  if (!value) return;
  if (*value < 0 || *value > count_max) fields.fail(name, "this is no count");
  into = static_cast<std::uint64_t>(std::max<std::int64_t>(*value, 0));
}

void read_option(Fields& fields, const char* name, bool& into) { into = fields.truth(name); }

std::int64_t count_field(Fields& fields, const char* name) {
  std::uint64_t value = 0;
  read_option(fields, name, value);
  return static_cast<std::int64_t>(value);
}

// Where an option is wrong, as this interface calls it.
Error named_as_field(Error error) {
  error.where = error.where == "WHAT" ? "what" : field_name(error.where);
  return error;
}

quality::ProjectOptions read_projection(Fields& fields) {
  quality::ProjectOptions options;
  options.items = count_field(fields, "items");
  options.batch_size = count_field(fields, "batch_size");
  options.only_question = fields.text_or("question", "");
  options.cluster = fields.text_or("cluster", "");
  options.rho = fields.maybe_number("rho");
  if (const std::int64_t limit = count_field(fields, "limit"); limit > 0) options.limit = limit;
  options.level = fields.maybe_number("level").value_or(0.95);
  read_option(fields, "seed", options.seed);
  return options;
}

Result<app::ComparisonSpec> comparison_asked(const Call& call) {
  const auto before = id_from(query_value(call.request, "before").value_or(""));
  const auto after = id_from(query_value(call.request, "after").value_or(""));
  if (!before || !after) {
    return Error{ErrorCode::invalid, "name two snapshots by their ids", before ? "after" : "before"};
  }
  app::ComparisonSpec spec;
  spec.before = {*before};
  spec.after = {*after};
  return spec;
}

}  // namespace

Answer make_plan(const Call& call) {
  const auto kind = plans::plan_kind(std::string(path_value(call.request, "what")));
  if (!kind.ok()) return error_answer({ErrorCode::not_found, kind.error().message, "what"});
  plans::PlanOptions options;
  if (auto wrong = read_body(call, [&](Fields& fields) {
        for (const plans::PlanOption& row : plans::plan_options()) {
          const std::string name = field_name(row.name);
          std::visit([&](const auto field) { read_option(fields, name.c_str(), options.*field); }, row.field);
        }
      })) {
    return *std::move(wrong);
  }
  const auto planning = plans::make_plan(*kind.value(), options);
  if (!planning.ok()) return error_answer(named_as_field(planning.error()));
  return json_answer(render::planning_json(planning.value()));
}

Answer project_production(const Call& call) {
  const auto id = path_id<domain::ProjectTag>(call, "id");
  if (!id.ok()) return error_answer(id.error());
  quality::ProjectOptions options;
  if (auto wrong = read_body(call, [&](Fields& fields) { options = read_projection(fields); })) {
    return *std::move(wrong);
  }
  const auto projected = app::projection(*call.services.app, caller_of(call), id.value(), options);
  if (!projected.ok()) return error_answer(named_as_field(projected.error()));
  return json_answer(render::projection_json(projected.value()));
}

Answer compare_snapshots(const Call& call) {
  const auto id = path_id<domain::ProjectTag>(call, "id");
  if (!id.ok()) return error_answer(id.error());
  const auto spec = comparison_asked(call);
  if (!spec.ok()) return error_answer(spec.error());
  const auto compared = app::comparison(*call.services.app, caller_of(call), id.value(), spec.value());
  if (!compared.ok()) return error_answer(named_as_field(compared.error()));
  return json_answer(render::comparison_json(compared.value()));
}

}  // namespace assay::http
