#include "base/log.h"

#include <unistd.h>

#include <mutex>
#include <nlohmann/json.hpp>
#include <utility>

#include "base/json_text.h"

namespace assay {
namespace {

constexpr std::size_t text_bytes_max = 2000;

// A pipe that nobody reads any more must not end the server: what cannot be written is lost.
void write_to_standard_error(std::string_view line) {
  std::string all(line);
  all += '\n';
  for (std::size_t at = 0; at < all.size();) {
    const auto written = ::write(STDERR_FILENO, all.data() + at, all.size() - at);
    if (written <= 0) return;
    at += static_cast<std::size_t>(written);
  }
}

}  // namespace

struct Log::State {
  State(const Clock& its_clock, LogLevel its_least, Write its_write)
      : clock(its_clock), least(its_least), write(std::move(its_write)) {}
  const Clock& clock;
  LogLevel least;
  Write write;
  std::mutex mutex;
};

const char* log_level_name(LogLevel level) {
  switch (level) {
    case LogLevel::debug:
      return "debug";
    case LogLevel::info:
      return "info";
    case LogLevel::warning:
      return "warning";
    case LogLevel::error:
      return "error";
  }
  return "error";
}

Log::Log(const Clock& clock, LogLevel least) : Log(clock, least, write_to_standard_error) {}

Log::Log(const Clock& clock, LogLevel least, Write write)
    : state_(std::make_unique<State>(clock, least, std::move(write))) {}

Log::~Log() = default;

void Log::write(LogLevel level, std::string_view event, const std::vector<LogField>& fields) const {
  if (level < state_->least) return;
  nlohmann::ordered_json line = {
      {"time", utc_text_us(state_->clock.now_us())}, {"level", log_level_name(level)}, {"event", event}};
  for (const LogField& field : fields) {
    const std::string name(field.name);
    if (const auto* number = std::get_if<std::int64_t>(&field.value)) {
      line[name] = *number;
    } else {
      line[name] = std::get<std::string_view>(field.value).substr(0, text_bytes_max);
    }
  }
  const std::string text = json_text(line);
  const std::lock_guard lock(state_->mutex);
  state_->write(text);
}

}  // namespace assay
