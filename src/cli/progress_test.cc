#include "cli/progress.h"

#include <gtest/gtest.h>

#include <chrono>
#include <sstream>
#include <thread>

namespace assay::cli {
namespace {

// What is written of one step after this long.
std::string written(Progress progress, std::chrono::milliseconds after) {
  std::ostringstream out, err;
  Console console{out, err, progress};
  ProgressLine line(console);
  std::this_thread::sleep_for(after);
  line.step("reading");
  const std::string text = err.str();
  line.clear();
  EXPECT_EQ(out.str(), "") << "results alone go there";
  if (!text.empty()) {
    EXPECT_TRUE(err.str().ends_with("\r\x1b[K")) << "the line is wiped";
  }
  return text;
}

TEST(progress_line, tells_a_person_what_takes_long_and_nobody_else) {
  EXPECT_NE(written(Progress::shown, std::chrono::milliseconds(520)).find("reading ..."), std::string::npos);
  EXPECT_EQ(written(Progress::shown, std::chrono::milliseconds(0)), "") << "it does not take long";
  EXPECT_EQ(written(Progress::silent, std::chrono::milliseconds(520)), "") << "nobody looks";
}

}  // namespace
}  // namespace assay::cli
