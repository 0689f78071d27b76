#include <cstdio>
#include <exception>
#include <iostream>
#include <string>
#include <vector>

#include "cli/run.h"

int main(int argc, char** argv) {
  const std::vector<std::string> words(argv + 1, argv + argc);
  assay::cli::Console console{std::cout, std::cerr};
  try {
    const int code = assay::cli::run(words, console);
    std::cout.flush();
    return code;
  } catch (const std::exception& error) {
    std::cerr << "assay: this is a mistake of the program, not of your files: " << error.what() << "\n";
    return 2;
  }
}
