#pragma once
// What the process around the program says: its environment, and that it should stop.

#include <optional>
#include <string>
#include <vector>

namespace assay {

std::optional<std::string> environment_value(const std::string& name);
// The names of variables that begin so.
std::vector<std::string> environment_names(const std::string& prefix);

// From construction on, SIGINT and SIGTERM end nothing by themselves: wait() returns when one arrives. Before
// any thread is made.
class StopSignals {
 public:
  StopSignals();
  void wait() const;
};

}  // namespace assay
