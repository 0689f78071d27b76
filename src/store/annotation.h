#pragma once
// Annotations: appended, and read back in the order of the log.

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "domain/annotation.h"
#include "store/connection.h"

namespace assay::store {

// A row of the log of annotations, names as keys; 0: not told.
struct AnnotationRow {
  std::int64_t sequence = 0;
  std::int64_t project = 0, item = 0, question = 0, annotator = 0, label = 0;
  std::int64_t engagement = 0, guideline_version = 0, provider = 0, batch = 0;
  std::string rules_cited;
  domain::Role role = domain::Role::annotator;
  domain::Pass pass = domain::Pass::initial;
  domain::Flag flag = domain::Flag::none;
  domain::Origin origin = domain::Origin::unknown;
  domain::Admission admission = domain::Admission::admitted;
  std::string quarantine_reason;
  std::optional<double> confidence;
  std::optional<std::int64_t> shown_at, first_action_at, submitted_at, active_ms;
  std::int64_t supersedes = 0;
  std::int64_t import = 0;
  std::int64_t received_at = 0;
};

// The last number given; 0 of an empty log. Inside a write it can only grow by this write.
Result<std::int64_t> last_sequence(Connection& connection);
// Rows with their sequence numbers set, ascending.
Result<Done> insert_annotations(Connection& connection, const std::vector<AnnotationRow>& rows);

// The few columns that statistics need. All of a project after a sequence number, in order.
struct AnnotationKeys {
  std::int64_t sequence = 0, item = 0, question = 0, annotator = 0, label = 0;
  std::int64_t guideline_version = 0, provider = 0, batch = 0;
  std::optional<std::int64_t> submitted_at, active_ms;
  domain::Role role = domain::Role::annotator;
  domain::Origin origin = domain::Origin::unknown;
  domain::Admission admission = domain::Admission::admitted;
  std::int64_t supersedes = 0;  // the sequence that it takes the place of; 0: none
};

// Sequence numbers after < s <= last; whether most of them are thought to be the project's, which changes
// only how fast they are found.
struct LogStretch {
  std::int64_t after = 0;
  std::int64_t last = 0;
  bool mostly_own = false;
};
// The project's rows of a stretch, in order. Cost: 120 bytes a row of memory.
Result<std::vector<AnnotationKeys>> annotations_in(Connection& connection, domain::ProjectId project,
                                                   const LogStretch& stretch);
// The project's first sequence number beyond `after`; 0: there is none.
Result<std::int64_t> first_sequence(Connection& connection, domain::ProjectId project, std::int64_t after);

// The sequence of what the annotator said last on the question of the item, of what was admitted; 0: nothing.
Result<std::int64_t> last_said(Connection& connection, std::int64_t item, std::int64_t question,
                               std::int64_t annotator);
// Whether there is such a row already: the same item, question, annotator, label and time. Keys of 0: not
// told.
struct SameAnnotation {
  std::int64_t item = 0, question = 0, annotator = 0, label = 0;
  std::optional<std::int64_t> submitted_at;
};
// Of 64 bits: two of a million different rows share one with probability 3e-8, and then one of them is taken
// for known.
std::uint64_t row_hash(const SameAnnotation& row);
Result<bool> annotation_exists(Connection& connection, const SameAnnotation& row);

Result<std::vector<AnnotationRow>> annotations_of_item(Connection& connection, domain::ItemId item);

}  // namespace assay::store
