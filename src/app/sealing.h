#pragma once
// What the database keeps sealed, under the sealing key of the folder of keys: secrets of second factors, of
// outgoing webhooks, and what pseudonyms are made with. All servers on one database need the same key, and
// the database tells whether they have it.

#include <string>

#include "app/context.h"

namespace assay::app {

// Which key the database is sealed under: of none, no server has noted one.
enum class NotedKey { none, this_one, another };
Result<NotedKey> noted_sealing_key(store::Database& database, const Secret& key);
// The first server that comes notes its key, by what it makes of a text that everybody knows. Error
// `forbidden` when another key is noted.
Result<Done> check_sealing_key(store::Database& database, const Secret& key);

// What a webhook's secret is sealed beside: the same secret under another address does not open.
std::string webhook_secret_about(const domain::OutgoingWebhook& webhook);
// Nothing when there is no key, or another.
std::optional<Secret> open_webhook_secret(const Context& context, const domain::OutgoingWebhook& webhook);
// Secrets of outgoing webhooks and of pseudonyms that stand open, from before they were sealed. How many.
Result<std::int64_t> seal_open_secrets(Context& context);

// From the old key to a new one, in one write with its event; the keys of items about people before it. What
// the old one does not open is given up: those people sign in by recovery codes, those webhooks are made
// anew, and in those projects annotators who come again are strangers. Without an old key that is everything.
struct Resealed {
  std::int64_t sealed = 0, given_up = 0;
};
Result<Resealed> change_sealing_key(Context& context, const Caller& caller, const Secret& old_key,
                                    const Secret& new_key);

}  // namespace assay::app
