#include "app/member_rules.h"

#include "app/permissions.h"

namespace assay::app {
namespace {

Error stranger() { return Error{ErrorCode::not_found, "there is no such project", "project"}; }

}  // namespace

Result<Asking> asking(store::Connection& connection, const Caller& caller, Verb verb,
                      domain::ProjectId project) {
  if (auto may = allow(connection, caller, verb, project); !may) return may.error();
  Result<std::optional<store::Standing>> standing = store::standing_of(connection, project, caller.user.id);
  if (!standing) return standing.error();
  if (!standing.value()) return stranger();
  return Asking{*standing.value()};
}

Result<Done> check_lead(const Asking& lead, const domain::Member& member) {
  if (!lead.of_provider()) return Done{};
  if (lead.standing.ended) {
    return Error{ErrorCode::forbidden, "the engagement has ended", "engagement"};
  }
  if (member.engagement != lead.standing.engagement) {
    return Error{ErrorCode::forbidden, "a lead brings people into their own engagement", "engagement"};
  }
  if (member.role == "annotator" || member.role == "reviewer") return Done{};
  return Error{ErrorCode::forbidden, "a lead names annotators and reviewers; the owner names leads", "role"};
}

Result<domain::User> person_for(store::Connection& connection, const Caller& caller,
                                domain::ProjectId project, const NewMember& given) {
  if (!given.engagement.none()) {
    Result<domain::Engagement> engagement = store::engagement_by_id(connection, project, given.engagement);
    if (!engagement) return engagement.error();
    if (engagement.value().ended()) {
      return Error{ErrorCode::conflict, "the engagement has ended", "engagement"};
    }
    return store::user_of_organisation(connection, given.email, engagement.value().organisation);
  }
  Result<domain::User> own = store::user_of_organisation(connection, given.email, caller.user.organisation);
  if (own || given.role != "auditor") return own;
  return store::client_user(connection, given.email);  // an auditor may come from another client's house
}

}  // namespace assay::app
