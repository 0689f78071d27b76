// assay user add, assay token new: for scripts, on the server's own machine.

#include <fmt/format.h>

#include "app/organisations.h"
#include "app/users.h"
#include "base/process.h"
#include "cli/command.h"
#include "cli/place.h"

namespace assay::cli {
namespace {

struct UserArguments {
  ServeSettings settings;
  std::vector<std::string> what;
  std::string email, name, organisation, scopes = "read";
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

Result<int> new_token(app::Context& context, const UserArguments& a, Console& console) {
  Result<app::Caller> caller = app::local_caller(context, "cli");
  if (!caller) return caller.error();
  auto made = app::make_token(context, caller.value(), {a.name, a.scopes, {}});
  if (!made) return made.error();
  console.out << made.value().secret << "\n";
  return exit_done;
}

using Body = Result<int> (*)(app::Context&, const UserArguments&, Console&);

Result<int> with_place(UserArguments& a, const std::string& verb, Body body, Console& console) {
  if (a.what.size() != 1 || a.what[0] != verb) {
    return Error{ErrorCode::invalid, fmt::format("say {}", verb), ""};
  }
  if (auto settled = settle(a.settings); !settled) return settled.error();
  Result<std::unique_ptr<Place>> place = Place::open(a.settings);
  if (!place) return place.error();
  return body(place.value()->context(), a, console);
}

}  // namespace

int user(Words words, Console& console) {
  UserArguments a;
  Arguments arguments("user", "Users of a server, made on its own machine.",
                      "ASSAY_PASSWORD=… assay user add --data DIR --email ada@example.org --name Ada");
  arguments.positional("add", a.what, "what to do: add");
  arguments.text("--email", "ADDRESS", a.email, "by which they sign in");
  arguments.text("--name", "NAME", a.name, "what they are called");
  arguments.text("--organisation", "NAME", a.organisation,
                 "theirs: of the first user its name, of others one that is there");
  arguments.flag("--administrator", a.administrator, "may administer the server");
  declare_settings(arguments, a.settings);
  return run_command(arguments, words, console, [&] { return with_place(a, "add", add_user, console); });
}

int token(Words words, Console& console) {
  UserArguments a;
  Arguments arguments("token", "A token of the interface for scripts, of the first administrator.",
                      "assay token new --data DIR --name nightly --scopes 'read write'");
  arguments.positional("new", a.what, "what to do: new");
  arguments.text("--name", "NAME", a.name, "what it is for");
  arguments.text("--scopes", "S", a.scopes, "read, or 'read write'");
  declare_settings(arguments, a.settings);
  return run_command(arguments, words, console, [&] { return with_place(a, "new", new_token, console); });
}

}  // namespace assay::cli
