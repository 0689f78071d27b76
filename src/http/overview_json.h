#pragma once
// An overview as it stands on the wire: of a project, and of one provider's part.

#include "app/overview.h"
#include "http/wire_values.h"

namespace assay::http {

Json overview_json(const app::Overview& overview);

}  // namespace assay::http
