#include "app/pseudonyms.h"

#include <fmt/format.h>

#include "app/sealing.h"
#include "base/keys.h"
#include "labels/pseudonyms.h"
#include "store/engagement.h"

namespace assay::app {
namespace {

constexpr std::size_t pseudonym_secret_bytes = 32;

std::string about(domain::ProjectId project) {
  return fmt::format("assay/pseudonym-key/v1\n{}", project.value);
}

Result<Done> put(store::Transaction& transaction, domain::ProjectId project, const Secret& key,
                 std::string_view secret) {
  return store::put_pseudonym_key(transaction.connection(), {project, "", seal(key, about(project), secret)},
                                  transaction.now_us());
}

}  // namespace

std::string annotator_pseudonym(std::string_view secret, domain::OrganisationId organisation,
                                std::string_view name) {
  return labels::pseudonym(fmt::format("{}/{}", organisation.value, name), secret);
}

Error erased_annotator() {
  return {ErrorCode::invalid, "this annotator was erased: nothing of them comes back", "annotator"};
}

Result<std::string> pseudonym_secret(const Context& context, store::Connection& connection,
                                     domain::ProjectId project) {
  const auto found = store::pseudonym_key(connection, project);
  if (!found) return found.error();
  if (!found.value()) return std::string();
  const store::PseudonymKey& key = *found.value();
  if (key.sealed_secret.empty()) return key.secret;
  if (context.sealing_key != nullptr) {
    if (const auto secret = open_sealed(*context.sealing_key, about(project), key.sealed_secret))
      return std::string(secret->bytes());
  }
  return Error{ErrorCode::unavailable,
               "pseudonyms of this project are made with a secret that this server cannot open: put the "
               "sealing key back that belongs to the database",
               "sealing.key"};
}

Result<std::string> make_pseudonym_secret(const Context& context, store::Transaction& transaction,
                                          domain::ProjectId project) {
  Result<std::string> held = pseudonym_secret(context, transaction.connection(), project);
  if (!held || !held.value().empty()) return held;
  if (context.sealing_key == nullptr)
    return Error{ErrorCode::unavailable, "this server has no sealing key", "sealing.key"};
  std::string fresh = random_bytes(pseudonym_secret_bytes);
  if (auto kept = put(transaction, project, *context.sealing_key, fresh); !kept) return kept.error();
  return fresh;
}

Result<std::int64_t> seal_open_pseudonym_secrets(const Context& context, store::Transaction& transaction) {
  const auto open = store::pseudonym_keys(transaction.connection(), store::PseudonymKeys::open);
  if (!open) return open.error();
  for (const store::PseudonymKey& each : open.value()) {
    if (auto kept = put(transaction, each.project, *context.sealing_key, each.secret); !kept)
      return kept.error();
  }
  return std::ssize(open.value());
}

Result<Done> reseal_pseudonym_secrets(store::Transaction& transaction, const Secret& old_key,
                                      const Secret& new_key, Resealed& out) {
  const auto all = store::pseudonym_keys(transaction.connection(), store::PseudonymKeys::all);
  if (!all) return all.error();
  for (const store::PseudonymKey& each : all.value()) {
    std::optional<Secret> secret;
    if (each.sealed_secret.empty()) secret = Secret(each.secret);
    if (!secret && !old_key.empty()) secret = open_sealed(old_key, about(each.project), each.sealed_secret);
    ++(secret ? out.sealed : out.given_up);
    const Secret kept = secret ? std::move(*secret) : Secret(random_bytes(pseudonym_secret_bytes));
    if (auto done = put(transaction, each.project, new_key, kept.bytes()); !done) return done;
  }
  return Done{};
}

}  // namespace assay::app
