#pragma once
// What verbs need, handed in; and who calls.

#include <functional>
#include <optional>
#include <set>
#include <string>

#include "base/clock.h"
#include "base/keys.h"
#include "domain/audit_event.h"
#include "domain/sign_in.h"
#include "domain/user.h"
#include "files/files.h"
#include "files/images.h"
#include "live/live.h"
#include "store/database.h"

namespace assay::app {

// Something changed that an open page may show.
struct Notice {
  std::string kind;  // "project", "job", "log"
  std::int64_t project = 0;
  std::int64_t job = 0;
  std::int64_t log_position = 0;
  // Whose rows came: keys of providers' names, 0 of rows without one. Empty: the change is for everybody.
  std::set<std::int64_t> providers;
};

// How people sign in, as the settings of the server say.
enum class SecondFactor { optional, demanded };
struct SignInRules {
  std::int64_t idle_lock_us = 15 * domain::minute_us;
  SecondFactor second_factor = SecondFactor::optional;
};

struct Context {
  store::Database& database;
  live::Live& live;
  files::Files& files;
  const Clock& clock;
  PasswordCost password_cost = sign_in_cost;
  std::function<void(const Notice&)> notify;    // may be empty; must not block
  std::function<void()> job_waits;              // wakes the runner; may be empty
  const files::ImageSources* images = nullptr;  // none: only bytes that are kept
  const Secret* sealing_key = nullptr;          // seals second factors; none: nobody enrols one
  SignInRules sign_in;

  void tell(const Notice& notice) const {
    if (notify) notify(notice);
  }
};

// scopes of a token; a session may do both.
enum class Access { read, write };

// this_machine: a command on the server's own machine, which is as good as its data.
enum class CameBy { session, token, this_machine };

struct Caller {
  domain::User user;  // id 0: nobody signed in
  Access access = Access::write;
  std::string request_id;
  std::string address;  // of the client, for limits; never stored with content
  CameBy came_by = CameBy::session;
  domain::SessionId session;                     // none: by another way
  std::optional<std::int64_t> token_expires_at;  // of the token; absent: never, or no token

  bool signed_in() const { return !user.id.none(); }
};

// An event with the caller in it.
domain::AuditEvent event_by(const Caller& caller, std::string verb, std::string object_kind);

}  // namespace assay::app
