#pragma once
// A zip of several files as one delivery: doccano's file per member, CVAT's annotations beside images,
// INCEpTION's file per document and annotator.

#include <functional>

#include "formats/archive.h"
#include "formats/reader.h"

namespace assay::formats {

// Reads every entry that may hold annotations with `read_one`, whose options name the file
// "archive.zip/entry". Entries that no format knows are listed; refuses an archive without any that can be
// read, and spreadsheets.
using ReadOne = std::function<Result<ReadSummary>(std::string_view bytes, const ReadOptions& options)>;
Result<ReadSummary> read_container(std::string_view bytes, const ReadOptions& options,
                                   const ReadOne& read_one, Problems& problems,
                                   const ArchiveLimits& limits = {});

}  // namespace assay::formats
