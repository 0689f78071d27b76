#include "app/signing.h"

#include "app/permissions.h"
#include "domain/approval.h"
#include "store/approval.h"

namespace assay::app {
namespace {

using store::Outcome;
using store::Transaction;

Error no_confirmation(const char* message) { return Error{ErrorCode::forbidden, message, "confirmation"}; }

}  // namespace

Result<Confirmed> confirm_person(Context& context, const Caller& caller, const Signing& signing) {
  if (auto in = allow_session(caller); !in) return in.error();
  Result<Methods> methods = check_person(context, caller, signing.proof, CodeWanted::demanded);
  if (!methods) return methods.error();
  Confirmed out{new_token(), 0, methods.value()};
  return context.database.write([&](Transaction& transaction) -> Result<Outcome<Confirmed>> {
    const std::int64_t now = transaction.now_us();
    out.expires_at = now + domain::confirmation_life_us;
    const store::Confirmation kept{caller.user.id, signing.signed_sha256, methods_text(out.methods), now,
                                   out.expires_at};
    auto inserted = store::insert_confirmation(transaction.connection(), token_digest(out.secret), kept);
    if (!inserted) return inserted.error();
    domain::AuditEvent event = event_by(caller, "confirm_person", "user");
    event.object = caller.user.id.value;
    event.after = signing.signed_sha256;
    event.methods = out.methods;
    return Outcome<Confirmed>::changed(out, std::move(event));
  });
}

Result<Methods> use_confirmation(Transaction& transaction, const Caller& caller, const std::string& secret,
                                 const Digest& signed_sha256) {
  store::Connection& connection = transaction.connection();
  const Digest digest = token_digest(secret);
  Result<store::Confirmation> found = store::confirmation_by_token(connection, digest);
  if (!found && found.error().code != ErrorCode::not_found) return found.error();
  if (!found || found.value().user != caller.user.id) {
    return no_confirmation("there is no such confirmation of yours, or it was used: sign again");
  }
  if (transaction.now_us() > found.value().expires_at) {
    return no_confirmation("the confirmation is older than five minutes: sign again");
  }
  if (found.value().signed_sha256 != signed_sha256) {
    return no_confirmation("the confirmation is for something else: sign what you are about to do");
  }
  Result<bool> used = store::use_confirmation(connection, digest, transaction.now_us());
  if (!used) return used.error();
  if (!used.value()) return no_confirmation("the confirmation was used: sign again");
  return methods_from(found.value().methods);
}

}  // namespace assay::app
