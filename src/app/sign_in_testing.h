#pragma once
// People of a test server who sign in as themselves, with and without a second factor.

#include <string>
#include <vector>

#include "app/app_testing.h"
#include "app/second_factor.h"
#include "app/sessions.h"
#include "app/signing.h"
#include "app/user_states.h"
#include "domain/totp_testing.h"
#include "store/audit_log.h"
#include "store/project.h"
#include "store/user.h"

namespace assay::app {

inline constexpr const char* owner_password = "a long enough phrase";
inline constexpr const char* other_password = "another long phrase";

// As their session shows them to the verbs.
inline Caller caller_of(const domain::Session& session) {
  Caller caller{session.user, Access::write, "r-2", "127.0.0.1"};
  caller.session = session.id;
  return caller;
}

using domain::Telephone;

struct Enrolled {
  Telephone telephone;
  std::vector<std::string> recovery_codes;
};

// With the caller's user as they are afterwards.
inline Enrolled enrol(Server& server, Caller& caller, const std::string& password) {
  const auto begun = begin_second_factor(server.context, caller, password);
  EXPECT_TRUE(begun.ok());
  const Telephone telephone{begun.value().secret};
  const auto codes =
      confirm_second_factor(server.context, caller, telephone.code(server.test.clock.now_us()));
  EXPECT_TRUE(codes.ok());
  caller.user.second_factor = true;
  server.test.clock.advance(domain::totp_step_us);  // the next code
  return {telephone, codes.value()};
}

inline domain::User add_person(Server& server, const std::string& name) {
  const auto added = add_user(server.context, server.owner, {name + "@example.org", name, other_password});
  EXPECT_TRUE(added.ok());
  return added.value();
}

inline Caller signed_in(Server& server, const std::string& name) {
  const auto arrival = sign_in(server.context, {}, name + "@example.org", other_password);
  EXPECT_TRUE(arrival.ok());
  return caller_of(arrival.value().signed_in->session);
}

inline std::vector<std::string> verbs(Server& server) {
  std::vector<std::string> out;
  const auto rows = server.test.database->read(
      [&](store::Connection& connection) { return store::audit_events(connection, {.limit = 1000}); });
  for (const store::AuditRow& row : rows.value()) out.push_back(row.verb);
  std::reverse(out.begin(), out.end());
  return out;
}
inline std::string last_leaf(Server& server) {
  const auto rows = server.test.database->read(
      [&](store::Connection& connection) { return store::audit_events(connection, {.limit = 1}); });
  return rows.value().at(0).leaf;
}

}  // namespace assay::app
