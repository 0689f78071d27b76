#include "http/handlers.h"
#include "http/services.h"

namespace assay::http {

Answer open_events(const Call& call) {
  // A stream that nobody will read must not be counted as open.
  if (call.request.method == "HEAD") return text_answer("", "text/event-stream");
  return call.services.events->open(*call.visitor.user);
}

}  // namespace assay::http
