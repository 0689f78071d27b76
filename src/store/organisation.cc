#include "store/organisation.h"

#include "store/values.h"

namespace assay::store {
namespace {

#define ASSAY_ORGANISATION_COLUMNS \
  "organisation_id, name, kind, state, time_zone, calendar, revision, created_at"

constexpr Statement add_organisation_row{
    "insert into organisation (name, kind, state, time_zone, calendar, created_at) values ($1, $2, $3, $4, "
    "$5, $6) returning organisation_id"};
constexpr Statement find_organisation{"select " ASSAY_ORGANISATION_COLUMNS
                                      " from organisation where organisation_id = $1"};
constexpr Statement list_organisations{"select " ASSAY_ORGANISATION_COLUMNS
                                       " from organisation order by name limit 1000"};
constexpr Statement edit{
    "update organisation set name = $3, time_zone = $4, calendar = $5, state = $6, revision = revision + 1 "
    "where organisation_id = $1 and revision = $2"};

#define ASSAY_TEAM_COLUMNS                                                                         \
  "t.team_id, t.organisation_id, t.name, t.created_at, (select count(*) from team_member m where " \
  "m.team_id = t.team_id and m.begins_at <= $2 and (m.ends_at is null or m.ends_at > $2))"

constexpr Statement add_team{
    "insert into team (organisation_id, name, created_at) values ($1, $2, $3) returning team_id"};
constexpr Statement find_team{"select " ASSAY_TEAM_COLUMNS " from team t where t.team_id = $1"};
constexpr Statement list_teams{"select " ASSAY_TEAM_COLUMNS
                               " from team t where t.organisation_id = $1 order by t.name limit 1000"};
constexpr Statement list_team_members{
    "select m.user_id, u.name, m.begins_at, m.ends_at from team_member m join user_account u on u.user_id = "
    "m.user_id where m.team_id = $1 order by m.begins_at desc, m.user_id limit 10000"};
constexpr Statement begin_member{
    "insert into team_member (team_id, user_id, begins_at) select $1, $2, $3 where not exists (select 1 from "
    "team_member where team_id = $1 and user_id = $2 and (ends_at is null or ends_at > $3))"};
constexpr Statement end_member{
    "update team_member set ends_at = $3 where team_id = $1 and user_id = $2 and begins_at <= $3 and "
    "(ends_at "
    "is null or ends_at > $3)"};
constexpr Statement drop_planned{
    "delete from team_member where team_id = $1 and user_id = $2 and begins_at > $3"};
constexpr Statement list_memberships{
    "select m.team_id, t.name, m.user_id, u.email, u.name, m.begins_at, m.ends_at from team t join "
    "team_member "
    "m on m.team_id = t.team_id join user_account u on u.user_id = m.user_id where t.organisation_id = $1 "
    "order by t.name, u.email, m.begins_at"};
constexpr Statement add_membership{
    "insert into team_member (team_id, user_id, begins_at, ends_at) values ($1, $2, $3, $4)"};
constexpr Statement change_end{
    "update team_member set ends_at = $4 where team_id = $1 and user_id = $2 and begins_at = $3"};

struct Read {
  domain::Organisation organisation;
  std::string calendar;
};

Read organisation_of(const Row& row) {
  Read out;
  out.organisation.id = {row.integer(0)};
  out.organisation.name = row.text(1);
  out.organisation.kind = row.text(2);
  out.organisation.state = row.text(3);
  out.organisation.calendar.time_zone = row.text(4);
  out.calendar = row.text(5);
  out.organisation.revision = row.integer(6);
  out.organisation.created_at = row.integer(7);
  return out;
}

Result<domain::Organisation> whole(Read read) {
  auto calendar = domain::calendar_from_json(read.calendar, read.organisation.calendar.time_zone);
  if (!calendar) return calendar.error();
  read.organisation.calendar = std::move(calendar).value();
  return std::move(read.organisation);
}

domain::Team team_of(const Row& row) {
  return {{row.integer(0)}, {row.integer(1)}, row.string(2), row.integer(3), row.integer(4)};
}

Error taken(const char* what) {
  return Error{ErrorCode::conflict, std::string("there is ") + what + " of this name already", "name"};
}

}  // namespace

Result<domain::OrganisationId> insert_organisation(Connection& connection,
                                                   const domain::Organisation& organisation) {
  const std::string calendar = domain::calendar_json(organisation.calendar);
  Result<std::int64_t> key =
      key_from(connection, add_organisation_row,
               {std::string_view(organisation.name), std::string_view(organisation.kind),
                std::string_view(organisation.state), std::string_view(organisation.calendar.time_zone),
                std::string_view(calendar), organisation.created_at});
  if (!key && key.error().code == ErrorCode::conflict) return taken("an organisation");
  if (!key) return key.error();
  return domain::OrganisationId{key.value()};
}

Result<domain::Organisation> organisation_by_id(Connection& connection, domain::OrganisationId id) {
  Result<Read> read = first_row<Read>(connection, find_organisation, {id.value}, organisation_of,
                                      "there is no such organisation");
  if (!read) return read.error();
  return whole(std::move(read).value());
}

Result<std::vector<domain::Organisation>> all_organisations(Connection& connection) {
  Result<std::vector<Read>> read = all_rows<Read>(connection, list_organisations, {}, organisation_of);
  if (!read) return read.error();
  std::vector<domain::Organisation> out;
  for (Read& each : read.value()) {
    Result<domain::Organisation> organisation = whole(std::move(each));
    if (!organisation) return organisation.error();
    out.push_back(std::move(organisation).value());
  }
  return out;
}

Result<bool> update_organisation(Connection& connection, const domain::Organisation& organisation) {
  const std::string calendar = domain::calendar_json(organisation.calendar);
  Result<std::int64_t> changed =
      connection.run(edit, {organisation.id.value, organisation.revision, std::string_view(organisation.name),
                            std::string_view(organisation.calendar.time_zone), std::string_view(calendar),
                            std::string_view(organisation.state)});
  if (!changed && changed.error().code == ErrorCode::conflict) return taken("an organisation");
  if (!changed) return changed.error();
  return changed.value() == 1;
}

Result<domain::TeamId> insert_team(Connection& connection, const domain::Team& team) {
  Result<std::int64_t> key =
      key_from(connection, add_team, {team.organisation.value, std::string_view(team.name), team.created_at});
  if (!key && key.error().code == ErrorCode::conflict) return taken("a team");
  if (!key) return key.error();
  return domain::TeamId{key.value()};
}

Result<domain::Team> team_by_id(Connection& connection, domain::TeamId id, std::int64_t now_us) {
  return first_row<domain::Team>(connection, find_team, {id.value, now_us}, team_of, "there is no such team");
}

Result<std::vector<domain::Team>> teams_of(Connection& connection, domain::OrganisationId organisation,
                                           std::int64_t now_us) {
  const Value values[] = {organisation.value, now_us};
  return all_rows<domain::Team>(connection, list_teams, values, team_of);
}

Result<std::vector<domain::TeamMember>> team_members(Connection& connection, domain::TeamId team) {
  const Value values[] = {team.value};
  return all_rows<domain::TeamMember>(connection, list_team_members, values, [](const Row& row) {
    return domain::TeamMember{{row.integer(0)}, row.string(1), row.integer(2), integer_or_none(row, 3)};
  });
}

Result<Done> begin_membership(Connection& connection, domain::TeamId team, domain::UserId user,
                              std::int64_t now_us) {
  Result<std::int64_t> added = connection.run(begin_member, {team.value, user.value, now_us});
  if (!added) return added.error();
  if (added.value() == 1) return Done{};
  return Error{ErrorCode::conflict, "the person is in this team already", "user"};
}

Result<bool> end_membership(Connection& connection, domain::TeamId team, domain::UserId user,
                            std::int64_t now_us) {
  Result<std::int64_t> ended = connection.run(end_member, {team.value, user.value, now_us});
  if (!ended) return ended.error();
  Result<std::int64_t> dropped = connection.run(drop_planned, {team.value, user.value, now_us});
  if (!dropped) return dropped.error();
  return ended.value() + dropped.value() > 0;
}

Result<std::vector<domain::Membership>> memberships_of(Connection& connection,
                                                       domain::OrganisationId organisation) {
  const Value values[] = {organisation.value};
  return all_rows<domain::Membership>(connection, list_memberships, values, [](const Row& row) {
    return domain::Membership{{row.integer(0)}, row.string(1),  {row.integer(2)},       row.string(3),
                              row.string(4),    row.integer(5), integer_or_none(row, 6)};
  });
}

Result<Done> insert_membership(Connection& connection, const domain::Membership& membership) {
  return done_of(connection.run(add_membership, {membership.team.value, membership.user.value,
                                                 membership.begins_at, or_null(membership.ends_at)}));
}

Result<Done> set_membership_end(Connection& connection, const domain::Membership& membership) {
  return done_of(connection.run(change_end, {membership.team.value, membership.user.value,
                                             membership.begins_at, or_null(membership.ends_at)}));
}

}  // namespace assay::store
