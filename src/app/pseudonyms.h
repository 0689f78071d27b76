#pragma once
// What pseudonyms of a project's annotators are made with: a secret of the project, sealed in the database
// under the sealing key. Who has it can test whether a name is behind a pseudonym; nobody else can.

#include <string>

#include "app/context.h"

namespace assay::app {

// One person has one pseudonym in a project and provider, and others everywhere else.
std::string annotator_pseudonym(std::string_view secret, domain::OrganisationId organisation,
                                std::string_view name);
// What a file, a row or a member is told that still has who was erased: nothing is brought back, neither a
// name nor, under a new one, what they said.
Error erased_annotator();
// What stands for an annotator of no provider who was erased: a pseudonym like those of the others, and of no
// organisation.
inline constexpr domain::OrganisationId no_organisation{};

// Empty: none was made yet. Error `unavailable` where the server has no key, or another one.
Result<std::string> pseudonym_secret(const Context& context, store::Connection& connection,
                                     domain::ProjectId project);
// Makes it if there is none.
Result<std::string> make_pseudonym_secret(const Context& context, store::Transaction& transaction,
                                          domain::ProjectId project);

// Those that stand open from before they were sealed. How many.
Result<std::int64_t> seal_open_pseudonym_secrets(const Context& context, store::Transaction& transaction);
// From the old key to the new one. What the old one does not open is made anew, so that files still come in:
// annotators who come again are strangers.
struct Resealed;
Result<Done> reseal_pseudonym_secrets(store::Transaction& transaction, const Secret& old_key,
                                      const Secret& new_key, Resealed& out);

}  // namespace assay::app
