#include "http/openapi.h"

#include "cli/command.h"
#include "http/route_rights.h"
#include "http/routes.h"

namespace assay::cli {

int openapi(Words words, Console& console) {
  std::string output = "-";
  bool rights = false;
  Arguments arguments("openapi", "The interface of the server as OpenAPI 3.1, to make clients from.",
                      "assay openapi -o openapi.json");
  arguments.text("-o,--output", "F", output, "the file; - prints it, the default");
  arguments.flag("--rights", rights, "who may do what, as a page, instead");
  return run_command(arguments, words, console, [&]() -> Result<int> {
    const std::string document =
        rights ? http::rights_page() : http::openapi_json(http::all_routes(), http::Layout::indented);
    if (auto done = write_text(output, document, console); !done.ok()) return done.error();
    return exit_done;
  });
}

}  // namespace assay::cli
