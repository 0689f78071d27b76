#include "cli/arguments.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>

#include "base/nearest.h"

namespace assay::cli {
struct Arguments::State {
  CLI::App app;
  std::string command;
  std::string example;
  std::vector<std::string> names;  // of all options, for suggestions

  CLI::Option* named(CLI::Option* option, const std::string& value) {
    option->type_name(value)->allow_extra_args(false);
    for (const std::string& name : option->get_lnames()) names.push_back("--" + name);
    return option;
  }
};

Arguments::Arguments(const std::string& command, const std::string& summary, const std::string& example)
    : state_(std::make_unique<State>()) {
  state_->app.description(summary);
  state_->app.name("assay " + command);
  state_->app.set_help_flag("-h,--help", "print this and exit");
  state_->app.get_formatter()->column_width(34);
  state_->command = command;
  state_->example = example;
}

Arguments::~Arguments() = default;

void Arguments::positional(const std::string& name, std::vector<std::string>& into, const std::string& help) {
  state_->app.add_option(name, into, help)->type_name("");
}

void Arguments::text(const std::string& flags, const std::string& value, std::string& into,
                     const std::string& help, Need need) {
  auto* option = state_->named(state_->app.add_option(flags, into, help), value);
  option->required(need == Need::required);
}

void Arguments::list(const std::string& flags, const std::string& value, std::vector<std::string>& into,
                     const std::string& help) {
  state_->named(state_->app.add_option(flags, into, help), value)->delimiter(',');
}

void Arguments::repeated(const std::string& flags, const std::string& value, std::vector<std::string>& into,
                         const std::string& help) {
  state_->named(state_->app.add_option(flags, into, help), value);
}

void Arguments::number(const std::string& flags, const std::string& value, double& into,
                       const std::string& help) {
  state_->named(state_->app.add_option(flags, into, help), value);
}

void Arguments::count(const std::string& flags, const std::string& value, std::uint64_t& into,
                      const std::string& help) {
  state_->named(state_->app.add_option(flags, into, help), value);
}

void Arguments::flag(const std::string& flags, bool& into, const std::string& help) {
  CLI::Option* option = state_->app.add_flag(flags, into, help);
  for (const std::string& name : option->get_lnames()) state_->names.push_back("--" + name);
}

Result<Arguments::Parsed> Arguments::parse(std::span<const std::string> arguments) {
  std::vector<std::string> reversed(arguments.rbegin(), arguments.rend());
  const std::string way_out = fmt::format("; assay {} --help lists the options", state_->command);
  try {
    state_->app.parse(reversed);
  } catch (const CLI::CallForHelp&) {
    return Parsed::help;
  } catch (const CLI::ExtrasError&) {
    for (const std::string& argument : arguments) {
      const std::string name = argument.substr(0, argument.find('='));
      const bool known = std::find(state_->names.begin(), state_->names.end(), name) != state_->names.end();
      if (!name.starts_with("-") || name == "-" || known) continue;
      const std::string near = nearest(name, state_->names);
      return Error{ErrorCode::invalid,
                   fmt::format("there is no option {}{}{}", name,
                               near.empty() ? "" : fmt::format("; did you mean {}?", near), way_out),
                   ""};
    }
    return Error{ErrorCode::invalid, "there is an argument too many" + way_out, ""};
  } catch (const CLI::ParseError& error) {
    return Error{ErrorCode::invalid, error.what() + way_out, ""};
  }
  return Parsed::go_on;
}

std::string Arguments::help() const {
  return fmt::format("{}\nExample:\n  {}\n", state_->app.help(), state_->example);
}

}  // namespace assay::cli
