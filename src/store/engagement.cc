#include "store/engagement.h"

#include "store/user.h"
#include "store/values.h"

namespace assay::store {
namespace {

#define ASSAY_ENGAGEMENT                                                                               \
  "select e.engagement_id, e.project_id, e.organisation_id, o.name, e.provider_id, t.value, e.state, " \
  "e.created_at, e.ended_at from engagement e join organisation o on o.organisation_id = "             \
  "e.organisation_id join term t on t.term_id = e.provider_id where e.project_id = $1"

constexpr Statement add{
    "insert into engagement (project_id, organisation_id, provider_id, state, created_at, created_by) values "
    "($1, $2, $3, $4, $5, $6) returning engagement_id"};
constexpr Statement find{ASSAY_ENGAGEMENT " and e.engagement_id = $2"};
constexpr Statement list{ASSAY_ENGAGEMENT " order by e.engagement_id"};
constexpr Statement set_state{
    "update engagement set state = $3, ended_at = $4 where engagement_id = $1 and state = $2"};

#define ASSAY_MEMBER                                                                                        \
  "select m.user_id, u.name, u.email, u.organisation_id, o.name, m.role, m.engagement_id, m.adjudicates, "  \
  "m.created_at from project_member m join user_account u on u.user_id = m.user_id join organisation o on " \
  "o.organisation_id = u.organisation_id where m.project_id = $1"

constexpr Statement list_all_identities{
    "select a.annotator_id, i.name, i.organisation_id from annotator a join annotator_identity i on "
    "i.annotator_id = a.annotator_id where a.project_id = $1 and a.annotator_id > $2 order by "
    "a.annotator_id"};
constexpr Statement find_person{
    "select u.user_id from user_account u join organisation o on o.organisation_id = u.organisation_id where "
    "u.email = $1 and u.organisation_id = $2 and u.state in ('active', 'invited')"};
constexpr Statement find_client{
    "select u.user_id from user_account u join organisation o on o.organisation_id = u.organisation_id where "
    "u.email = $1 and o.kind = 'client' and u.state in ('active', 'invited')"};
constexpr Statement find_role_anywhere{
    "select 1 from project_member m left join engagement e on e.engagement_id = m.engagement_id where "
    "m.user_id = $1 and m.role = $2 and (e.state is null or e.state <> 'ended') limit 1"};
constexpr Statement rename{"update annotator set name = $2 where annotator_id = $1"};
constexpr Statement find_standing{
    "select m.role, m.engagement_id, e.provider_id, e.organisation_id, t.value, e.state, p.data_class "
    "from project_member m join project p on p.project_id = m.project_id left join engagement e on "
    "e.engagement_id = m.engagement_id left join term t on t.term_id = "
    "e.provider_id where m.project_id = $1 and m.user_id = $2"};
constexpr Statement find_member{ASSAY_MEMBER " and m.user_id = $2"};
constexpr Statement list_members{ASSAY_MEMBER " order by u.name, m.user_id limit 10000"};
constexpr Statement list_members_of{ASSAY_MEMBER
                                    " and m.engagement_id = $2 order by u.name, m.user_id limit 10000"};
constexpr Statement put_member{
    "insert into project_member (project_id, user_id, role, engagement_id, adjudicates, created_at) values "
    "($1, $2, $3, $4, $5, $6) on conflict (project_id, user_id) do update set role = excluded.role, "
    "engagement_id = excluded.engagement_id, adjudicates = excluded.adjudicates"};
constexpr Statement drop_member{"delete from project_member where project_id = $1 and user_id = $2"};
constexpr Statement count_owners{
    "select count(*) from project_member where project_id = $1 and role = 'owner'"};
constexpr Statement find_secret{"select secret from pseudonym_key where project_id = $1"};
constexpr Statement add_secret{
    "insert into pseudonym_key (project_id, secret, created_at) values ($1, $2, $3)"};
constexpr Statement list_identities{
    "select a.annotator_id, i.name from annotator a join annotator_identity i on i.annotator_id = "
    "a.annotator_id where a.project_id = $1 and i.organisation_id = $2 and a.annotator_id > $3 order by "
    "a.annotator_id"};

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
  return out;
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
  return person(connection, first_row<std::int64_t>(connection, find_person, {email, organisation.value},
                                                    first_integer, ""));
}

Result<domain::User> client_user(Connection& connection, std::string_view email) {
  return person(connection, first_row<std::int64_t>(connection, find_client, {email}, first_integer, ""));
}

Result<bool> has_role_somewhere(Connection& connection, domain::UserId user, std::string_view role) {
  Result<std::int64_t> found = connection.run(find_role_anywhere, {user.value, role});
  if (!found) return found.error();
  return found.value() > 0;
}

Result<Done> rename_annotator(Connection& connection, std::int64_t annotator, std::string_view name) {
  return done_of(connection.run(rename, {annotator, name}));
}

Result<domain::EngagementId> insert_engagement(Connection& connection, const domain::Engagement& engagement,
                                               domain::UserId by) {
  Result<std::int64_t> key =
      key_from(connection, add,
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
  return first_row<domain::Engagement>(connection, find, {project.value, id.value}, engagement_of,
                                       "there is no such engagement in this project");
}

Result<std::vector<domain::Engagement>> engagements_in(Connection& connection, domain::ProjectId project) {
  const Value values[] = {project.value};
  return all_rows<domain::Engagement>(connection, list, values, engagement_of);
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
                     row.string(4), row.text(5) == "ended", row.string(6)};
  });
  if (!ran) return ran.error();
  return found;
}

Result<std::optional<domain::Member>> member_of(Connection& connection, domain::ProjectId project,
                                                domain::UserId user) {
  std::optional<domain::Member> found;
  Result<std::int64_t> ran = connection.run(find_member, {project.value, user.value},
                                            [&](const Row& row) { found = member_from(row); });
  if (!ran) return ran.error();
  return found;
}

Result<std::vector<domain::Member>> members_in(Connection& connection, domain::ProjectId project,
                                               domain::EngagementId engagement) {
  const Value values[] = {project.value, engagement.value};
  if (engagement.none()) {
    return all_rows<domain::Member>(connection, list_members, std::span(values).first(1), member_from);
  }
  return all_rows<domain::Member>(connection, list_members_of, values, member_from);
}

Result<Done> set_member(Connection& connection, domain::ProjectId project, const domain::Member& member) {
  return done_of(connection.run(put_member, {project.value, member.user.value, std::string_view(member.role),
                                             key_or_null(member.engagement.value),
                                             std::int64_t{member.adjudicates}, member.created_at}));
}

Result<bool> remove_member(Connection& connection, domain::ProjectId project, domain::UserId user) {
  Result<std::int64_t> removed = connection.run(drop_member, {project.value, user.value});
  if (!removed) return removed.error();
  return removed.value() == 1;
}

Result<std::int64_t> owner_count(Connection& connection, domain::ProjectId project) {
  return key_from(connection, count_owners, {project.value});
}

Result<std::string> pseudonym_secret(Connection& connection, domain::ProjectId project) {
  std::string secret;
  Result<std::int64_t> ran = connection.run(find_secret, {project.value},
                                            [&](const Row& row) { secret = std::string(row.bytes(0)); });
  if (!ran) return ran.error();
  return secret;
}

Result<Done> insert_pseudonym_secret(Connection& connection, domain::ProjectId project,
                                     std::string_view secret, std::int64_t now_us) {
  return done_of(connection.run(add_secret, {project.value, Bytes{secret}, now_us}));
}

Result<Done> insert_identities(Connection& connection, domain::OrganisationId organisation,
                               const std::vector<AnnotatorIdentity>& identities) {
  if (identities.empty()) return Done{};
  RowBlock block;
  block.table = "annotator_identity";
  block.columns = {"annotator_id", "organisation_id", "name"};
  for (const AnnotatorIdentity& each : identities) {
    block.values.insert(block.values.end(),
                        {each.annotator, organisation.value, std::string_view(each.name)});
  }
  return connection.insert_rows(block);
}

Result<std::vector<AnnotatorIdentity>> identities_of(Connection& connection, domain::ProjectId project,
                                                     domain::OrganisationId organisation,
                                                     std::int64_t after) {
  const Value values[] = {project.value, organisation.value, after};
  return all_rows<AnnotatorIdentity>(connection, list_identities, values, [](const Row& row) {
    return AnnotatorIdentity{row.integer(0), row.string(1), 0};
  });
}

Result<std::vector<AnnotatorIdentity>> all_identities(Connection& connection, domain::ProjectId project,
                                                      std::int64_t after) {
  const Value values[] = {project.value, after};
  return all_rows<AnnotatorIdentity>(connection, list_all_identities, values, [](const Row& row) {
    return AnnotatorIdentity{row.integer(0), row.string(1), row.integer(2)};
  });
}

}  // namespace assay::store
