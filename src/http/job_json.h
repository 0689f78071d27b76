#pragma once
// A job as it stands on the wire: several nouns answer with one.

#include "domain/job.h"
#include "http/wire_values.h"

namespace assay::http {

Json job_json(const domain::Job& job);
Answer job_answer(const Result<domain::Job>& job);

}  // namespace assay::http
