#pragma once
// What verbs need, handed in; and who calls.

#include <functional>
#include <optional>
#include <set>
#include <string>

#include "base/clock.h"
#include "base/keys.h"
#include "domain/audit_event.h"
#include "domain/outgoing_webhook.h"
#include "domain/sign_in.h"
#include "domain/user.h"
#include "files/files.h"
#include "files/images.h"
#include "live/live.h"
#include "store/database.h"
#include "store/subject_keys.h"

namespace assay::app {

// Something changed that an open page may show.
struct Notice {
  std::string kind;  // "project", "job", "log", "message"
  std::int64_t project = 0;
  std::int64_t job = 0;
  std::int64_t log_position = 0;
  // Whose rows came: keys of providers' names, 0 of rows without one. Empty: the change is for everybody.
  std::set<std::int64_t> providers;
  std::int64_t user = 0;  // not 0: for this person alone
};

// What may leave the server, as its settings say; by default nothing.
struct Outbound {
  bool has_mail = false;
  domain::WebhookRules webhooks;
  std::string public_address;  // of the application, without a slash at the end; links begin with it

  bool leads_anywhere() const { return has_mail || !webhooks.hosts.empty(); }
};

// How people sign in, as the settings of the server say.
enum class SecondFactor { optional, demanded };
struct SignInRules {
  std::int64_t idle_lock_us = 15 * minute_us;
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
  store::SubjectKeys* subject_keys = nullptr;   // of what is told about people; none: nothing is erased
  SignInRules sign_in;
  Outbound outbound;
  std::function<void()> sending_waits;  // wakes the sender; may be empty

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
  std::int64_t at_us = 0;                        // when they called, for what ends by itself

  bool signed_in() const { return !user.id.none(); }
};

// An event with the caller in it.
domain::AuditEvent event_by(const Caller& caller, std::string verb, std::string object_kind);

}  // namespace assay::app
