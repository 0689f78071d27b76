#include "cli/console.h"

#include "base/text.h"

namespace assay::cli {

int complain(Console& console, const Error& error) {
  console.err << "assay: " << printable(error_text(error)) << "\n";
  return exit_bad_input;
}

}  // namespace assay::cli
