#include "check.h"

int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  // Files in an archive are told apart by what they look like.
  if (!std::string_view(reinterpret_cast<const char*>(data), size).starts_with("PK\x03\x04")) return 0;
  assay::fuzz::check_annotations({reinterpret_cast<const char*>(data), size}, "");
  return 0;
}
