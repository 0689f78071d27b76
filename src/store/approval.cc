#include "store/approval.h"

#include "store/values.h"

namespace assay::store {
namespace {

constexpr Statement add_confirmation{
    "insert into confirmation (token_sha256, user_id, signed_sha256, methods, created_at, expires_at) values "
    "($1, $2, $3, $4, $5, $6)"};
constexpr Statement find_confirmation{
    "select user_id, signed_sha256, methods, created_at, expires_at from confirmation where token_sha256 = "
    "$1 "
    "and used_at is null"};
constexpr Statement mark_used{
    "update confirmation set used_at = $2 where token_sha256 = $1 and used_at is null"};

#define ASSAY_APPROVAL                                                                             \
  "select approval_id, organisation_id, action, project_id, subject_id, request, request_sha256, " \
  "requested_by, requested_at, approved_by, approved_at, used_at, expires_at from approval "

constexpr Statement add_approval{
    "insert into approval (organisation_id, action, project_id, subject_id, request, request_sha256, "
    "requested_by, requested_at, expires_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9) returning "
    "approval_id"};
constexpr Statement find_approval{ASSAY_APPROVAL "where approval_id = $1"};
constexpr Statement list_approvals{
    ASSAY_APPROVAL "where organisation_id = $1 and approval_id < $2 order by approval_id desc limit $3"};
constexpr Statement change_approval{
    "update approval set approved_by = $2, approved_at = $3, used_at = $4, expires_at = $5 where approval_id "
    "= "
    "$1"};
constexpr Statement list_of_project{
    "select w.user_id from project_member w join user_account u on u.user_id = w.user_id where w.project_id "
    "= $1 and w.role in ('owner', 'expert') and u.organisation_id = $2 and u.state = 'active' and "
    "u.administrator = 0 order by w.user_id"};
constexpr Statement list_of_client{
    "select u.user_id from user_account u join second_factor f on f.user_id = u.user_id where "
    "u.organisation_id = $1 and u.state = 'active' and u.administrator = 0 and f.confirmed_at is not null "
    "order by u.user_id"};

domain::Approval approval_of(const Row& row) {
  domain::Approval out;
  out.id = {row.integer(0)};
  out.organisation = {row.integer(1)};
  out.action = row.text(2);
  if (!row.null(3)) out.project = domain::ProjectId{row.integer(3)};
  if (!row.null(4)) out.subject = domain::UserId{row.integer(4)};
  out.request = row.text(5);
  out.request_sha256 = digest_of(row.bytes(6));
  out.requested_by = {row.integer(7)};
  out.requested_at = row.integer(8);
  if (!row.null(9)) out.approved_by = domain::UserId{row.integer(9)};
  out.approved_at = integer_or_none(row, 10);
  out.used_at = integer_or_none(row, 11);
  out.expires_at = row.integer(12);
  return out;
}

}  // namespace

Result<Done> insert_confirmation(Connection& connection, const Digest& token_sha256,
                                 const Confirmation& confirmation) {
  return done_of(connection.run(
      add_confirmation,
      {bytes_of(token_sha256), confirmation.user.value, bytes_of(confirmation.signed_sha256),
       std::string_view(confirmation.methods), confirmation.created_at, confirmation.expires_at}));
}

Result<Confirmation> confirmation_by_token(Connection& connection, const Digest& token_sha256) {
  return first_row<Confirmation>(
      connection, find_confirmation, {bytes_of(token_sha256)},
      [](const Row& row) {
        return Confirmation{
            {row.integer(0)}, digest_of(row.bytes(1)), row.string(2), row.integer(3), row.integer(4)};
      },
      "there is no such confirmation");
}

Result<bool> use_confirmation(Connection& connection, const Digest& token_sha256, std::int64_t now_us) {
  Result<std::int64_t> changed = connection.run(mark_used, {bytes_of(token_sha256), now_us});
  if (!changed) return changed.error();
  return changed.value() == 1;
}

Result<domain::ApprovalId> insert_approval(Connection& connection, const domain::Approval& approval) {
  Result<std::int64_t> key =
      key_from(connection, add_approval,
               {approval.organisation.value, std::string_view(approval.action),
                key_or_null(approval.project ? approval.project->value : 0),
                key_or_null(approval.subject ? approval.subject->value : 0),
                std::string_view(approval.request), bytes_of(approval.request_sha256),
                approval.requested_by.value, approval.requested_at, approval.expires_at});
  if (!key) return key.error();
  return domain::ApprovalId{key.value()};
}

Result<domain::Approval> approval_by_id(Connection& connection, domain::ApprovalId id) {
  return first_row<domain::Approval>(connection, find_approval, {id.value}, approval_of,
                                     "there is no such approval");
}

Result<std::vector<domain::Approval>> approvals_of(Connection& connection,
                                                   domain::OrganisationId organisation, std::int64_t before,
                                                   std::int64_t limit) {
  const Value values[] = {organisation.value, before, limit};
  return all_rows<domain::Approval>(connection, list_approvals, values, approval_of);
}

Result<std::vector<domain::UserId>> approvers_of(Connection& connection, const domain::Approval& approval) {
  const auto user_of = [](const Row& row) { return domain::UserId{row.integer(0)}; };
  const Value in_project[] = {approval.project ? approval.project->value : 0, approval.organisation.value};
  const Value of_client[] = {approval.organisation.value};
  auto out = approval.project ? all_rows<domain::UserId>(connection, list_of_project, in_project, user_of)
                              : all_rows<domain::UserId>(connection, list_of_client, of_client, user_of);
  if (!out) return out;
  std::erase_if(out.value(), [&](domain::UserId user) {
    return user == approval.requested_by || (approval.subject && user == *approval.subject);
  });
  return out;
}

Result<Done> update_approval(Connection& connection, const domain::Approval& approval) {
  return done_of(
      connection.run(change_approval,
                     {approval.id.value, key_or_null(approval.approved_by ? approval.approved_by->value : 0),
                      or_null(approval.approved_at), or_null(approval.used_at), approval.expires_at}));
}

}  // namespace assay::store
