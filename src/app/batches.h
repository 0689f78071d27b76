#pragma once
// Batches: the client's owner makes, releases and recalls them, the provider's lead says when they are done
// and delivered. Until its release a provider knows nothing of a batch; of another provider's it never does.

#include <optional>
#include <string>
#include <vector>

#include "app/context.h"
#include "app/permissions.h"
#include "app/projects.h"
#include "domain/batch.h"
#include "store/assignment.h"
#include "store/batch.h"
#include "store/engagement.h"

namespace assay::app {

struct BatchView {
  domain::Batch batch;
  store::BatchCounts counts;
  std::optional<domain::WorkLeft> left;  // of an open batch that is due: in its provider's calendar
  std::int64_t day_work_us = 0;          // how long that provider works on a day
};

struct NewBatch {
  domain::EngagementId engagement;
  std::string name;
  std::int64_t priority = 3;
  domain::BatchDue due;
  std::vector<std::string> items;  // names; at most batch_items_max, each once
};
Result<BatchView> make_batch(Context& context, const Caller& caller, domain::ProjectId project,
                             const NewBatch& given);
// All but assign, which is assign_items. release: from then on its time runs and its leads are told. finish:
// nothing is offered any more. recall: what was offered is revoked.
Result<BatchView> change_batch(Context& context, const Caller& caller, domain::ProjectId project,
                               domain::BatchId id, domain::BatchVerb verb);

// Newest first.
Result<std::vector<BatchView>> batches(Context& context, const Caller& caller, domain::ProjectId project,
                                       const Page& page);
Result<BatchView> batch(Context& context, const Caller& caller, domain::ProjectId project,
                        domain::BatchId id);

// The items of a batch with who has which. Outside of their own organisation annotators are pseudonyms, and
// nothing says which user they are.
struct BatchItemRow {
  store::BatchItem item;
  std::vector<store::AssignmentRow> assignments;
};
struct BatchItemsAsked {
  std::int64_t after = 0;  // position
  std::int64_t limit = 100;
};
Result<std::vector<BatchItemRow>> batch_items(Context& context, const Caller& caller,
                                              domain::ProjectId project, domain::BatchId id,
                                              const BatchItemsAsked& asked);

// For the verbs of assignments: a batch that the caller may see, and how they stand in its project. No such
// batch: not there, not theirs, or not released to them.
struct BatchSeen {
  domain::Batch batch;
  store::Standing standing;
};

Result<BatchSeen> batch_seen(store::Connection& connection, const Caller& caller, Verb verb,
                             domain::ProjectId project, domain::BatchId id);
domain::AuditEvent batch_event(const Caller& caller, std::string verb, const domain::Batch& batch);
// The people of an engagement with a role.
Result<std::vector<domain::UserId>> people_of(store::Connection& connection, domain::ProjectId project,
                                              domain::EngagementId engagement, std::string_view role);

}  // namespace assay::app
