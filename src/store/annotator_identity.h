#pragma once
// Who annotators are: the name that an annotator's own organisation knows them by, sealed by a key of the
// annotator's own. The record knows them by a pseudonym, which is a keyed hash of that name, so that the next
// file that has the name finds them without opening anything.

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "domain/nouns.h"
#include "store/connection.h"
#include "store/subject_keys.h"

namespace assay::store {

struct AnnotatorIdentity {
  std::int64_t annotator = 0;  // key
  std::string name;
  std::int64_t organisation = 0;  // where it is not known already
};
// Makes a key for each, before the rows are.
Result<Done> insert_identities(Connection& connection, domain::OrganisationId organisation,
                               const std::vector<AnnotatorIdentity>& identities);
// Of the organisation's own annotators in the project, those with a greater key than `after`. Who is erased,
// or whose key is gone, is left out.
Result<std::vector<AnnotatorIdentity>> identities_of(Connection& connection, domain::ProjectId project,
                                                     domain::OrganisationId organisation,
                                                     std::int64_t after = 0);
// Of all organisations, with them: for tables in memory, which show each to its own alone.
Result<std::vector<AnnotatorIdentity>> all_identities(Connection& connection, domain::ProjectId project,
                                                      std::int64_t after);

// What a row has of an annotator: the bytes of sealed_name, which become the name, or "" where there is none.
struct SealedName {
  std::int64_t annotator = 0;
  std::string* text = nullptr;
};
Result<Done> open_names(Connection& connection, std::span<const SealedName> names);

// Who was erased in the project: the key, and what the record calls them since.
Result<std::vector<AnnotatorIdentity>> erased_annotators(Connection& connection, domain::ProjectId project);

// Seals at most so many that stand open, from before; returns how many. Inside of a write.
Result<std::int64_t> seal_open_identities(Connection& connection, SubjectKeys& keys, std::int64_t at_most);

Result<Done> rename_annotator(Connection& connection, std::int64_t annotator, std::string_view name);

}  // namespace assay::store
