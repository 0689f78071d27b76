#include "base/hash.h"
#include "check.h"

// The hash at the end is made right, or no other input would ever get past it.
int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  using namespace assay;
  std::string bytes(reinterpret_cast<const char*>(data), size);
  (void)labels::tallies_from_bytes(bytes);
  if (bytes.size() < 32) return 0;
  bytes.resize(bytes.size() - 32);
  const Digest digest = sha256(bytes);
  bytes.append(reinterpret_cast<const char*>(digest.data()), digest.size());
  const auto read = labels::tallies_from_bytes(bytes);
  if (!read.ok()) return 0;
  const std::string written = labels::tally_bytes(read.value());
  const auto again = labels::tallies_from_bytes(written);
  ASSAY_CHECK(again.ok() && labels::tally_bytes(again.value()) == written, "a tally reads back");
  for (const labels::Tally& a : read.value()) {
    const auto merged = labels::merge(a, read.value().front());
    if (merged.ok()) {
      ASSAY_CHECK(labels::tallies_from_bytes(labels::tally_bytes({merged.value()})).ok(),
                  "what was merged reads back");
    }
  }
  return 0;
}
