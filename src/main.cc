#include <cerrno>
#include <csignal>
#include <cstring>
#include <exception>
#include <iostream>
#include <string>
#include <vector>

#include "base/terminal.h"
#include "cli/run.h"

namespace {

// A reader that has seen enough (`assay inspect ... | head`) is no failure; a full disk is.
int flush_output(int code) {
  errno = 0;
  std::cout.flush();
  if (std::cout.good() || errno == EPIPE) return code;
  std::cerr << "assay: cannot write the report: " << std::strerror(errno) << "\n";
  return assay::cli::exit_bad_input;
}

}  // namespace

int main(int argc, char** argv) {
  using namespace assay;
  std::signal(SIGPIPE, SIG_IGN);
  const std::vector<std::string> words(argv + 1, argv + argc);
  cli::Console console{std::cout, std::cerr};
  if (is_terminal(Stream::error)) console.progress = cli::Progress::shown;
  if (is_terminal(Stream::output) && colour_allowed()) console.colour = cli::Colour::on;
  try {
    return flush_output(cli::run(words, console));
  } catch (const std::exception& error) {
    std::cerr << "assay: this is a mistake of the program, not of your files: " << error.what() << "\n";
    return cli::exit_bad_input;
  }
}
