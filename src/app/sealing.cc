#include "app/sealing.h"

#include <fmt/format.h>

#include "app/permissions.h"
#include "app/person.h"
#include "app/pseudonyms.h"
#include "store/sealed.h"

namespace assay::app {
namespace {

constexpr std::string_view check_name = "sealing";

Digest check_of(const Secret& key) { return hmac_sha256(key.bytes(), "assay/sealing-key/check/v1\n"); }

// What the old key opens, under the new one; nothing: it does not open.
std::optional<std::string> sealed_anew(const Secret& old_key, const Secret& new_key, const std::string& about,
                                       const std::string& sealed) {
  if (old_key.empty()) return std::nullopt;
  const std::optional<Secret> secret = open_sealed(old_key, about, sealed);
  if (!secret) return std::nullopt;
  return seal(new_key, about, secret->bytes());
}

Result<Done> reseal_factors(store::Connection& connection, const Secret& old_key, const Secret& new_key,
                            Resealed& out) {
  auto factors = store::all_sealed_factors(connection);
  if (!factors) return factors.error();
  for (store::SealedFactor& factor : factors.value()) {
    const auto sealed = sealed_anew(old_key, new_key, second_factor_about(factor.user), factor.sealed_secret);
    ++(sealed ? out.sealed : out.given_up);
    if (!sealed) continue;
    factor.sealed_secret = *sealed;
    if (auto kept = store::set_sealed_factor(connection, factor); !kept) return kept;
  }
  return Done{};
}

Result<Done> reseal_webhooks(store::Connection& connection, const Secret& old_key, const Secret& new_key,
                             Resealed& out) {
  auto webhooks = store::all_webhook_secrets(connection);
  if (!webhooks) return webhooks.error();
  for (domain::OutgoingWebhook& webhook : webhooks.value()) {
    const std::string about = webhook_secret_about(webhook);
    const auto sealed = webhook.secret.empty() ? sealed_anew(old_key, new_key, about, webhook.sealed_secret)
                                               : seal(new_key, about, webhook.secret);
    ++(sealed ? out.sealed : out.given_up);
    if (!sealed) continue;
    webhook.sealed_secret = *sealed;
    if (auto kept = store::set_sealed_webhook_secret(connection, webhook); !kept) return kept;
  }
  return Done{};
}

}  // namespace

Result<NotedKey> noted_sealing_key(store::Database& database, const Secret& key) {
  auto noted =
      database.read([](store::Connection& connection) { return store::key_check(connection, check_name); });
  if (!noted) return noted.error();
  if (!noted.value()) return NotedKey::none;
  const bool same = equal_in_constant_time(as_text(*noted.value()), as_text(check_of(key)));
  return same ? NotedKey::this_one : NotedKey::another;
}

Result<Done> check_sealing_key(store::Database& database, const Secret& key) {
  const Digest own = check_of(key);
  return database.maintain([&](store::Transaction& transaction) -> Result<Done> {
    auto noted = store::key_check(transaction.connection(), check_name);
    if (!noted) return noted.error();
    if (!noted.value()) {
      return store::set_key_check(transaction.connection(), check_name, own, transaction.now_us());
    }
    if (equal_in_constant_time(as_text(*noted.value()), as_text(own))) return Done{};
    return Error{ErrorCode::forbidden,
                 "this sealing.key is not the one that the database is sealed under: take the file from the "
                 "other server's folder of keys, or from your copy; when it is lost for good, assay reseal "
                 "--lost makes another",
                 "sealing.key"};
  });
}

std::string webhook_secret_about(const domain::OutgoingWebhook& webhook) {
  return fmt::format("assay/outgoing-webhook/v1\n{}\n{}", webhook.project.value, webhook.url);
}

std::optional<Secret> open_webhook_secret(const Context& context, const domain::OutgoingWebhook& webhook) {
  if (context.sealing_key == nullptr) return std::nullopt;
  return open_sealed(*context.sealing_key, webhook_secret_about(webhook), webhook.sealed_secret);
}

Result<std::int64_t> seal_open_secrets(Context& context) {
  if (context.sealing_key == nullptr) return std::int64_t{0};
  return context.database.maintain([&](store::Transaction& transaction) -> Result<std::int64_t> {
    store::Connection& connection = transaction.connection();
    auto open = store::open_webhook_secrets(connection);
    if (!open) return open.error();
    for (domain::OutgoingWebhook& webhook : open.value()) {
      webhook.sealed_secret = seal(*context.sealing_key, webhook_secret_about(webhook), webhook.secret);
      if (auto kept = store::set_sealed_webhook_secret(connection, webhook); !kept) return kept.error();
    }
    const auto pseudonyms = seal_open_pseudonym_secrets(context, transaction);
    if (!pseudonyms) return pseudonyms;
    return std::ssize(open.value()) + pseudonyms.value();
  });
}

Result<Resealed> change_sealing_key(Context& context, const Caller& caller, const Secret& old_key,
                                    const Secret& new_key) {
  if (auto may = allow(caller, Verb::change_sealing_key); !may) return may.error();
  if (context.subject_keys != nullptr) {
    const auto lost = context.subject_keys->rewrap(Secret(std::string(new_key.bytes())));
    if (!lost) return lost.error();
  }
  return context.database.write([&](store::Transaction& transaction) -> Result<store::Outcome<Resealed>> {
    store::Connection& connection = transaction.connection();
    Resealed out;
    if (auto done = reseal_factors(connection, old_key, new_key, out); !done) return done.error();
    if (auto done = reseal_webhooks(connection, old_key, new_key, out); !done) return done.error();
    auto pseudonyms = reseal_pseudonym_secrets(transaction, old_key, new_key, out);
    if (!pseudonyms) return pseudonyms.error();
    auto noted = store::set_key_check(connection, check_name, check_of(new_key), transaction.now_us());
    if (!noted) return noted.error();
    return store::Outcome<Resealed>::changed(out, event_by(caller, "change_sealing_key", "server"));
  });
}

}  // namespace assay::app
