#pragma once
// Which team each annotation counts for: the one its annotator was in when it was made. Inside app.
//
// An annotator is the member who was told to annotate under that name; else the person of the provider whose
// e-mail address the name is, in any case of letters; else the one person of exactly that name.
// docs/decisions/0050-teams-of-annotations.md.

#include <cstdint>
#include <string>
#include <vector>

#include "app/work_parts.h"
#include "domain/team.h"
#include "live/project_table.h"
#include "store/connection.h"

namespace assay::app {

class TeamBook {
 public:
  // Of the organisation's annotators in the project.
  static Result<TeamBook> read(store::Connection& connection, domain::ProjectId project,
                               domain::OrganisationId organisation, std::int64_t now_us);

  const std::vector<domain::Team>& teams() const { return teams_; }
  // Rows by team, in their order, then those of whoever was in none, then those that say no time.
  Partition partition(const live::ProjectTable& project, const labels::Table& table) const;
  // Annotators of the table who are no person that the organisation has here: their rows are in no team.
  std::int64_t unknown_annotators(const live::ProjectTable& project, const labels::Table& table) const;

 private:
  struct Span {
    std::uint32_t team = 0;
    domain::Membership membership;
  };
  struct Annotator {
    std::int64_t key = 0;
    bool is_person = false;
    std::vector<Span> spans;  // the one that began last comes first
  };
  // By code of the table; null: none of the organisation's.
  std::vector<const Annotator*> by_code(const live::ProjectTable& project, const labels::Table& table) const;

  std::vector<domain::Team> teams_;
  std::vector<Annotator> annotators_;
};

inline constexpr const char* in_no_team = "in no team";

}  // namespace assay::app
