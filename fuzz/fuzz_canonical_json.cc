#include "base/canonical_json.h"
#include "check.h"

int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  using namespace assay;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const auto value = parse_canonical(bytes);
  if (!value.ok()) {
    ASSAY_CHECK(!value.error().message.empty(), "an error says what is wrong");
    return 0;
  }
  const auto written = canonical_bytes(value.value());
  ASSAY_CHECK(written.ok() && written.value() == bytes, "what is read has one spelling");
  return 0;
}
