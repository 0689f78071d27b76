#pragma once
// The commands, one file each; commands() is the visible list behind `assay --help`.

#include <span>
#include <string>

#include "cli/console.h"

namespace assay::cli {

using Words = std::span<const std::string>;

struct Command {
  const char* name;
  const char* summary;  // one line
  const char* example;
  int (*run)(Words arguments, Console& console);
};

std::span<const Command> commands();

int inspect(Words arguments, Console& console);
int consensus(Words arguments, Console& console);
int compare(Words arguments, Console& console);
int convert(Words arguments, Console& console);
int plan(Words arguments, Console& console);
int gate(Words arguments, Console& console);
int project(Words arguments, Console& console);
int estimate(Words arguments, Console& console);
int merge(Words arguments, Console& console);
int audit(Words arguments, Console& console);
int draw(Words arguments, Console& console);
int manifest(Words arguments, Console& console);
int simulate(Words arguments, Console& console);
int serve(Words arguments, Console& console);
int backup(Words arguments, Console& console);
int restore(Words arguments, Console& console);
int doctor(Words arguments, Console& console);
int reseal(Words arguments, Console& console);
int user(Words arguments, Console& console);
int token(Words arguments, Console& console);
int openapi(Words words, Console& console);
int formats(Words arguments, Console& console);
int metrics(Words arguments, Console& console);

}  // namespace assay::cli
