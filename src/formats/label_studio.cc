#include "formats/readers.h"
namespace assay::formats {
bool looks_like_label_studio(std::string_view, std::string_view) { return false; }
Result<ReadSummary> read_label_studio(std::string_view, const ReadOptions& options, labels::Table&,
                                      Problems&) {
  return Error{ErrorCode::invalid, "not readable yet", options.file};
}
}  // namespace assay::formats
