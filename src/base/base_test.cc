#include <gtest/gtest.h>

#include <cmath>
#include <cstdio>

#include "base/file.h"
#include "base/hash.h"
#include "base/parallel.h"
#include "base/result.h"
#include "base/rng.h"

namespace assay {
namespace {

TEST(result, carries_a_value_or_says_why_not) {
  Result<int> good = 3;
  Result<int> bad = Error{ErrorCode::invalid, "no label column", "labels.csv"};
  EXPECT_EQ(good.value(), 3);
  EXPECT_EQ(error_text(bad.error()), "labels.csv: no label column");
  EXPECT_THROW((void)bad.value(), std::logic_error);
}

// FIPS 180-4 example.
TEST(hash, is_sha256) {
  EXPECT_EQ(hex(sha256("abc")), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

TEST(rng, streams_repeat_and_differ_by_index_and_purpose) {
  Rng a(7, RandomPurpose::bootstrap, 1);
  Rng b(7, RandomPurpose::bootstrap, 1);
  Rng c(7, RandomPurpose::bootstrap, 2);
  Rng d(7, RandomPurpose::permutation, 1);
  const auto first = a.next();
  EXPECT_EQ(first, b.next());
  EXPECT_NE(first, c.next());
  EXPECT_NE(first, d.next());
}

TEST(rng, binomial_has_its_mean_and_variance_on_both_sides_of_the_switch) {
  for (const double p : {0.003, 0.3, 0.9}) {
    const std::int64_t n = 1000;
    double sum = 0;
    double squares = 0;
    const int draws = 20000;
    Rng rng(11, RandomPurpose::simulation, static_cast<std::uint64_t>(p * 1000));
    for (int i = 0; i < draws; ++i) {
      const double x = static_cast<double>(rng.binomial(n, p));
      sum += x;
      squares += x * x;
    }
    const double mean = sum / draws;
    const double variance = squares / draws - mean * mean;
    const double true_variance = static_cast<double>(n) * p * (1 - p);
    EXPECT_NEAR(mean, static_cast<double>(n) * p, 4 * std::sqrt(true_variance / draws));
    EXPECT_NEAR(variance / true_variance, 1, 0.06);
  }
}

TEST(rng, gamma_has_its_mean) {
  Rng rng(5, RandomPurpose::simulation, 0);
  for (const double shape : {0.3, 1.0, 7.5}) {
    double sum = 0;
    for (int i = 0; i < 20000; ++i) sum += rng.gamma(shape);
    EXPECT_NEAR(sum / 20000, shape, 4 * std::sqrt(shape / 20000));
  }
}

TEST(parallel, chunks_cover_everything_once) {
  std::vector<int> seen(1001, 0);
  for_chunks(seen.size(), 64, [&](Chunk chunk) {
    for (std::size_t i = chunk.begin; i < chunk.end; ++i) ++seen[i];
  });
  for (const int count : seen) EXPECT_EQ(count, 1);
}

TEST(file, comes_back_as_written_and_a_missing_one_says_so) {
  const std::string path = ::testing::TempDir() + "assay_file_test.txt";
  ASSERT_TRUE(write_file(path, "a,b\n1,2\n").ok());
  auto file = FileBytes::open(path);
  ASSERT_TRUE(file.ok());
  EXPECT_EQ(file.value().bytes(), "a,b\n1,2\n");
  std::remove(path.c_str());
  const auto missing = FileBytes::open(path);
  ASSERT_FALSE(missing.ok());
  EXPECT_EQ(missing.error().code, ErrorCode::not_found);
}

// RFC 4231, test case 2.
TEST(hash, equals_the_published_keyed_digest) {
  EXPECT_EQ(hex(hmac_sha256("Jefe", "what do ya want for nothing?")),
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
}

}  // namespace
}  // namespace assay
