#include "store/sealed.h"

#include "store/values.h"

namespace assay::store {
namespace {

constexpr Statement find_check{"select hmac_sha256 from key_check where name = $1"};
constexpr Statement put_check{
    "insert into key_check (name, hmac_sha256, created_at) values ($1, $2, $3) on conflict (name) do update "
    "set hmac_sha256 = excluded.hmac_sha256, created_at = excluded.created_at"};
constexpr Statement list_factors{"select user_id, sealed_secret from second_factor order by user_id"};
constexpr Statement put_factor{"update second_factor set sealed_secret = $2 where user_id = $1"};
#define ASSAY_WEBHOOK_SECRETS \
  "select outgoing_webhook_id, project_id, url, secret, sealed_secret from outgoing_webhook where "
constexpr Statement list_webhook_secrets{ASSAY_WEBHOOK_SECRETS
                                         "state <> 'removed' order by outgoing_webhook_id"};
constexpr Statement list_open_webhook_secrets{ASSAY_WEBHOOK_SECRETS
                                              "secret <> '' order by outgoing_webhook_id"};
constexpr Statement put_webhook{
    "update outgoing_webhook set secret = '', sealed_secret = $2 where outgoing_webhook_id = $1"};

Result<std::vector<domain::OutgoingWebhook>> webhooks(Connection& connection, const Statement& statement) {
  return all_rows<domain::OutgoingWebhook>(connection, statement, {}, [](const Row& row) {
    domain::OutgoingWebhook out;
    out.id = {row.integer(0)};
    out.project = {row.integer(1)};
    out.url = row.text(2);
    out.secret = row.text(3);
    out.sealed_secret = std::string(row.bytes(4));
    return out;
  });
}

}  // namespace

Result<std::optional<Digest>> key_check(Connection& connection, std::string_view name) {
  std::optional<Digest> found;
  Result<std::int64_t> ran =
      connection.run(find_check, {name}, [&](const Row& row) { found = digest_of(row.bytes(0)); });
  if (!ran) return ran.error();
  return found;
}

Result<Done> set_key_check(Connection& connection, std::string_view name, const Digest& hmac_sha256,
                           std::int64_t now_us) {
  return done_of(connection.run(put_check, {name, bytes_of(hmac_sha256), now_us}));
}

Result<std::vector<SealedFactor>> all_sealed_factors(Connection& connection) {
  return all_rows<SealedFactor>(connection, list_factors, {}, [](const Row& row) {
    return SealedFactor{{row.integer(0)}, std::string(row.bytes(1))};
  });
}

Result<Done> set_sealed_factor(Connection& connection, const SealedFactor& factor) {
  return done_of(connection.run(put_factor, {factor.user.value, Bytes{factor.sealed_secret}}));
}

Result<std::vector<domain::OutgoingWebhook>> all_webhook_secrets(Connection& connection) {
  return webhooks(connection, list_webhook_secrets);
}

Result<std::vector<domain::OutgoingWebhook>> open_webhook_secrets(Connection& connection) {
  return webhooks(connection, list_open_webhook_secrets);
}

Result<Done> set_sealed_webhook_secret(Connection& connection, const domain::OutgoingWebhook& webhook) {
  return done_of(connection.run(put_webhook, {webhook.id.value, Bytes{webhook.sealed_secret}}));
}

}  // namespace assay::store
