#include "stats/sampling/draw_seed.h"

#include <initializer_list>
#include <vector>

#include "base/big_endian.h"
#include "base/text.h"

namespace assay::stats {
namespace {

Digest hash_of_parts(std::string_view purpose, const std::vector<std::string_view>& parts) {
  Sha256 hash;
  hash.add(purpose);
  hash.add(framed(parts));
  return hash.finish();
}

std::string_view part_of(const std::optional<Digest>& nonce) {
  return nonce ? as_text(*nonce) : std::string_view();
}

}  // namespace

const char* draw_party_name(DrawParty party) { return party == DrawParty::client ? "client" : "provider"; }

Digest draw_commitment(const DrawNonce& nonce) {
  return hash_of_parts("assay/draw-commit/v2\n", {as_text(nonce.log_id), nonce.selection_id,
                                                  draw_party_name(nonce.party), as_text(nonce.nonce)});
}

bool opens_commitment(const DrawNonce& opened, const Digest& commitment) {
  return draw_commitment(opened) == commitment;
}

Result<Digest> draw_seed(const DrawOpening& opening) {
  if (!opening.client_nonce && !opening.provider_nonce) {
    return Error{ErrorCode::invalid, "a seed needs the nonce of at least one party", opening.selection_id};
  }
  std::vector<std::string_view> parts = {as_text(opening.log_id),       opening.selection_id,
                                         as_text(opening.request),      as_text(opening.frozen_root),
                                         part_of(opening.client_nonce), part_of(opening.provider_nonce)};
  if (opening.weights_root) parts.push_back(as_text(*opening.weights_root));
  if (opening.beacon) parts.push_back(as_text(*opening.beacon));
  return hash_of_parts("assay/draw-seed/v2\n", parts);
}

std::uint64_t item_number(const Digest& seed, std::string_view item) {
  const Digest hash = hash_of_parts("assay/draw-item/v2\n", {as_text(seed), item});
  return from_big_endian(as_text(hash).substr(0, 8));
}

Result<Done> check_item_id(std::string_view item) {
  if (!item.empty() && item.size() <= item_id_bytes_max && is_utf8(item)) return Done{};
  return Error{ErrorCode::invalid, "the id of an item is UTF-8 of 1 to 255 bytes", shorten(item, 60)};
}

}  // namespace assay::stats
