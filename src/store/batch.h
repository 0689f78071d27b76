#pragma once
// Batches and the items in them.

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "domain/batch.h"
#include "store/connection.h"

namespace assay::store {

// With its items, in this order. conflict when the engagement has a batch of the name.
Result<domain::BatchId> insert_batch(Connection& connection, const domain::Batch& batch,
                                     std::span<const std::int64_t> items, domain::UserId by);
Result<domain::Batch> batch_by_id(Connection& connection, domain::ProjectId project, domain::BatchId id);

// Newest first. Of one engagement where it is told: those alone that it was told of by their release.
struct BatchesAsked {
  domain::ProjectId project;
  domain::EngagementId engagement;  // none: all, drafts too
  std::int64_t before = INT64_MAX;
  std::int64_t limit = 100;
};
Result<std::vector<domain::Batch>> batches_in(Connection& connection, const BatchesAsked& asked);
// State, release and due time. False when its state is another than `from` by now: nothing was changed.
Result<bool> update_batch(Connection& connection, const domain::Batch& batch, std::string_view from);

// What became of the items of a batch.
struct BatchCounts {
  std::int64_t submitted_items = 0;  // that somebody has answered in time
  std::int64_t offered = 0, submitted = 0, returned = 0, expired = 0, revoked = 0;  // assignments
  std::int64_t late = 0;  // answers that came after the batch was due, or after their assignment had expired
};
// Of each batch, in the order of the ids. Cost: the assignments of these.
Result<std::vector<BatchCounts>> batch_counts(Connection& connection,
                                              const std::vector<domain::Batch>& batches);

// Keys of all items, in order.
Result<std::vector<std::int64_t>> item_keys_of(Connection& connection, domain::BatchId batch);
struct BatchItem {
  std::int64_t position = 0;
  domain::ItemId item;
  std::string name;
};
// Those after a position.
Result<std::vector<BatchItem>> batch_items(Connection& connection, domain::BatchId batch, std::int64_t after,
                                           std::int64_t limit);

// Open batches that are due up to a time, and of which people have not been told all there is to tell.
struct DueBatch {
  domain::Batch batch;
  std::string told;  // nothing, soon, overdue
};
Result<std::vector<DueBatch>> batches_due(Connection& connection, std::int64_t until_us);
// False when somebody else has told by now.
Result<bool> set_due_told(Connection& connection, domain::BatchId batch, std::string_view from,
                          std::string_view to);

}  // namespace assay::store
