#pragma once
// Who asks: by the bearer token or the session's cookie. A request with both is judged by its token.

#include "app/context.h"
#include "http/visitor.h"

namespace assay::http {

// The context outlives the function.
Identify identify_by(app::Context& context);

}  // namespace assay::http
