#pragma once
// JSONL as rows: keys play the part of column names.

#include "base/result.h"
#include "formats/encoding.h"
#include "formats/sheet.h"

namespace assay::formats {

// Gold, items or attributes as JSONL. Values that are objects or arrays of other things than strings are
// listed and taken as empty; of items every object and array is kept as JSON.
Result<Sheet> read_json_sheet(const DecodedText& decoded, FileKind kind, const ReadOptions& options,
                              Problems& problems);

}  // namespace assay::formats
