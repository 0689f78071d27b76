#pragma once
// The server's log: one JSON object a line, on standard error unless a test takes the lines. What a line may
// say is names, counts and codes: never the content of an item, a label's text, a password or a token.

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/clock.h"

namespace assay {

enum class LogLevel { debug, info, warning, error };

const char* log_level_name(LogLevel level);

struct LogField {
  std::string_view name;
  std::variant<std::int64_t, std::string_view> value;
};

// Thread safe; a line is written whole.
class Log {
 public:
  using Write = std::function<void(std::string_view line)>;  // without the end of line; one call at a time

  Log(const Clock& clock, LogLevel least);               // to standard error
  Log(const Clock& clock, LogLevel least, Write write);  // to whom it may concern
  ~Log();
  Log(const Log&) = delete;
  Log& operator=(const Log&) = delete;

  // {"time":"2026-11-24T08:05:09.000123Z","level":"info","event":"request","status":200,...}. Text that is
  // not UTF-8 is shown with replacement characters; a text longer than 2,000 bytes is cut.
  void write(LogLevel level, std::string_view event, const std::vector<LogField>& fields = {}) const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace assay
