#include "http/people_routes.h"

#include "app/people_file.h"
#include "http/people_handlers.h"

namespace assay::http {
namespace {

using enum Who;
using enum Scope;

constexpr ParameterRow dry_run{
    "dry_run", "boolean", "true: what the list would change and every problem of it; nothing is changed"};

Route put(std::string_view path, std::string_view summary, Handler handler) {
  return {"POST",
          path,
          summary,
          signed_in,
          write,
          "bytes",
          "PeopleOutcome",
          "",
          std::move(handler),
          app::people_bytes_max,
          {dry_run}};
}

Route download(std::string_view path, std::string_view summary, Handler handler) {
  return {.method = "GET",
          .path = path,
          .summary = summary,
          .handler = std::move(handler),
          .answer_type = "text/csv"};
}

void add_lists(std::vector<Route>& to) {
  to.push_back(download("/api/v1/projects/{id}/members/csv",
                        "The people of a project as CSV; a lead gets the own ones, with their teams",
                        download_members));
  to.push_back(
      put("/api/v1/projects/{id}/members/csv",
          "People of a project from a CSV: email,name,role,provider,adjudicates,team,from,until; all "
          "or nothing",
          put_members));
  to.push_back(download("/api/v1/organisations/{id}/people/csv",
                        "The people of an organisation and their teams as CSV, for its leads",
                        download_people));
  to.push_back(put("/api/v1/organisations/{id}/people/csv",
                   "People of an organisation and their teams from a CSV: email,name,team,from,until; all or "
                   "nothing",
                   put_people));
  to.push_back(
      download("/api/v1/teams/{id}/members/csv", "Who is and was in a team, as CSV", download_team_members));
  to.push_back(put("/api/v1/teams/{id}/members/csv",
                   "Memberships of a team from a CSV: email,name,from,until; all or nothing",
                   put_team_members));
}

void add_work(std::vector<Route>& to) {
  to.push_back({"GET", "/api/v1/projects/{id}/engagements/{engagement}/teams/{team}",
                "One team's work in an engagement: what its people did while they were in it", signed_in,
                read, "", "TeamView", "", show_team_work});
  to.push_back({"GET", "/api/v1/projects/{id}/work_times",
                "Quality by weekday, shift and part of the day, in the calendar of whoever worked", signed_in,
                read, "", "WorkTimes", "", show_work_times});
}

}  // namespace

void add_people_routes(std::vector<Route>& to) {
  add_lists(to);
  add_work(to);
}

}  // namespace assay::http
