#include "base/log.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "base/json_text.h"

namespace assay {
namespace {

TEST(log, writes_one_json_object_a_line) {
  const ManualClock clock(1'764'000'000'000'123);
  std::vector<std::string> lines;
  const Log log(clock, LogLevel::info, [&](std::string_view line) { lines.emplace_back(line); });
  log.write(LogLevel::info, "request", {{"status", 200}, {"route", "/api/v1/projects/{id}"}});
  ASSERT_EQ(lines.size(), 1u);
  EXPECT_EQ(lines[0],
            R"({"time":"2025-11-24T16:00:00.000123Z","level":"info","event":"request","status":200,)"
            R"("route":"/api/v1/projects/{id}"})");
}

TEST(log, leaves_out_what_is_below_its_level) {
  const ManualClock clock(0);
  int count = 0;
  const Log log(clock, LogLevel::warning, [&](std::string_view) { ++count; });
  log.write(LogLevel::info, "request");
  log.write(LogLevel::error, "disk");
  EXPECT_EQ(count, 1);
}

TEST(log, keeps_hostile_text_inside_its_line) {
  const ManualClock clock(0);
  std::string seen;
  const Log log(clock, LogLevel::debug, [&](std::string_view line) { seen = line; });
  log.write(LogLevel::info, "request", {{"agent", "a\n{\"level\":\"error\"}\xff"}});
  EXPECT_EQ(seen.find('\n'), std::string::npos);
  EXPECT_EQ(json_from<nlohmann::json>(seen)["level"], "info");
  log.write(LogLevel::info, "request", {{"agent", std::string(5000, 'x')}});
  EXPECT_LT(seen.size(), 2200u);
}

}  // namespace
}  // namespace assay
