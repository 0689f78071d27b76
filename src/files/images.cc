#include "files/images.h"

#include "base/folder.h"

namespace assay::files {

Result<Done> check_sources(const ImageSources& sources) {
  if (!sources.folder.empty() && !is_folder(sources.folder)) {
    return Error{ErrorCode::invalid, "there is no such folder, or it cannot be read", "--images"};
  }
  return sources.bucket.is_set() ? check_bucket(sources.bucket) : Result<Done>(Done{});
}

Result<FileBytes> folder_image(const ImageSources& sources, std::string_view path) {
  if (sources.folder.empty()) {
    return Error{ErrorCode::not_found, "this server has no folder of images (assay serve --images)",
                 "images"};
  }
  return FileBytes::open_inside(sources.folder, path);
}

}  // namespace assay::files
