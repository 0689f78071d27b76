#pragma once
// Everything that stands sealed in the database, and by what it is told that two servers seal under one key.

#include <optional>
#include <string>
#include <vector>

#include "base/hash.h"
#include "domain/outgoing_webhook.h"
#include "store/connection.h"

namespace assay::store {

// What was noted of the key of that name first; nothing: no server has noted one.
Result<std::optional<Digest>> key_check(Connection& connection, std::string_view name);
// In place of what was noted before.
Result<Done> set_key_check(Connection& connection, std::string_view name, const Digest& hmac_sha256,
                           std::int64_t now_us);

struct SealedFactor {
  domain::UserId user;
  std::string sealed_secret;
};
Result<std::vector<SealedFactor>> all_sealed_factors(Connection& connection);
Result<Done> set_sealed_factor(Connection& connection, const SealedFactor& factor);

// Of all webhooks that are not removed.
Result<std::vector<domain::OutgoingWebhook>> all_webhook_secrets(Connection& connection);
// Those that stand open, from before secrets were sealed, of removed ones too.
Result<std::vector<domain::OutgoingWebhook>> open_webhook_secrets(Connection& connection);
// Takes an open one out.
Result<Done> set_sealed_webhook_secret(Connection& connection, const domain::OutgoingWebhook& webhook);

}  // namespace assay::store
