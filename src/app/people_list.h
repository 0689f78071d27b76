#pragma once
// People in bulk: a list in a CSV file is looked at, with every problem in its row and column, then applied
// whole or not at all; and the list as it stands, in the same columns, which changes nothing when it comes
// back. Nobody is taken out by being left out.
//
// docs/guides/people.md says what the columns mean. A person who is new is invited, where the caller may do
// so one by one: a server administrator in person. Cost: a few look-ups a row.

#include <string>
#include <string_view>
#include <vector>

#include "app/context.h"
#include "formats/problem.h"

namespace assay::app {

// Which list: the members of a project, with their teams where the caller leads them; an organisation's
// people and their teams; or those of one team.
struct PeopleList {
  enum class Of { project, organisation, team };
  Of of = Of::project;
  std::int64_t id = 0;
};

struct InvitedByList {
  std::string email;
  std::string secret;  // of the link; shown once
};
struct PeopleOutcome {
  bool applied = false;
  std::int64_t rows = 0, added = 0, changed = 0, unchanged = 0;  // of the file
  std::vector<std::string> invited;                              // addresses of people who are new
  std::vector<std::string> teams;                                // names of teams that are new
  std::vector<std::string> notes;                                // what is not used of the file
  formats::Problems problems;
  std::vector<InvitedByList> invitations;  // of who was invited, once applied
};

// look: what the list would do, nothing is changed. apply: the same done, with one event import_people; error
// `invalid` when there is any problem, and nothing is changed then either. No event where nothing changes.
enum class ListRun { look, apply };
Result<PeopleOutcome> put_people(Context& context, const Caller& caller, const PeopleList& list,
                                 std::string_view csv, ListRun run);

// Who is there now and, with teams, when: everybody active or invited. Cells that a spreadsheet would run are
// guarded.
Result<std::string> people_csv(Context& context, const Caller& caller, const PeopleList& list);

}  // namespace assay::app
