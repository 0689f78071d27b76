#pragma once
// A job as it stands on the wire: what several verbs answer.

#include "domain/job.h"
#include "http/wire_values.h"

namespace assay::http {

Json job_json(const domain::Job& job);

}  // namespace assay::http
