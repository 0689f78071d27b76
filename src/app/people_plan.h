#pragma once
// What a list of people would change, found row by row against what stands, and done in one write. Problems
// are listed with row and column; an Error is the database's own.

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "app/invitations.h"
#include "app/member_rules.h"
#include "app/people_file.h"
#include "app/people_list.h"
#include "domain/organisation.h"
#include "domain/team.h"
#include "store/database.h"

namespace assay::app {

class PeoplePlan {
 public:
  // Asks for the right to change the list; to others it is not there.
  static Result<PeoplePlan> begin(store::Connection& connection, const Caller& caller, const PeopleList& list,
                                  std::int64_t now_us);
  Result<Done> take(const PeopleFile& file);
  // Writes what the rows change. Call where there is no problem.
  Result<Done> apply(store::Transaction& transaction);

  PeopleOutcome& outcome() { return outcome_; }
  // The hashes of what was changed, in order of the file.
  const std::vector<Digest>& leaves() const { return leaves_; }
  std::optional<domain::ProjectId> project() const;

 private:
  enum class Effect { unchanged, changed, added };
  // Cells that are right by themselves.
  struct Checked {
    const PeopleRow* row = nullptr;
    std::string email, name, team;
    std::optional<bool> adjudicates;  // absent: as it was
  };
  struct Person {
    domain::User user;  // no id: new, invited when the plan is applied
    domain::OrganisationId house;
  };
  struct PlannedTeam {
    domain::TeamId id;  // none: new
    domain::OrganisationId house;
    std::string name;
  };
  struct PlannedRole {
    std::size_t person = 0;
    domain::Member member;
  };
  struct PlannedMembership {
    enum class Act { none, insert, end };
    Act act = Act::none;
    std::size_t person = 0, team = 0;
    domain::Membership value;
  };
  // An organisation whose people or teams are touched.
  struct House {
    std::string zone;
    std::optional<Error> closed;                            // why its teams are not the caller's to change
    std::map<std::string, std::size_t, std::less<>> teams;  // by name, into teams_
    std::vector<domain::Membership> memberships;
  };
  struct RoleSaid {
    std::int64_t line = 0;
    std::string role, provider, adjudicates;
  };
  using MembershipKey = std::pair<std::size_t, std::size_t>;  // person, team

  PeoplePlan(store::Connection& connection, const Caller& caller, const PeopleList& list, std::int64_t now_us)
      : connection_(&connection), caller_(&caller), list_(list), now_us_(now_us) {}
  Result<Done> begin_project();
  Result<Done> begin_organisation(domain::OrganisationId organisation);
  Result<Done> begin_team();
  std::optional<Checked> checked(const PeopleRow& row);
  Result<Done> take_row(const PeopleRow& row);
  Result<Effect> effect_of(const Checked& row);
  // Whether the error was the row's, and is listed.
  bool list_problem(const PeopleRow& row, const Error& error);
  void problem(const PeopleRow& row, PeopleColumn column, std::string message);
  void note_unused(const PeopleFile& file);
  Result<House*> house_of(domain::OrganisationId id);
  Result<domain::EngagementId> engagement_of(const Checked& row) const;
  Result<domain::OrganisationId> organisation_of(domain::EngagementId engagement) const;
  Result<std::size_t> person_of(const Checked& row, domain::EngagementId engagement);
  const domain::Member* member_by_email(const std::string& email, domain::EngagementId engagement) const;
  std::size_t known_person(const Checked& row, domain::User user);
  Result<std::size_t> new_person(const Checked& row, domain::OrganisationId house, const Error& not_found);
  Result<Done> said_once(const Checked& row);
  Result<Effect> give_role(const Checked& row, std::size_t person, domain::EngagementId engagement);
  Result<Done> keep_an_owner(const domain::Member& before, const domain::Member& after);
  Result<Effect> put_into_team(const Checked& row, std::size_t person);
  Result<std::size_t> team_of(House& house, const Checked& row, domain::OrganisationId id);
  std::vector<PlannedMembership>& memberships_at(const House& house, MembershipKey key);
  Result<Effect> change_membership(PlannedMembership& found, const Checked& row,
                                   const std::optional<std::int64_t>& until);
  Result<Effect> add_membership(std::vector<PlannedMembership>& all, PlannedMembership added);
  void count(Effect effect);
  void leaf(const Checked& row, Effect effect);
  Result<Done> apply_people(store::Transaction& transaction);

  store::Connection* connection_;
  const Caller* caller_;
  PeopleList list_;
  std::int64_t now_us_;
  PeopleOutcome outcome_;
  std::vector<Digest> leaves_;
  std::array<bool, people_column_count> has_{};
  // Of a project.
  std::optional<Asking> asking_;
  std::vector<domain::Engagement> engagements_;
  std::map<std::int64_t, domain::Member> members_;  // by user
  std::map<std::string, std::int64_t> members_by_email_;
  std::int64_t owners_ = 0;
  // Of an organisation, or of a team, which has a name too.
  domain::OrganisationId organisation_;
  std::string team_;

  std::vector<Person> people_;
  std::map<std::string, std::size_t> by_email_;
  std::vector<PlannedTeam> teams_;
  std::map<std::int64_t, House> houses_;
  std::map<std::size_t, PlannedRole> roles_;  // by person: the last one said holds
  std::map<MembershipKey, std::vector<PlannedMembership>> memberships_;
  std::map<std::string, RoleSaid> roles_said_;             // by e-mail
  std::map<std::vector<std::string>, std::int64_t> said_;  // by e-mail, team and from: the row
};

}  // namespace assay::app
