#pragma once
// Erasures, legal holds and retention rules as tables, and what an erasure overwrites.

#include <optional>
#include <span>
#include <vector>

#include "domain/erasure.h"
#include "store/connection.h"

namespace assay::store {

// Keys of what an erasure is about, in order.
struct ErasureSubjects {
  std::vector<std::int64_t> items, annotators;
};
Result<domain::ErasureId> insert_erasure(Connection& connection, const domain::Erasure& erasure,
                                         const ErasureSubjects& subjects);
// Of the project, or with none of a person.
Result<domain::Erasure> erasure_by_id(Connection& connection, std::optional<domain::ProjectId> project,
                                      domain::ErasureId id);
// Newest first, from below `before`.
Result<std::vector<domain::Erasure>> erasures_in(Connection& connection, domain::ProjectId project,
                                                 std::int64_t before, std::int64_t limit);
// Of persons.
Result<std::vector<domain::Erasure>> erasures_of_persons(Connection& connection, std::int64_t before,
                                                         std::int64_t limit);
// Those that began and did not end: the server died.
Result<std::vector<domain::Erasure>> erasures_under_way(Connection& connection);
Result<Done> update_erasure(Connection& connection, const domain::Erasure& erasure);
Result<ErasureSubjects> subjects_of_erasure(Connection& connection, domain::ErasureId id);

// Nothing of the items is left but their keys and, of sealed ones, the keyed hash of their names. Returns the
// hashes of the sealed files that they had.
Result<std::vector<Digest>> overwrite_items(Connection& connection, domain::ProjectId project,
                                            std::span<const std::int64_t> items);
// What requests and imports of the project were told about rows, which may name items: kept answers,
// problems.
Result<Done> forget_answers(Connection& connection, domain::ProjectId project);
// Items that are not erased but whose keys were destroyed, by project.
struct ItemInProject {
  std::int64_t item = 0;
  domain::ProjectId project;
};
Result<std::vector<ItemInProject>> places_not_erased(Connection& connection,
                                                     std::span<const std::int64_t> items);
// All that were ever executed.
Result<std::vector<std::int64_t>> items_ever_erased(Connection& connection);
// Of these, those that are there and not erased, in the order asked for.
Result<std::vector<std::int64_t>> items_not_erased(Connection& connection, domain::ProjectId project,
                                                   std::span<const std::int64_t> items);
// That came before this time, are not erased and not held; oldest first.
Result<std::vector<std::int64_t>> items_beyond(Connection& connection, domain::ProjectId project,
                                               std::int64_t came_before, std::int64_t limit);

Result<domain::LegalHoldId> insert_hold(Connection& connection, const domain::LegalHold& hold);
Result<std::vector<domain::LegalHold>> holds_in(Connection& connection, domain::ProjectId project);
// False: it was lifted before, or is not there.
Result<bool> lift_hold(Connection& connection, const domain::LegalHold& hold);
// How many of the items a standing hold covers; all of the project's when one covers everything.
Result<std::int64_t> held_count(Connection& connection, domain::ProjectId project,
                                std::span<const std::int64_t> items);
Result<bool> is_held_as_a_whole(Connection& connection, domain::ProjectId project);

Result<Done> put_retention(Connection& connection, const domain::RetentionRule& rule);
Result<Done> remove_retention(Connection& connection, domain::ProjectId project);
Result<Done> retention_has_run(Connection& connection, domain::ProjectId project, std::int64_t now_us);
Result<std::vector<domain::RetentionRule>> retention_rules(Connection& connection);
Result<std::optional<domain::RetentionRule>> retention_of(Connection& connection, domain::ProjectId project);

}  // namespace assay::store
