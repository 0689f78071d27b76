// The contract of the API, for programs and for people.

#include "http/handlers.h"
#include "http/openapi.h"
#include "http/protection.h"
#include "http/services.h"

namespace assay::http {

Answer show_openapi(const Call& call) { return json_answer(openapi_json(call.services.router->routes())); }

Answer show_reference(const Call& call) {
  Answer answer = call.services.files->file(call.request, "/reference/index.html");
  add_header(answer, "Content-Security-Policy",
             "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:; "
             "base-uri 'none'; form-action 'none'; frame-ancestors 'none'");
  return answer;
}

Answer show_reference_script(const Call& call) {
  return call.services.files->file(call.request, "/reference/reference.js");
}

Answer show_reference_style(const Call& call) {
  return call.services.files->file(call.request, "/reference/reference.css");
}

}  // namespace assay::http
