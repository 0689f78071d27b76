#include "check.h"
#include "formats/annotation_batch.h"

int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  using namespace assay;
  const auto rows = formats::read_annotation_batch({reinterpret_cast<const char*>(data), size});
  if (!rows.ok()) {
    ASSAY_CHECK(!rows.error().where.empty(), "a refused batch says where");
    return 0;
  }
  for (const auto& row : rows.value()) {
    ASSAY_CHECK(!row.item.empty() && !row.annotator.empty(), "a row that was read has its names");
  }
  return 0;
}
