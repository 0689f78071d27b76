// Keys to codes: in the array, beyond it, and below its first.

#include "live/key_codes.h"

#include <gtest/gtest.h>

#include <map>

namespace assay::live {

TEST(key_codes, keys_near_each_other_far_off_and_negative_are_all_found) {
  std::map<std::int64_t, std::uint32_t> expected;
  KeyCodes codes;
  const auto add = [&](std::int64_t key) {
    const auto code = static_cast<std::uint32_t>(expected.size());
    expected[key] = code;
    codes.add(key, code);
  };
  add(-1);
  for (std::int64_t key = 1000; key < 4000; key += 1 + key % 7) add(key);
  add(1'000'000'000'000);
  add(3);  // below the first
  for (std::int64_t key = 4001; key < 9000; ++key) add(key);
  add(INT64_MAX);
  add(INT64_MIN);
  for (const auto& [key, code] : expected) EXPECT_EQ(codes.code(key), code) << key;
  for (const std::int64_t absent : {std::int64_t{0}, std::int64_t{1}, std::int64_t{999}, std::int64_t{9001},
                                    std::int64_t{-2}, std::int64_t{1'000'000'000'001}}) {
    EXPECT_EQ(codes.code(absent), labels::none) << absent;
  }
}

TEST(key_codes, a_key_that_the_array_comes_to_reach_later_keeps_its_code) {
  KeyCodes codes;
  codes.add(1, 0);
  codes.add(2'000, 1);  // too far off for two keys
  for (std::int64_t key = 2; key < 3'000; ++key) {
    if (key != 2'000) codes.add(key, static_cast<std::uint32_t>(key));
  }
  EXPECT_EQ(codes.code(2'000), 1U);
  codes.add(2'000, 7);
  EXPECT_EQ(codes.code(2'000), 7U);
}

TEST(key_codes, an_array_takes_four_bytes_a_key_and_a_little) {
  KeyCodes codes;
  for (std::int64_t key = 500; key < 1'000'500; ++key) codes.add(key, 1);
  EXPECT_LT(codes.bytes(), 5'000'000U);
}

}  // namespace assay::live
