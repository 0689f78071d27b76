#include "cli/command.h"

#include "base/file.h"

namespace assay::cli {

int run_command(Arguments& arguments, Words words, Console& console,
                const std::function<Result<int>()>& body) {
  const auto parsed = arguments.parse(words);
  if (!parsed.ok()) return complain(console, parsed.error());
  if (parsed.value() == Arguments::Parsed::help) {
    console.out << arguments.help();
    return exit_done;
  }
  const Result<int> code = body();
  return code.ok() ? code.value() : complain(console, code.error());
}

Result<Done> write_text(const std::string& path, const std::string& text, Console& console) {
  if (path != "-") return write_file(path, text);
  console.out << text;
  return Done{};
}

}  // namespace assay::cli
