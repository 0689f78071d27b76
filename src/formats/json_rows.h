#pragma once
// JSONL as rows: keys play the part of column names.

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "formats/encoding.h"
#include "formats/sheet.h"

namespace assay::formats {

// The keys of the first 1,000 objects, in order of first sight: the columns. Empty when there is no object.
std::vector<std::string> first_json_keys(std::string_view text, const ReadOptions& options);

// Gold, items or attributes as JSONL. Values that are objects or arrays of other things than strings are
// listed and taken as empty; of items every object and array is kept as JSON.
Result<Sheet> read_json_sheet(const DecodedText& decoded, FileKind kind, const ReadOptions& options,
                              Problems& problems);

}  // namespace assay::formats
