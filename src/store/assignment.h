#pragma once
// Assignments: who judges which item of which batch.

#include <optional>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "domain/annotation.h"
#include "domain/assignment.h"
#include "store/connection.h"

namespace assay::store {

// conflict when one of the annotators has one of the items already.
Result<Done> insert_assignments(Connection& connection, const std::vector<domain::Assignment>& rows,
                                domain::UserId by);

struct AssignmentRow {
  domain::Assignment assignment;
  std::string item, batch, user;  // names
  std::string annotator;          // the name that its own organisation gives it
  std::string pseudonym;          // to everybody else
  std::string batch_state;
  std::int64_t priority = 3;
  std::optional<std::int64_t> due_at;
};
Result<AssignmentRow> assignment_by_id(Connection& connection, domain::ProjectId project,
                                       domain::AssignmentId id);
// A user's in open batches of a project: what is offered, by priority, due time and age; the rest, newest
// first.
enum class Wanted { offered, ended };
Result<std::vector<AssignmentRow>> assignments_of(Connection& connection, domain::ProjectId project,
                                                  domain::UserId user, Wanted wanted, std::int64_t limit);
// Of these items of a batch, oldest first.
Result<std::vector<AssignmentRow>> assignments_in(Connection& connection, domain::BatchId batch,
                                                  domain::ItemId first, domain::ItemId last);

// The annotators of an engagement: active users, and the name in the project that is theirs.
struct EngagedAnnotator {
  domain::UserId user;
  std::string email, name;
  domain::AnnotatorId annotator;  // none: not known yet
  std::string annotator_name;     // as their own organisation knows them; empty: not known yet
};
Result<std::vector<EngagedAnnotator>> annotators_in(Connection& connection, domain::EngagementId engagement);

// Who has, or has answered, which item of the batch.
Result<std::set<domain::Pair>> pairs_held(Connection& connection, domain::BatchId batch);
// Who has which item at present, of one engagement in all its batches.
Result<std::set<domain::Pair>> pairs_offered(Connection& connection, domain::EngagementId engagement);

// From offered to returned or revoked. False when it is not offered any more.
Result<bool> end_assignment(Connection& connection, const domain::Assignment& assignment);
// Whose offered assignments end with something else: of a batch, a user in a project, or an engagement.
struct EndingAssignments {
  domain::BatchId batch;
  domain::ProjectId project;  // with user
  domain::UserId user;
  domain::EngagementId engagement;
};
// As revoked, with the reason. How many.
Result<std::int64_t> revoke_assignments(Connection& connection, const EndingAssignments& which,
                                        std::string_view reason, std::int64_t now_us);

// What annotations after a sequence number mean for the assignments of their items and annotators: the last
// one of each pair is submitted, or has got its answer late. Cost: a look-up a new annotation. How many.
Result<std::int64_t> submit_assignments(Connection& connection, domain::ProjectId project,
                                        std::int64_t after_sequence, std::int64_t now_us);

// Projects where leases are over, and those of one project ended.
Result<std::vector<domain::ProjectId>> projects_with_leases_over(Connection& connection, std::int64_t now_us);
struct ExpiredAssignment {
  domain::AssignmentId id;
  domain::EngagementId engagement;
};
Result<std::vector<ExpiredAssignment>> expire_assignments(Connection& connection, domain::ProjectId project,
                                                          std::int64_t now_us);

// An answer to an item by one annotator, as they see it themselves.
struct OwnAnnotation {
  std::string question;
  std::optional<std::string> label;  // absent: skipped
  std::int64_t received_at = 0;
  domain::Flag flag = domain::Flag::none;
};
Result<std::vector<OwnAnnotation>> annotations_by(Connection& connection, domain::ItemId item,
                                                  domain::AnnotatorId annotator);

}  // namespace assay::store
