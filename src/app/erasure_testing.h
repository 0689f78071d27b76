#pragma once
// What the tests of erased items and of erased people look at: every byte a server has, and its log.

#include <gtest/gtest.h>

#include <filesystem>
#include <string>

#include "app/app_testing.h"
#include "base/file.h"
#include "store/audit_check.h"

namespace assay::app {

// The files of the server one behind the other, the database among them where it is a file.
inline std::string all_bytes(const Server& server) {
  std::string out;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(server.test.folder.path())) {
    if (!entry.is_regular_file()) continue;
    if (const auto file = FileBytes::open(entry.path().string()); file.ok()) out += file.value().bytes();
  }
  return out;
}

inline void expect_log_holds(Context& context) {
  const auto checked = context.database.read(
      [](store::Connection& connection) { return store::check_audit_log(connection, {}); });
  ASSERT_TRUE(checked.ok());
  EXPECT_TRUE(checked.value().problems.empty());
}

}  // namespace assay::app
