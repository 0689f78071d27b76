#pragma once
// Commands run inside the test on a folder of their own.

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "cli/run.h"

namespace assay::cli {

struct Ran {
  int code = 0;
  std::string out, err;
};

inline Ran run_words(const std::vector<std::string>& words) {
  std::ostringstream out, err;
  Console console{out, err};
  const int code = run(words, console);
  return {code, out.str(), err.str()};
}

// A folder that goes when the test does.
class Folder : public testing::Test {
 protected:
  void SetUp() override {
    const auto* info = testing::UnitTest::GetInstance()->current_test_info();
    folder_ = std::filesystem::path(testing::TempDir()) /
              (std::string("assay_") + info->test_suite_name() + "_" + info->name());
    std::filesystem::remove_all(folder_);
    std::filesystem::create_directories(folder_);
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }

  std::string path(const std::string& name) const { return (folder_ / name).string(); }
  std::string file(const std::string& name, const std::string& text) const {
    std::ofstream(path(name), std::ios::binary) << text;
    return path(name);
  }
  std::string read(const std::string& name) const {
    std::ifstream stream(path(name), std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), {}};
  }
  bool exists(const std::string& name) const { return std::filesystem::exists(path(name)); }

  // labels.csv, gold.csv, items.csv, annotators.csv of a simulated delivery.
  void simulate(const std::vector<std::string>& options = {}) const {
    std::vector<std::string> words = {"simulate", "-o", folder_.string(), "--gold", "80"};
    if (std::find(options.begin(), options.end(), "--items") == options.end()) {
      words.insert(words.end(), {"--items", "300"});
    }
    words.insert(words.end(), options.begin(), options.end());
    ASSERT_EQ(run_words(words).code, exit_done);
  }

 private:
  std::filesystem::path folder_;
};

}  // namespace assay::cli
