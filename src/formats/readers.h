#pragma once
// The readers behind the registry, one file each. What they take and promise is in reader.h.

#include <string_view>

#include "base/result.h"
#include "formats/reader.h"

namespace assay::formats {

bool looks_like_csv(std::string_view head, std::string_view file);
Result<ReadSummary> read_csv(std::string_view bytes, const ReadOptions& options, labels::Table& table,
                             Problems& problems);

bool looks_like_jsonl(std::string_view head, std::string_view file);
Result<ReadSummary> read_jsonl(std::string_view bytes, const ReadOptions& options, labels::Table& table,
                               Problems& problems);

bool looks_like_label_studio(std::string_view head, std::string_view file);
Result<ReadSummary> read_label_studio(std::string_view bytes, const ReadOptions& options,
                                      labels::Table& table, Problems& problems);

}  // namespace assay::formats
