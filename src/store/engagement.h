#pragma once
// Engagements, the members of projects, and who annotators are.

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "domain/engagement.h"
#include "domain/user.h"
#include "store/connection.h"

namespace assay::store {

// The key of the provider's name comes from Names. conflict when the provider is engaged already.
Result<domain::EngagementId> insert_engagement(Connection& connection, const domain::Engagement& engagement,
                                               domain::UserId by);
Result<domain::Engagement> engagement_by_id(Connection& connection, domain::ProjectId project,
                                            domain::EngagementId id);
// Ended ones too, in the order they were made.
Result<std::vector<domain::Engagement>> engagements_in(Connection& connection, domain::ProjectId project);
// False when its state is another than `from` by now.
Result<bool> set_engagement_state(Connection& connection, domain::EngagementId id, std::string_view from,
                                  std::string_view to, std::optional<std::int64_t> ended_at);

// Somebody of the organisation, by their address; not_found, with the same words, when there is nobody or
// they are of another one.
Result<domain::User> user_of_organisation(Connection& connection, std::string_view email,
                                          domain::OrganisationId organisation);
Result<domain::User> client_user(Connection& connection, std::string_view email);  // of any client
// Whether somebody has the role in some project, by an engagement that has not ended if by one.
Result<bool> has_role_somewhere(Connection& connection, domain::UserId user, std::string_view role);

// How somebody stands in a project: what their rights and what they see follow from.
struct Standing {
  std::string role;
  domain::EngagementId engagement;  // none: on the client's side, as the next three
  domain::ProviderId provider;
  domain::OrganisationId organisation;
  std::string provider_name;
  bool ended = false;      // the engagement
  std::string data_class;  // of the project, as the next
  std::string purpose;
};
Result<std::optional<Standing>> standing_of(Connection& connection, domain::ProjectId project,
                                            domain::UserId user);

// A member, or nothing.
Result<std::optional<domain::Member>> member_of(Connection& connection, domain::ProjectId project,
                                                domain::UserId user);
// By name; of one engagement where it is told. At most 10,000.
Result<std::vector<domain::Member>> members_in(Connection& connection, domain::ProjectId project,
                                               domain::EngagementId engagement = {});
// New, or in the place of what the person was in the project. The name that annotations have stays theirs.
Result<Done> set_member(Connection& connection, domain::ProjectId project, const domain::Member& member);
Result<bool> remove_member(Connection& connection, domain::ProjectId project, domain::UserId user);
// conflict when the name is somebody else's.
Result<Done> set_member_annotator(Connection& connection, domain::ProjectId project, domain::UserId user,
                                  std::int64_t annotator);
// Under which of the project's annotators people of an organisation stand, where it was told.
struct NamedMember {
  domain::UserId user;
  std::int64_t annotator = 0;  // key
};
Result<std::vector<NamedMember>> named_members(Connection& connection, domain::ProjectId project,
                                               domain::OrganisationId organisation);
Result<std::int64_t> owner_count(Connection& connection, domain::ProjectId project);

// What pseudonyms of a project's annotators are made with: kept from the first engagement on, sealed by who
// has the sealing key (app/pseudonyms.h). Nothing: none yet.
struct PseudonymKey {
  domain::ProjectId project;
  std::string secret;  // empty: it is sealed
  std::string sealed_secret;
};
Result<std::optional<PseudonymKey>> pseudonym_key(Connection& connection, domain::ProjectId project);
// open: those alone that stand open, from before they were sealed.
enum class PseudonymKeys { all, open };
Result<std::vector<PseudonymKey>> pseudonym_keys(Connection& connection, PseudonymKeys which);
// Kept sealed; in place of what was there.
Result<Done> put_pseudonym_key(Connection& connection, const PseudonymKey& key, std::int64_t now_us);

}  // namespace assay::store
