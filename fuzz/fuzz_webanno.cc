#include "check.h"

int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  assay::fuzz::check_annotations({reinterpret_cast<const char*>(data), size}, "webanno");
  return 0;
}
