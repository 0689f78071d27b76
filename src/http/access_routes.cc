#include "http/access_routes.h"

#include "http/handlers.h"
#include "http/route_parts.h"

namespace assay::http {
namespace {

using enum Who;
using enum Scope;

void add_people(std::vector<Route>& to) {
  to.push_back({"GET", "/api/v1/setup", "Whether the server waits for its first user", anybody, read, "",
                "Setup", R"({"needed":true})", show_setup});
  to.push_back({"POST", "/api/v1/setup", "Make the first user, who administers the server, and sign them in",
                anybody, write, "NewSetup", "Session",
                R"({"token":"assay_...","organisation":"Example","name":"Ada","email":"ada@example.org",)"
                R"("password":"a long enough phrase"})",
                set_up, small});
  to.push_back({"POST", "/api/v1/session", "Sign in: sets the cookie of a session", anybody, write, "SignIn",
                "Session", R"({"email":"ada@example.org","password":"a long enough phrase"})", sign_in,
                small});
  to.push_back({"GET", "/api/v1/session",
                "Who is signed in, and the token that changes carry; user is null when nobody is", anybody,
                read, "", "Visit", "", show_session});
  to.push_back({.method = "DELETE",
                .path = "/api/v1/session",
                .summary = "Sign out",
                .scope = write,
                .answer = "Done",
                .example = "{}",
                .handler = sign_out,
                .before = Before::unlocking});
  to.push_back({"POST", "/api/v1/session/second_factor",
                "The code that completes a sign-in: challenge is in the answer to the password, 401 with the "
                "code second_factor_needed",
                anybody, write, "SignInCode", "Session", R"({"challenge":"assay_...","code":"123456"})",
                answer_challenge, small});
  to.push_back({.method = "POST",
                .path = "/api/v1/session/unlock",
                .summary = "Open a session again that was idle for too long and answers 401 with the code "
                           "session_locked",
                .scope = write,
                .body = "PersonProof",
                .answer = "Done",
                .example = R"({"password":"a long enough phrase","code":"123456"})",
                .handler = unlock_session,
                .body_bytes_max = small,
                .before = Before::unlocking});
  to.push_back(
      {"GET", "/api/v1/tokens", "The tokens you made", signed_in, read, "", "TokenPage", "", list_tokens});
  to.push_back({"POST", "/api/v1/tokens", "Make a token for scripts; it is shown this once", signed_in, write,
                "NewToken", "TokenMade",
                R"({"name":"nightly import","scopes":["read","write"],"expires_at":null})", make_token,
                small});
  to.push_back({"POST", "/api/v1/tokens/{id}/revoke", "End a token", signed_in, write, "", "Done", "{}",
                revoke_token});
}

void add_second_factor(std::vector<Route>& to) {
  to.push_back({.method = "GET",
                .path = "/api/v1/second_factor",
                .summary = "Whether you have a second factor, and whether this server demands one",
                .answer = "SecondFactor",
                .handler = show_second_factor,
                .before = Before::enrolment});
  to.push_back({.method = "POST",
                .path = "/api/v1/second_factor",
                .summary = "Begin to enrol one: its secret, shown this once, counts when a code confirms it",
                .scope = write,
                .body = "PasswordAlone",
                .answer = "NewSecondFactor",
                .example = R"({"password":"a long enough phrase"})",
                .handler = begin_second_factor,
                .body_bytes_max = small,
                .before = Before::enrolment});
  to.push_back({.method = "POST",
                .path = "/api/v1/second_factor/confirm",
                .summary = "Confirm it by a code; ten recovery codes, shown this once",
                .scope = write,
                .body = "CodeAlone",
                .answer = "RecoveryCodes",
                .example = R"({"code":"123456"})",
                .handler = confirm_second_factor,
                .body_bytes_max = small,
                .before = Before::enrolment});
  to.push_back({"POST", "/api/v1/second_factor/remove", "Sign in by password alone from now on", signed_in,
                write, "PersonProof", "Done", R"({"password":"a long enough phrase","code":"123456"})",
                remove_second_factor, small});
  to.push_back({"POST", "/api/v1/second_factor/recovery_codes", "Ten new recovery codes; the old ones end",
                signed_in, write, "PersonProof", "RecoveryCodes",
                R"({"password":"a long enough phrase","code":"123456"})", make_recovery_codes, small});
}

void add_account(std::vector<Route>& to) {
  to.push_back({"GET", "/api/v1/sessions", "Where you are signed in", signed_in, read, "", "SessionPage", "",
                list_sessions});
  to.push_back({"POST", "/api/v1/sessions/{id}/end", "End one of your sessions", signed_in, write, "", "Done",
                "{}", end_session});
  to.push_back({"POST", "/api/v1/sessions/end_others", "End all your sessions but this one", signed_in, write,
                "", "SessionsEnded", R"({"ended":2})", end_other_sessions});
  to.push_back({"POST", "/api/v1/password", "Change your password; your other sessions end", signed_in, write,
                "PasswordChange", "Done",
                R"({"old_password":"a long enough phrase","new_password":"another long phrase"})",
                change_password, small});
  add_second_factor(to);
}

void add_users(std::vector<Route>& to) {
  constexpr std::string_view why = R"({"reason":"has left"})";
  to.push_back({"GET", "/api/v1/users", "Everybody who can sign in, could or will", administrator, read, "",
                "UserPage", "", list_users});
  to.push_back({"POST", "/api/v1/users/{id}/lock",
                "Keep an active user out; their sessions end, their tokens are refused", administrator, write,
                "UserChange", "UserRow", why, lock_user, small});
  to.push_back({"POST", "/api/v1/users/{id}/unlock",
                "Let a locked user in again, also one whom failed sign-ins keep out", administrator, write,
                "UserChange", "UserRow", why, unlock_user, small});
  to.push_back({"POST", "/api/v1/users/{id}/close", "End a user for ever; what they did stays", administrator,
                write, "UserChange", "UserRow", why, close_user, small});
  to.push_back({"POST", "/api/v1/users/{id}/end_sessions", "Sign a user out everywhere", administrator, write,
                "UserChange", "SessionsEnded", why, end_user_sessions, small});
  to.push_back({"POST", "/api/v1/users/{id}/reset_second_factor",
                "For who has lost the telephone and the recovery codes; their sessions end", administrator,
                write, "UserChange", "Done", why, reset_second_factor, small});
  to.push_back({"GET",
                "/api/v1/invitations",
                "Who was invited, newest first",
                administrator,
                read,
                "",
                "InvitationPage",
                "",
                list_invitations,
                0,
                {page_limit, page_cursor}});
  to.push_back({"POST", "/api/v1/invitations",
                "Invite somebody: the token of their link is shown this once, and works once within 7 days",
                administrator, write, "NewInvitation", "InvitationMade",
                R"({"email":"eve@example.org","administrator":false})", invite, small});
  to.push_back({"POST", "/api/v1/invitations/{id}/revoke", "Take an invitation back", administrator, write,
                "", "Done", "{}", revoke_invitation});
  to.push_back({"POST", "/api/v1/invitations/open", "What an invitation is for", anybody, write,
                "InvitationToken", "OpenInvitation", R"({"token":"assay_..."})", open_invitation, small});
  to.push_back({"POST", "/api/v1/invitations/accept", "Become a user by an invitation, and sign in", anybody,
                write, "Acceptance", "Session",
                R"({"token":"assay_...","name":"Eve","password":"a long enough phrase"})", accept_invitation,
                small});
}

void add_approvals(std::vector<Route>& to) {
  to.push_back({"POST", "/api/v1/confirmations",
                "Sign again for exactly one thing, named by its hash; works once within 5 minutes", signed_in,
                write, "Signing", "Confirmation",
                R"({"sha256":"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",)"
                R"("password":"a long enough phrase","code":"123456"})",
                confirm_person, small});
  to.push_back({"GET",
                "/api/v1/approvals",
                "What needs a second person, newest first",
                signed_in,
                read,
                "",
                "ApprovalPage",
                "",
                list_approvals,
                0,
                {page_limit, page_cursor}});
  to.push_back({"POST", "/api/v1/approvals", "Ask for an action that needs a second person", signed_in, write,
                "NewApproval", "Approval",
                R"({"action":"export_personal_data","project":null,"subject":null,"request":{"rows":10}})",
                request_approval, large});
  to.push_back({"POST", "/api/v1/approvals/{id}/approve",
                "Agree to exactly what was asked for, with a confirmation of its hash", signed_in, write,
                "ApprovalConfirmation", "Approval", R"({"confirmation":"assay_..."})", approve, small});
}

}  // namespace

void add_access_routes(std::vector<Route>& to) {
  add_people(to);
  add_account(to);
  add_users(to);
  add_approvals(to);
}

}  // namespace assay::http
