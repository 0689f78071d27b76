#include "check.h"
#include "plans/design_file.h"

int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  const auto design = assay::plans::design_from_text({reinterpret_cast<const char*>(data), size});
  if (design.ok()) ASSAY_CHECK(design.value().categories >= 2, "a design that was read can be used");
  return 0;
}
