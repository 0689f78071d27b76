#pragma once
// All that a batch of rows asks of the database before it adds any, in one statement: on a server database
// every question is a way there and back while everybody else's writes wait.

#include <optional>
#include <string>

#include "store/connection.h"
#include "store/job.h"

namespace assay::store {

struct BatchStart {
  bool open = false;                // the project takes rows
  std::optional<std::string> role;  // of the user in the project
  domain::EngagementId engagement;  // that they work in; none: on the client's side
  bool has_engagements = false;     // the project
  bool has_erased_annotators = false;
  std::string data_class;            // of the project
  bool awaits_answers = false;       // an annotation may be the answer to an assignment
  std::optional<KeptAnswer> answer;  // to an earlier request with this key
  std::int64_t last_sequence = 0;    // of the log of annotations; inside a write it grows by this write alone
  std::int64_t last_import = 0;
};

// not_found when there is no such project. An empty request key has no answer.
Result<BatchStart> batch_start(Connection& connection, const RequestKey& key);

}  // namespace assay::store
