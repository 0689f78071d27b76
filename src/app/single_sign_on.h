#pragma once
// Signing in by who has checked already: an OpenID Connect issuer, or a proxy that is trusted. Both end in
// the same session as a password. One event `sign_in` each, whose reason names the method and the issuer or
// the header.
//
// Errors carry in `where` one word that the sign-in page turns into a sentence: expired, refused, issuer,
// token, email, person, closed, taken, busy, or "" for what no sentence is for.

#include <atomic>
#include <string>

#include "app/context.h"
#include "app/openid_issuer.h"
#include "app/sign_in.h"
#include "app/users.h"
#include "base/log.h"

namespace assay::app {

// A browser that leaves for the issuer: where to, and the secret it keeps in a cookie until it is back.
struct SignInBegun {
  std::string address, browser_secret;
};
// What it comes back with.
struct SignInReturn {
  std::string code, state, issuer, error;
  std::string browser_secret;  // of the cookie
};
struct SignInArrived {
  SignedIn signed_in;
  std::string return_to;  // a path of this server
};

inline constexpr std::int64_t sign_in_minutes = 10;           // from leaving to coming back
inline constexpr std::int64_t pending_sign_ins_max = 20'000;  // the oldest go when there are more
inline constexpr int issuer_asked_at_once_max = 8;  // so that a slow issuer takes few of the server's threads

// Thread safe.
class OpenidSignIn {
 public:
  // All outlive this.
  OpenidSignIn(Context& context, OpenidIssuer& issuer, const Log& log)
      : context_(context), issuer_(issuer), log_(log) {}

  const OpenidSettings& settings() const { return issuer_.settings(); }

  // `return_to` that is no path of this server's pages becomes "/".
  Result<SignInBegun> begin(const Caller& caller, const std::string& return_to);
  // Whoever comes back is who the issuer says: a user it is linked with, or the active or invited user of the
  // e-mail address that it has verified, who is linked now. Nobody is made, unless the settings name the
  // organisation. A state serves once, and only the browser that left with it.
  Result<SignInArrived> finish(const Caller& caller, const SignInReturn& back);

 private:
  Result<SignInBegun> begun(const std::string& return_to);
  Result<SignInArrived> finished(const Caller& caller, const SignInReturn& back);
  Result<std::string> taken(const SignInReturn& back);
  Result<IssuerAnswer> asked(const SignInReturn& back);
  Result<SignedIn> admitted(const Caller& caller, const IssuerPerson& person);
  void note(const Caller& caller, const Error& error) const;

  Context& context_;
  OpenidIssuer& issuer_;
  const Log& log_;
  std::atomic<int> asking_{0};
};

// The active or invited user of this address, in the name of a proxy's header. Nobody is made.
Result<SignedIn> sign_in_by_proxy(Context& context, const Caller& caller, const std::string& email,
                                  const std::string& header);

// By an administrator: the user is nobody of any issuer any more, and whoever has their verified address next
// is linked. How many links there were; none is an error. Sessions that are open stay.
Result<std::int64_t> unlink_user(Context& context, const Caller& caller, const std::string& email);

// "/projects/3?x=y"; "/" for what leads elsewhere or to no page.
std::string local_path(const std::string& text);

}  // namespace assay::app
