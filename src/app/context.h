#pragma once
// What verbs need, handed in; and who calls.

#include <functional>
#include <optional>
#include <set>
#include <string>

#include "base/clock.h"
#include "base/keys.h"
#include "domain/audit_event.h"
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

struct Context {
  store::Database& database;
  live::Live& live;
  files::Files& files;
  const Clock& clock;
  PasswordCost password_cost = sign_in_cost;
  std::function<void(const Notice&)> notify;    // may be empty; must not block
  std::function<void()> job_waits;              // wakes the runner; may be empty
  const files::ImageSources* images = nullptr;  // none: only bytes that are kept

  void tell(const Notice& notice) const {
    if (notify) notify(notice);
  }
};

// scopes of a token; a session may do both.
enum class Access { read, write };

struct Caller {
  domain::User user;  // id 0: nobody signed in
  Access access = Access::write;
  std::string request_id;
  std::string address;  // of the client, for limits; never stored with content

  bool signed_in() const { return !user.id.none(); }
};

// An event with the caller in it.
domain::AuditEvent event_by(const Caller& caller, std::string verb, std::string object_kind);

}  // namespace assay::app
