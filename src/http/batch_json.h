#pragma once
// Batches and assignments on the wire.

#include "app/batches.h"
#include "http/wire_values.h"

namespace assay::http {

Json batch_json(const app::BatchView& view);
Json assignment_json(const store::AssignmentRow& row);

struct BatchPlace {
  domain::ProjectId project;
  domain::BatchId batch;
};
Result<BatchPlace> batch_place(const Call& call);
struct AssignmentPlace {
  domain::ProjectId project;
  domain::AssignmentId assignment;
};
Result<AssignmentPlace> assignment_place(const Call& call);
// {"reason": TEXT}; an answer when the body is none.
std::optional<Answer> read_reason(const Call& call, std::string& reason);
// A time of a body, or nothing.
std::optional<std::int64_t> time_in(Fields& fields, const char* name);

}  // namespace assay::http
