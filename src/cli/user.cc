// assay user add and its like, assay token new: for scripts, on the server's own machine.

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <span>

#include "app/organisations.h"
#include "app/single_sign_on.h"
#include "app/user_states.h"
#include "app/users.h"
#include "base/clock.h"
#include "base/process.h"
#include "base/text.h"
#include "cli/command.h"
#include "cli/place.h"

namespace assay::cli {
namespace {

constexpr int list_name_width = 24;

struct UserArguments {
  ServeSettings settings;
  std::vector<std::string> what;
  std::string email, name, organisation, reason, scopes = "read";
  bool administrator = false;
};

Result<std::string> password_of() {
  const auto given = environment_value("ASSAY_PASSWORD");
  if (given) return *given;
  return Error{ErrorCode::invalid, "put the password into the environment: ASSAY_PASSWORD=… assay user add …",
               "ASSAY_PASSWORD"};
}

Result<int> add_first_user(app::Context& context, const UserArguments& a, const std::string& password,
                           Console& console) {
  Result<std::optional<std::string>> link = app::make_setup_link(context);
  if (!link) return link.error();
  const std::string organisation = a.organisation.empty() ? "Client" : a.organisation;
  auto made = app::set_up(context, {}, {*link.value(), organisation, a.name, a.email, password});
  if (!made) return made.error();
  console.out << "made the first user, who administers the server: " << made.value().session.user.email
              << "\n";
  return exit_done;
}

// By its name; the caller's own where none is named.
Result<domain::OrganisationId> organisation_of(app::Context& context, const app::Caller& caller,
                                               const std::string& name) {
  if (name.empty()) return caller.user.organisation;
  auto all = app::organisations(context, caller);
  if (!all) return all.error();
  for (const domain::Organisation& each : all.value()) {
    if (each.name == name) return each.id;
  }
  return Error{ErrorCode::not_found, "there is no organisation of this name", "--organisation"};
}

Result<int> add_user(app::Context& context, const UserArguments& a, Console& console) {
  Result<std::string> password = password_of();
  if (!password) return password.error();
  Result<bool> needed = app::setup_needed(context);
  if (!needed) return needed.error();
  if (needed.value()) return add_first_user(context, a, password.value(), console);
  Result<app::Caller> caller = app::local_caller(context, "cli");
  if (!caller) return caller.error();
  auto organisation = organisation_of(context, caller.value(), a.organisation);
  if (!organisation) return organisation.error();
  auto made = app::add_user(context, caller.value(),
                            {a.email, a.name, password.value(), a.administrator, organisation.value()});
  if (!made) return made.error();
  console.out << "made the user " << made.value().email << "\n";
  return exit_done;
}

Result<int> unlink_user(app::Context& context, const UserArguments& a, Console& console) {
  Result<app::Caller> caller = app::local_caller(context, "cli");
  if (!caller) return caller.error();
  auto unlinked = app::unlink_user(context, caller.value(), a.email);
  if (!unlinked) return unlinked.error();
  console.out << a.email << " is linked with nobody of an issuer any more\n";
  return exit_done;
}

Result<int> new_token(app::Context& context, const UserArguments& a, Console& console) {
  Result<app::Caller> caller = app::local_caller(context, "cli");
  if (!caller) return caller.error();
  auto made = app::make_token(context, caller.value(), {a.name, a.scopes, {}});
  if (!made) return made.error();
  console.out << made.value().secret << "\n";
  return exit_done;
}

// The user of --email, as the first administrator sees them.
struct Meant {
  app::Caller caller;
  domain::User user;
};
Result<Meant> meant(app::Context& context, const UserArguments& a) {
  Result<app::Caller> caller = app::local_caller(context, "cli");
  if (!caller) return caller.error();
  if (a.email.empty()) return Error{ErrorCode::invalid, "say which user: --email ADDRESS", "--email"};
  Result<domain::User> user = app::user_by_email(context, caller.value(), a.email);
  if (!user) return user.error();
  return Meant{std::move(caller).value(), std::move(user).value()};
}

Result<int> change_state(app::Context& context, const UserArguments& a, domain::UserVerb verb,
                         Console& console) {
  Result<Meant> who = meant(context, a);
  if (!who) return who.error();
  auto changed = app::change_user_state(context, who.value().caller, verb, {who.value().user.id, a.reason});
  if (!changed) return changed.error();
  console.out << changed.value().email << " is " << changed.value().state << "\n";
  return exit_done;
}

Result<int> lock_user(app::Context& context, const UserArguments& a, Console& console) {
  return change_state(context, a, domain::UserVerb::lock, console);
}
Result<int> unlock_user(app::Context& context, const UserArguments& a, Console& console) {
  return change_state(context, a, domain::UserVerb::unlock, console);
}
Result<int> close_user(app::Context& context, const UserArguments& a, Console& console) {
  return change_state(context, a, domain::UserVerb::close, console);
}

Result<int> list_users(app::Context& context, const UserArguments&, Console& console) {
  Result<app::Caller> caller = app::local_caller(context, "cli");
  if (!caller) return caller.error();
  auto users = app::users(context, caller.value());
  if (!users) return users.error();
  for (const app::UserView& view : users.value()) {
    const domain::User& user = view.user;
    console.out << pad_right(printable(user.email), list_name_width) << "  " << pad_right(user.state, 7)
                << (user.administrator ? "  administrator" : "")
                << (user.second_factor ? "  second factor" : "");
    if (view.locked_out_until) console.out << "  locked out until " << utc_text(*view.locked_out_until);
    console.out << "\n";
  }
  return exit_done;
}

Result<int> new_password(app::Context& context, const UserArguments& a, Console& console) {
  Result<std::string> password = password_of();
  if (!password) return password.error();
  Result<Meant> who = meant(context, a);
  if (!who) return who.error();
  auto set = app::set_password(context, who.value().caller, who.value().user.id, password.value());
  if (!set) return set.error();
  console.out << who.value().user.email << " has another password, and is signed out everywhere\n";
  return exit_done;
}

Result<int> reset_factor(app::Context& context, const UserArguments& a, Console& console) {
  Result<Meant> who = meant(context, a);
  if (!who) return who.error();
  auto reset = app::reset_second_factor(context, who.value().caller, {who.value().user.id, a.reason});
  if (!reset) return reset.error();
  console.out << who.value().user.email << " has no second factor, and is signed out everywhere\n";
  return exit_done;
}

using Body = Result<int> (*)(app::Context&, const UserArguments&, Console&);
struct Action {
  const char* word;
  Body body;
};
constexpr std::array user_actions = {
    Action{"add", add_user},
    Action{"list", list_users},
    Action{"lock", lock_user},
    Action{"unlock", unlock_user},
    Action{"close", close_user},
    Action{"password", new_password},
    Action{"reset-second-factor", reset_factor},
    Action{"unlink", unlink_user},
};
constexpr std::array token_actions = {Action{"new", new_token}};

Result<int> with_place(UserArguments& a, std::span<const Action> actions, Console& console) {
  const auto wanted = std::find_if(actions.begin(), actions.end(), [&](const Action& action) {
    return a.what.size() == 1 && a.what[0] == action.word;
  });
  if (wanted == actions.end()) {
    std::string words;
    for (const Action& action : actions) words += fmt::format("{}{}", words.empty() ? "" : ", ", action.word);
    return Error{ErrorCode::invalid, fmt::format("say what to do: {}", words), ""};
  }
  if (auto settled = settle(a.settings); !settled) return settled.error();
  Result<std::unique_ptr<Place>> place = Place::open(a.settings);
  if (!place) return place.error();
  return wanted->body(place.value()->context(), a, console);
}

}  // namespace

int user(Words words, Console& console) {
  UserArguments a;
  Arguments arguments("user", "Users of a server, on its own machine.",
                      "ASSAY_PASSWORD=… assay user add --data DIR --email ada@example.org --name Ada");
  arguments.positional("what", a.what,
                       "add, list, lock, unlock, close, password, reset-second-factor or unlink");
  arguments.text("--email", "ADDRESS", a.email, "by which they sign in");
  arguments.text("--reason", "TEXT", a.reason, "why, for the audit log");
  arguments.text("--name", "NAME", a.name, "what they are called");
  arguments.text("--organisation", "NAME", a.organisation,
                 "theirs: of the first user its name, of others one that is there");
  arguments.flag("--administrator", a.administrator, "may administer the server");
  declare_settings(arguments, a.settings);
  return run_command(arguments, words, console, [&] { return with_place(a, user_actions, console); });
}

int token(Words words, Console& console) {
  UserArguments a;
  Arguments arguments("token", "A token of the interface for scripts, of the first administrator.",
                      "assay token new --data DIR --name nightly --scopes 'read write'");
  arguments.positional("new", a.what, "what to do: new");
  arguments.text("--name", "NAME", a.name, "what it is for");
  arguments.text("--scopes", "S", a.scopes, "read, or 'read write'");
  declare_settings(arguments, a.settings);
  return run_command(arguments, words, console, [&] { return with_place(a, token_actions, console); });
}

}  // namespace assay::cli
