#include "cli/run.h"

#include <fmt/format.h>

#include <vector>

#include "base/nearest.h"
#include "base/text.h"
#include "base/version.h"
#include "cli/arguments.h"

namespace assay::cli {
namespace {

std::string overview() {
  std::string text =
      "assay answers one question: are these labels right, and where are they not?\n"
      "\nUsage: assay COMMAND [options]; assay COMMAND --help prints the options\n\n";
  for (const Command& command : commands()) {
    text += fmt::format("  {:<10}{}\n            {}\n", command.name, command.summary, command.example);
  }
  return text + "\n  --version prints the version, --help prints this\n";
}

int unknown_command(const std::string& name, Console& console) {
  std::vector<std::string> names;
  for (const Command& command : commands()) names.emplace_back(command.name);
  const std::string near = nearest(name, names);
  const std::string hint = near.empty() ? "assay --help lists them" : fmt::format("did you mean {}?", near);
  return complain(console,
                  {ErrorCode::invalid, fmt::format("there is no command \"{}\"; {}", name, hint), ""});
}

}  // namespace

int run(Words arguments, Console& console) {
  if (arguments.empty()) {
    console.err << overview();
    return exit_bad_input;
  }
  const std::string& name = arguments.front();
  if (name == "--help" || name == "-h" || name == "help") {
    console.out << overview();
    return exit_done;
  }
  if (name == "--version") {
    console.out << "assay " << version() << "\n";
    return exit_done;
  }
  for (const Command& command : commands()) {
    if (name == command.name) return command.run(arguments.subspan(1), console);
  }
  return unknown_command(name, console);
}

}  // namespace assay::cli
