#include "cli/progress.h"

#include "base/terminal.h"

namespace assay::cli {
namespace {
constexpr std::int64_t quiet_ms = 500;
}

ProgressLine::ProgressLine(Console& console) : console_(console), start_ms_(monotonic_ms()) {}

ProgressLine::~ProgressLine() { clear(); }

void ProgressLine::clear() {
  if (shown_) console_.err << "\r\x1b[K" << std::flush;
  shown_ = false;
}

void ProgressLine::step(std::string_view name) {
  if (console_.progress == Progress::silent || monotonic_ms() - start_ms_ < quiet_ms) return;
  console_.err << "\r\x1b[K" << name << " ..." << std::flush;
  shown_ = true;
}

}  // namespace assay::cli
