#pragma once
// What the program is doing, on one line of standard error, for work that takes long enough to wonder.

#include <cstdint>
#include <string_view>

#include "cli/console.h"

namespace assay::cli {

class ProgressLine {
 public:
  explicit ProgressLine(Console& console);
  ~ProgressLine();  // clears
  ProgressLine(const ProgressLine&) = delete;
  ProgressLine& operator=(const ProgressLine&) = delete;

  // Shown only where a person looks and only once the command has run for half a second.
  void step(std::string_view name);
  void clear();  // wipes the line, before something else is written

 private:
  Console& console_;
  std::int64_t start_ms_;
  bool shown_ = false;
};

}  // namespace assay::cli
