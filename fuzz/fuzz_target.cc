#include "base/text.h"
#include "check.h"
#include "http/target.h"

int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  using namespace assay;
  const auto target = http::read_target({reinterpret_cast<const char*>(data), size});
  if (!target.ok()) return 0;
  for (const std::string& segment : target.value().segments) {
    ASSAY_CHECK(segment != ".." && segment != "." && !segment.empty(), "no segment leads upwards");
    ASSAY_CHECK(is_utf8(segment), "segments are text");
    ASSAY_CHECK(segment.find('\0') == std::string::npos, "no text ends early");
  }
  return 0;
}
