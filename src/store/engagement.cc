#include "store/engagement.h"

#include "store/annotator_identity.h"
#include "store/user.h"
#include "store/values.h"

namespace assay::store {
namespace {

#define ASSAY_ENGAGEMENT                                                                               \
  "select e.engagement_id, e.project_id, e.organisation_id, o.name, e.provider_id, t.value, e.state, " \
  "e.created_at, e.ended_at from engagement e join organisation o on o.organisation_id = "             \
  "e.organisation_id join term t on t.term_id = e.provider_id where e.project_id = $1"

constexpr Statement add_engagement_row{
    "insert into engagement (project_id, organisation_id, provider_id, state, created_at, created_by) values "
    "($1, $2, $3, $4, $5, $6) returning engagement_id"};
constexpr Statement find_engagement{ASSAY_ENGAGEMENT " and e.engagement_id = $2"};
constexpr Statement list_engagements{ASSAY_ENGAGEMENT " order by e.engagement_id"};
constexpr Statement set_state{
    "update engagement set state = $3, ended_at = $4 where engagement_id = $1 and state = $2"};

#define ASSAY_MEMBER                                                                                       \
  "select m.user_id, u.name, u.email, u.organisation_id, o.name, m.role, m.engagement_id, m.adjudicates, " \
  "m.created_at, n.sealed_name, m.annotator_id from project_member m join user_account u on u.user_id = "  \
  "m.user_id "                                                                                             \
  "join organisation o on o.organisation_id = u.organisation_id left join annotator_identity n on "        \
  "n.annotator_id = m.annotator_id where m.project_id = $1"

constexpr Statement find_provider_person{
    "select u.user_id from user_account u join organisation o on o.organisation_id = u.organisation_id where "
    "u.email = $1 and u.organisation_id = $2 and u.state in ('active', 'invited')"};
constexpr Statement find_client{
    "select u.user_id from user_account u join organisation o on o.organisation_id = u.organisation_id where "
    "u.email = $1 and o.kind = 'client' and u.state in ('active', 'invited')"};
constexpr Statement find_role_anywhere{
    "select 1 from project_member m left join engagement e on e.engagement_id = m.engagement_id where "
    "m.user_id = $1 and m.role = $2 and (e.state is null or e.state <> 'ended') limit 1"};
constexpr Statement find_standing{
    "select m.role, m.engagement_id, e.provider_id, e.organisation_id, t.value, e.state, p.data_class, "
    "p.purpose "
    "from project_member m join project p on p.project_id = m.project_id left join engagement e on "
    "e.engagement_id = m.engagement_id left join term t on t.term_id = "
    "e.provider_id where m.project_id = $1 and m.user_id = $2"};
constexpr Statement find_member{ASSAY_MEMBER " and m.user_id = $2"};
constexpr Statement list_project_members{ASSAY_MEMBER " order by u.name, m.user_id limit 10000"};
constexpr Statement list_members_of{ASSAY_MEMBER
                                    " and m.engagement_id = $2 order by u.name, m.user_id limit 10000"};
constexpr Statement put_member{
    "insert into project_member (project_id, user_id, role, engagement_id, adjudicates, created_at) values "
    "($1, $2, $3, $4, $5, $6) on conflict (project_id, user_id) do update set role = excluded.role, "
    "engagement_id = excluded.engagement_id, adjudicates = excluded.adjudicates"};
constexpr Statement name_member{
    "update project_member set annotator_id = $3 where project_id = $1 and user_id = $2"};
constexpr Statement list_named_members{
    "select m.user_id, m.annotator_id from project_member m join user_account u on u.user_id = m.user_id "
    "where m.project_id = $1 and u.organisation_id = $2 and m.annotator_id is not null"};
constexpr Statement drop_member{"delete from project_member where project_id = $1 and user_id = $2"};
constexpr Statement count_owners{
    "select count(*) from project_member where project_id = $1 and role = 'owner'"};
constexpr Statement find_secret{
    "select project_id, secret, sealed_secret from pseudonym_key where project_id = $1"};
constexpr Statement list_secrets{
    "select project_id, secret, sealed_secret from pseudonym_key order by project_id"};
constexpr Statement list_open_secrets{
    "select project_id, secret, sealed_secret from pseudonym_key where sealed_secret is null order by "
    "project_id"};
constexpr Statement put_secret{
    "insert into pseudonym_key (project_id, secret, sealed_secret, created_at) values ($1, $2, $3, $4) on "
    "conflict (project_id) do update set secret = excluded.secret, sealed_secret = excluded.sealed_secret"};

PseudonymKey pseudonym_key_of(const Row& row) {
  return {{row.integer(0)}, std::string(row.bytes(1)), std::string(row.bytes(2))};
}

domain::Engagement engagement_of(const Row& row) {
  domain::Engagement out;
  out.id = {row.integer(0)};
  out.project = {row.integer(1)};
  out.organisation = {row.integer(2)};
  out.organisation_name = row.text(3);
  out.provider = {row.integer(4)};
  out.provider_name = row.text(5);
  out.state = row.text(6);
  out.created_at = row.integer(7);
  out.ended_at = integer_or_none(row, 8);
  return out;
}

domain::Member member_from(const Row& row) {
  domain::Member out;
  out.user = {row.integer(0)};
  out.name = row.text(1);
  out.email = row.text(2);
  out.organisation = {row.integer(3)};
  out.organisation_name = row.text(4);
  out.role = row.text(5);
  out.engagement = {row.integer(6)};
  out.adjudicates = row.integer(7) != 0;
  out.created_at = row.integer(8);
  out.annotator = std::string(row.bytes(9));  // sealed, until it is opened
  return out;
}

// With the names that their annotations come under.
Result<std::vector<domain::Member>> members_by(Connection& connection, const Statement& statement,
                                               std::span<const Value> values) {
  std::vector<std::int64_t> annotators;
  auto found = all_rows<domain::Member>(connection, statement, values, [&](const Row& row) {
    annotators.push_back(row.integer(10));
    return member_from(row);
  });
  if (!found) return found;
  std::vector<SealedName> names;
  for (std::size_t at = 0; at < annotators.size(); ++at)
    names.push_back({annotators[at], &found.value()[at].annotator});
  if (auto opened = open_names(connection, names); !opened) return opened.error();
  return found;
}

Result<domain::User> person(Connection& connection, Result<std::int64_t> id) {
  if (!id && id.error().code == ErrorCode::not_found) {
    return Error{ErrorCode::not_found, "nobody of that organisation has this e-mail address", "email"};
  }
  if (!id) return id.error();
  return user_by_id(connection, {id.value()});
}

std::int64_t first_integer(const Row& row) { return row.integer(0); }

}  // namespace

Result<domain::User> user_of_organisation(Connection& connection, std::string_view email,
                                          domain::OrganisationId organisation) {
  return person(connection, first_row<std::int64_t>(connection, find_provider_person,
                                                    {email, organisation.value}, first_integer, ""));
}

Result<domain::User> client_user(Connection& connection, std::string_view email) {
  return person(connection, first_row<std::int64_t>(connection, find_client, {email}, first_integer, ""));
}

Result<bool> has_role_somewhere(Connection& connection, domain::UserId user, std::string_view role) {
  Result<std::int64_t> found = connection.run(find_role_anywhere, {user.value, role});
  if (!found) return found.error();
  return found.value() > 0;
}

Result<domain::EngagementId> insert_engagement(Connection& connection, const domain::Engagement& engagement,
                                               domain::UserId by) {
  Result<std::int64_t> key =
      key_from(connection, add_engagement_row,
               {engagement.project.value, engagement.organisation.value, engagement.provider.value,
                std::string_view(engagement.state), engagement.created_at, by.value});
  if (!key && key.error().code == ErrorCode::conflict) {
    return Error{ErrorCode::conflict, "the provider is engaged in this project already", "organisation"};
  }
  if (!key) return key.error();
  return domain::EngagementId{key.value()};
}

Result<domain::Engagement> engagement_by_id(Connection& connection, domain::ProjectId project,
                                            domain::EngagementId id) {
  return first_row<domain::Engagement>(connection, find_engagement, {project.value, id.value}, engagement_of,
                                       "there is no such engagement in this project");
}

Result<std::vector<domain::Engagement>> engagements_in(Connection& connection, domain::ProjectId project) {
  const Value values[] = {project.value};
  return all_rows<domain::Engagement>(connection, list_engagements, values, engagement_of);
}

Result<bool> set_engagement_state(Connection& connection, domain::EngagementId id, std::string_view from,
                                  std::string_view to, std::optional<std::int64_t> ended_at) {
  Result<std::int64_t> changed = connection.run(set_state, {id.value, from, to, or_null(ended_at)});
  if (!changed) return changed.error();
  return changed.value() == 1;
}

Result<std::optional<Standing>> standing_of(Connection& connection, domain::ProjectId project,
                                            domain::UserId user) {
  std::optional<Standing> found;
  Result<std::int64_t> ran = connection.run(find_standing, {project.value, user.value}, [&](const Row& row) {
    found = Standing{row.string(0), {row.integer(1)},       {row.integer(2)}, {row.integer(3)},
                     row.string(4), row.text(5) == "ended", row.string(6),    row.string(7)};
  });
  if (!ran) return ran.error();
  return found;
}

Result<std::optional<domain::Member>> member_of(Connection& connection, domain::ProjectId project,
                                                domain::UserId user) {
  const Value values[] = {project.value, user.value};
  Result<std::vector<domain::Member>> found = members_by(connection, find_member, values);
  if (!found) return found.error();
  if (found.value().empty()) return std::optional<domain::Member>();
  return std::optional(std::move(found.value().front()));
}

Result<std::vector<domain::Member>> members_in(Connection& connection, domain::ProjectId project,
                                               domain::EngagementId engagement) {
  const Value values[] = {project.value, engagement.value};
  if (engagement.none()) return members_by(connection, list_project_members, std::span(values).first(1));
  return members_by(connection, list_members_of, values);
}

Result<Done> set_member(Connection& connection, domain::ProjectId project, const domain::Member& member) {
  return done_of(connection.run(put_member, {project.value, member.user.value, std::string_view(member.role),
                                             key_or_null(member.engagement.value),
                                             std::int64_t{member.adjudicates}, member.created_at}));
}

Result<std::vector<NamedMember>> named_members(Connection& connection, domain::ProjectId project,
                                               domain::OrganisationId organisation) {
  const Value values[] = {project.value, organisation.value};
  return all_rows<NamedMember>(connection, list_named_members, values, [](const Row& row) {
    return NamedMember{domain::UserId{row.integer(0)}, row.integer(1)};
  });
}

Result<Done> set_member_annotator(Connection& connection, domain::ProjectId project, domain::UserId user,
                                  std::int64_t annotator) {
  Result<std::int64_t> ran = connection.run(name_member, {project.value, user.value, annotator});
  if (ran) return Done{};
  if (ran.error().code != ErrorCode::conflict) return ran.error();
  return Error{ErrorCode::conflict, "somebody else of the project has this name in annotations", "annotator"};
}

Result<bool> remove_member(Connection& connection, domain::ProjectId project, domain::UserId user) {
  Result<std::int64_t> removed = connection.run(drop_member, {project.value, user.value});
  if (!removed) return removed.error();
  return removed.value() == 1;
}

Result<std::int64_t> owner_count(Connection& connection, domain::ProjectId project) {
  return key_from(connection, count_owners, {project.value});
}

Result<std::optional<PseudonymKey>> pseudonym_key(Connection& connection, domain::ProjectId project) {
  std::optional<PseudonymKey> found;
  Result<std::int64_t> ran =
      connection.run(find_secret, {project.value}, [&](const Row& row) { found = pseudonym_key_of(row); });
  if (!ran) return ran.error();
  return found;
}

Result<std::vector<PseudonymKey>> pseudonym_keys(Connection& connection, PseudonymKeys which) {
  return all_rows<PseudonymKey>(connection, which == PseudonymKeys::all ? list_secrets : list_open_secrets,
                                {}, pseudonym_key_of);
}

Result<Done> put_pseudonym_key(Connection& connection, const PseudonymKey& key, std::int64_t now_us) {
  return done_of(connection.run(put_secret, {key.project.value, Bytes{}, Bytes{key.sealed_secret}, now_us}));
}

}  // namespace assay::store
