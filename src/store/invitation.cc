#include "store/invitation.h"

#include "store/values.h"

namespace assay::store {
namespace {

#define ASSAY_INVITATION                                                                                   \
  "select i.invitation_id, i.email, i.user_id, i.organisation_id, o.name, i.administrator, i.project_id, " \
  "i.role, i.engagement_id, i.created_at, i.created_by, i.expires_at, i.ended_at, i.outcome from "         \
  "invitation i join organisation o on o.organisation_id = i.organisation_id "

constexpr Statement add_invitation{
    "insert into invitation (token_sha256, email, user_id, organisation_id, administrator, project_id, role, "
    "engagement_id, created_at, created_by, expires_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, "
    "$11) returning invitation_id"};
constexpr Statement find_by_token{ASSAY_INVITATION "where i.token_sha256 = $1"};
constexpr Statement find_id{ASSAY_INVITATION "where i.invitation_id = $1"};
constexpr Statement list_invitations{ASSAY_INVITATION
                                     "where i.invitation_id < $1 order by i.invitation_id desc limit $2"};
constexpr Statement end_invitation_row{
    "update invitation set ended_at = $2, outcome = $3 where invitation_id = $1 and ended_at is null"};
constexpr Statement end_all{
    "update invitation set ended_at = $2, outcome = $3 where user_id = $1 and ended_at is null"};

std::string_view name_of(InvitationEnd how) {
  switch (how) {
    case InvitationEnd::accepted:
      return "accepted";
    case InvitationEnd::revoked:
      return "revoked";
    case InvitationEnd::replaced:
      return "replaced";
  }
  return "";
}

domain::Invitation invitation_of(const Row& row) {
  domain::Invitation out;
  out.id = {row.integer(0)};
  out.email = row.text(1);
  out.user = {row.integer(2)};
  out.organisation = {row.integer(3)};
  out.organisation_name = row.text(4);
  out.administrator = row.integer(5) != 0;
  if (!row.null(6)) out.project = domain::ProjectId{row.integer(6)};
  if (!row.null(7)) out.role = row.string(7);
  out.engagement = integer_or_none(row, 8);
  out.created_at = row.integer(9);
  out.created_by = {row.integer(10)};
  out.expires_at = row.integer(11);
  out.ended_at = integer_or_none(row, 12);
  if (!row.null(13)) out.outcome = row.string(13);
  return out;
}

}  // namespace

Result<domain::InvitationId> insert_invitation(Connection& connection, const Digest& token_sha256,
                                               const domain::Invitation& invitation) {
  Result<std::int64_t> key =
      key_from(connection, add_invitation,
               {bytes_of(token_sha256), std::string_view(invitation.email), invitation.user.value,
                invitation.organisation.value, std::int64_t{invitation.administrator},
                key_or_null(invitation.project ? invitation.project->value : 0),
                text_or_null(invitation.role ? std::string_view(*invitation.role) : std::string_view()),
                or_null(invitation.engagement), invitation.created_at, invitation.created_by.value,
                invitation.expires_at});
  if (!key) return key.error();
  return domain::InvitationId{key.value()};
}

Result<domain::Invitation> invitation_by_token(Connection& connection, const Digest& token_sha256) {
  return first_row<domain::Invitation>(connection, find_by_token, {bytes_of(token_sha256)}, invitation_of,
                                       "there is no such invitation");
}

Result<domain::Invitation> invitation_by_id(Connection& connection, domain::InvitationId id) {
  return first_row<domain::Invitation>(connection, find_id, {id.value}, invitation_of,
                                       "there is no such invitation");
}

Result<std::vector<domain::Invitation>> invitations(Connection& connection, std::int64_t before,
                                                    std::int64_t limit) {
  const Value values[] = {before, limit};
  return all_rows<domain::Invitation>(connection, list_invitations, values, invitation_of);
}

Result<bool> end_invitation(Connection& connection, domain::InvitationId id, InvitationEnd how,
                            std::int64_t now_us) {
  Result<std::int64_t> changed = connection.run(end_invitation_row, {id.value, now_us, name_of(how)});
  if (!changed) return changed.error();
  return changed.value() == 1;
}

Result<Done> end_invitations_of(Connection& connection, domain::UserId user, InvitationEnd how,
                                std::int64_t now_us) {
  return done_of(connection.run(end_all, {user.value, now_us, name_of(how)}));
}

}  // namespace assay::store
