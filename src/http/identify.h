#pragma once
// Who asks: by the bearer token or the session's cookie. A request with both is judged by its token. Where a
// trusted proxy says who it is, the session is theirs or counts for nothing: whoever signs out at the proxy
// leaves no session to the next.

#include "app/context.h"
#include "http/proxy_header.h"
#include "http/visitor.h"

namespace assay::http {

// Both outlive the function.
Identify identify_by(app::Context& context, const ProxyHeader& proxy, Cookies cookies = Cookies::plain);

}  // namespace assay::http
