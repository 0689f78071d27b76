#pragma once
// The seed of a verifiable draw (methods 0.2): two parties commit to a nonce each before the delivery is
// frozen, and open it afterwards. Neither can steer what is drawn, because the seed depends on both nonces
// and on what was frozen; neither can change its mind, because a commitment opens to one nonce. All hashes
// are SHA-256 over a line that names the purpose and over framed parts (base/big_endian.h). Pure.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/hash.h"
#include "base/result.h"

namespace assay::stats {

enum class DrawParty { client, provider };
const char* draw_party_name(DrawParty party);

// What a party publishes in step 2. The nonce is 32 random bytes made on the party's own machine.
struct DrawNonce {
  Digest log_id{};
  std::string selection_id;  // the decimal log index of the request's event
  DrawParty party = DrawParty::client;
  Digest nonce{};
};
Digest draw_commitment(const DrawNonce& nonce);
// Whether the opened nonce is what was committed to.
bool opens_commitment(const DrawNonce& opened, const Digest& commitment);

// Step 5: everything a seed is made of. A missing nonce is that of a party that has no key (single-party log)
// or has forfeited; at least one must be there.
struct DrawOpening {
  Digest log_id{};
  std::string selection_id;
  Digest request{};      // SHA-256 of the canonical JSON of the request
  Digest frozen_root{};  // root over the frozen delivery
  std::optional<Digest> client_nonce;
  std::optional<Digest> provider_nonce;
  std::optional<Digest> weights_root;  // of weighted designs only
  std::optional<Digest> beacon;        // when the request names one
};
// Error `invalid` without any nonce.
Result<Digest> draw_seed(const DrawOpening& opening);

// x of the item under this seed, uniform on 0 .. 2^64 - 1: what uniform and Poisson draws compare.
std::uint64_t item_number(const Digest& seed, std::string_view item);

// Item ids are UTF-8 of 1 to 255 bytes. Error `invalid` names the id.
inline constexpr std::size_t item_id_bytes_max = 255;
Result<Done> check_item_id(std::string_view item);

}  // namespace assay::stats
