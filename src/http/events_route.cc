#include "http/handlers.h"
#include "http/services.h"

namespace assay::http {

Answer open_events(const Call& call) { return call.services.events->open(*call.visitor.user); }

}  // namespace assay::http
