#pragma once
// The options of one command: declared once, parsed into plain variables, and printed by --help.
// The only place that knows the library behind it.

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "base/result.h"

namespace assay::cli {

class Arguments {
 public:
  // What the command is for, in one line, and an example of its use.
  Arguments(const std::string& command, const std::string& summary, const std::string& example);
  ~Arguments();
  Arguments(const Arguments&) = delete;
  Arguments& operator=(const Arguments&) = delete;

  enum class Need { optional, required };

  // Declarations; `into` must outlive parse() and holds the default. `flags` is "--json" or "-o,--output".
  void positional(const std::string& name, std::vector<std::string>& into, const std::string& help);
  void text(const std::string& flags, const std::string& value, std::string& into, const std::string& help,
            Need need = Need::optional);
  void list(const std::string& flags, const std::string& value, std::vector<std::string>& into,
            const std::string& help);  // comma-separated
  void repeated(const std::string& flags, const std::string& value, std::vector<std::string>& into,
                const std::string& help);  // may be given several times
  void number(const std::string& flags, const std::string& value, double& into, const std::string& help);
  void count(const std::string& flags, const std::string& value, std::uint64_t& into,
             const std::string& help);
  void flag(const std::string& flags, bool& into, const std::string& help);

  enum class Parsed { go_on, help };
  // Refuses what was not declared, with the name of the nearest option.
  Result<Parsed> parse(std::span<const std::string> arguments);
  std::string help() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace assay::cli
