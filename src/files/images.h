#pragma once
// Where the server finds images that are not kept by their hash: a folder, a bucket. Either may be missing.

#include <optional>
#include <string>

#include "base/file.h"
#include "files/bucket.h"

namespace assay::files {

struct ImageSources {
  std::string folder;  // empty: none
  Bucket bucket;       // without endpoint: none
};

// The folder is there and can be read; the bucket is complete.
Result<Done> check_sources(const ImageSources& sources);

// The file at this path of the folder; not_found when there is no folder, nothing there, or a link on the
// way.
Result<FileBytes> folder_image(const ImageSources& sources, std::string_view path);

}  // namespace assay::files
