#pragma once
// assay audit export: the whole log as a file; assay audit prune: the record without what such a file holds.
// Both on the server's own machine.

#include "cli/commands.h"

namespace assay::cli {

int export_audit(Words words, Console& console);
int prune_audit(Words words, Console& console);

}  // namespace assay::cli
