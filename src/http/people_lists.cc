// Lists of people as CSV: what one would change, that it does, and as they stand.

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "app/people_list.h"
#include "http/people_handlers.h"
#include "http/services.h"
#include "http/wire_values.h"

namespace assay::http {
namespace {

using ListOf = app::PeopleList::Of;

struct ListTag;
Result<app::PeopleList> list_named(const Call& call, ListOf of) {
  const auto id = path_id<ListTag>(call, "id");
  if (!id.ok()) return id.error();
  return app::PeopleList{of, id.value().value};
}

Json list_problem_json(const formats::Problem& problem) {
  return {{"row", problem.row > 0 ? Json(problem.row) : Json(nullptr)},
          {"column", problem.column.empty() ? Json(nullptr) : Json(problem.column)},
          {"message", problem.message}};
}

Json outcome_json(const app::PeopleOutcome& outcome) {
  Json problems = Json::array(), invitations = Json::array();
  for (const formats::Problem& each : outcome.problems.listed) problems.push_back(list_problem_json(each));
  for (const app::InvitedByList& each : outcome.invitations) {
    invitations.push_back({{"email", each.email}, {"token", each.secret}});
  }
  return {{"applied", outcome.applied},
          {"rows", outcome.rows},
          {"added", outcome.added},
          {"changed", outcome.changed},
          {"unchanged", outcome.unchanged},
          {"invited", outcome.invited},
          {"teams", outcome.teams},
          {"notes", outcome.notes},
          {"problem_count", outcome.problems.count},
          {"problems", std::move(problems)},
          {"invitations", std::move(invitations)}};
}

Answer put(const Call& call, ListOf of) {
  const auto list = list_named(call, of);
  if (!list.ok()) return error_answer(list.error());
  const std::string_view dry = query_value(call.request, "dry_run").value_or("false");
  if (dry != "true" && dry != "false") {
    return error_answer({ErrorCode::invalid, "dry_run is true or false", "dry_run"});
  }
  const app::ListRun run = dry == "true" ? app::ListRun::look : app::ListRun::apply;
  return answer_of(app::put_people(*call.services.app, caller_of(call), list.value(), call.request.body, run),
                   outcome_json);
}

Answer show(const Call& call, ListOf of, std::string_view noun) {
  const auto list = list_named(call, of);
  if (!list.ok()) return error_answer(list.error());
  const auto csv = app::people_csv(*call.services.app, caller_of(call), list.value());
  return download_answer(csv, "text/csv; charset=utf-8",
                         fmt::format("{}-{}-people.csv", noun, list.value().id));
}

}  // namespace

Answer put_members(const Call& call) { return put(call, ListOf::project); }
Answer put_people(const Call& call) { return put(call, ListOf::organisation); }
Answer put_team_members(const Call& call) { return put(call, ListOf::team); }
Answer download_members(const Call& call) { return show(call, ListOf::project, "project"); }
Answer download_people(const Call& call) { return show(call, ListOf::organisation, "organisation"); }
Answer download_team_members(const Call& call) { return show(call, ListOf::team, "team"); }

}  // namespace assay::http
