#pragma once
// A frozen delivery: what a draw is made from (methods 0.2, step 3). One leaf of canonical JSON per delivered
// annotation that counts, or one without annotation for an item that was assigned and not delivered, in
// ascending byte order of (item, annotation); the root of the Merkle tree over them fixes the population. The
// unit that is drawn is the item with all its leaves. Pure; O(n log n).

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/hash.h"
#include "base/result.h"

namespace assay::stats {

struct FrozenLeaf {
  std::string item;                       // the item's handle
  Digest item_sha256{};                   // of its content
  std::optional<std::string> annotation;  // the event's id; none when it was not delivered
  std::optional<Digest> commit;           // that event's commitment; none exactly when annotation is
  std::optional<Digest> guideline;        // the version's hash
  std::optional<std::string> stratum;
};

struct FrozenUnit {
  std::string item;
  std::optional<std::string> stratum;
  std::size_t position = 0;  // of its first leaf
  std::size_t leaves = 0;
  bool is_delivered = false;
};

struct FrozenDelivery {
  Digest root{};
  std::vector<std::string> leaves;  // their bytes, in position order
  std::vector<FrozenUnit> units;    // in position order
};

// Puts the leaves in order. Error `invalid` names an item: the same pair (item, annotation) twice, an item
// both delivered and not, two contents or strata for one item, an annotation without commitment, a bad id.
Result<FrozenDelivery> freeze_delivery(std::vector<FrozenLeaf> leaves);

// The same from the bytes of the leaves as somebody handed them over: refuses what freeze_delivery would not
// have written, byte for byte. where = "leaf 17", counted from 0.
Result<FrozenDelivery> read_frozen_delivery(const std::vector<std::string_view>& leaves);

// Step 4, one entry a unit in position order: the root over {"position":p,"w":w} and over
// {"pi":"…","position":p}.
Digest weights_root(const FrozenDelivery& delivery, const std::vector<std::uint64_t>& weights);
Digest probabilities_root(const FrozenDelivery& delivery, const std::vector<std::string>& pi);

}  // namespace assay::stats
