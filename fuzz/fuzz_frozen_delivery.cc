#include "check.h"
#include "stats/sampling/frozen_delivery.h"

// Lines as leaves of a frozen delivery: what is read has the bytes, the order and the root it came with.
int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  using namespace assay;
  std::string_view rest(reinterpret_cast<const char*>(data), size);
  std::vector<std::string_view> leaves;
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find('\n'), rest.size());
    leaves.push_back(rest.substr(0, end));
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  const auto delivery = stats::read_frozen_delivery(leaves);
  if (!delivery.ok()) {
    ASSAY_CHECK(!delivery.error().message.empty(), "an error says what is wrong");
    return 0;
  }
  ASSAY_CHECK(delivery.value().leaves.size() == leaves.size(), "no leaf is lost");
  std::size_t counted = 0;
  for (const stats::FrozenUnit& unit : delivery.value().units) {
    ASSAY_CHECK(unit.position == counted, "a unit stands at its first leaf");
    counted += unit.leaves;
  }
  ASSAY_CHECK(counted == leaves.size(), "every leaf belongs to a unit");
  return 0;
}
