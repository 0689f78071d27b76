#pragma once
// Signing again: before something weighty is done, the person shows password and code for exactly that, and
// gets a confirmation that works once, for five minutes, for nothing else.
//
// A verb that wants one takes the confirmation's secret, and inside of its write calls use_confirmation with
// the hash of what it is about to do; the methods it gives back belong into the verb's event.

#include <string>

#include "app/person.h"
#include "store/database.h"

namespace assay::app {

struct Signing {
  Digest signed_sha256{};  // of exactly what is signed
  PersonProof proof;
};
struct Confirmed {
  std::string secret;  // kept nowhere
  std::int64_t expires_at = 0;
  Methods methods;  // both: password, totp
};
// By a session, with both methods: who has no second factor signs nothing. Error `forbidden` at `password` or
// `code`. Writes the event confirm_person with both methods and the hash.
Result<Confirmed> confirm_person(Context& context, const Caller& caller, const Signing& signing);

// The methods by which the caller confirmed exactly this; the confirmation is used up with the write. Error
// `forbidden` at `confirmation` when it is another's, for something else, too old or used.
Result<Methods> use_confirmation(store::Transaction& transaction, const Caller& caller,
                                 const std::string& secret, const Digest& signed_sha256);

}  // namespace assay::app
