#include "check.h"
#include "plans/gate_plan_file.h"

int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  using namespace assay;
  const auto plan = plans::gate_plan_from_text({reinterpret_cast<const char*>(data), size});
  if (!plan.ok()) return 0;
  const auto again = plans::gate_plan_from_text(plans::gate_plan_text(plan.value()));
  ASSAY_CHECK(again.ok(), "a plan that was read reads again");
  return 0;
}
