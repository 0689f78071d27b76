#pragma once
// The one random generator: counter-based Philox 4x32-10 (Salmon et al. 2011, Random123).
// A stream is (seed, purpose, index): replicate 17 draws the same numbers whichever thread runs it, in
// whatever order.

#include <cstdint>

namespace assay {

// What a stream is for; two purposes never share numbers. Append only: a value is part of every stored
// result.
enum class RandomPurpose : std::uint32_t {
  bootstrap = 1,
  permutation = 2,
  simulation = 3,
  predictive_check = 4,
  ability_draws = 5,
  consensus_bootstrap = 6,
  split = 7,
  sample = 8,
  annotator_bootstrap = 9,
  consensus_start = 30
};

class Rng {
 public:
  // Cost: nothing until the first draw. Copies draw the same numbers.
  Rng(std::uint64_t seed, RandomPurpose purpose, std::uint64_t index);

  std::uint64_t next();                      // uniform on 0 .. 2^64-1
  double uniform();                          // [0, 1), 53 bits
  std::uint64_t below(std::uint64_t bound);  // uniform on 0 .. bound-1, exact; bound >= 1
  double normal();                           // standard normal
  double gamma(double shape);                // shape > 0, scale 1
  double beta(double a, double b);           // a, b > 0
  std::int64_t binomial(std::int64_t n,
                        double p);  // exact; expected cost O(min(n, 1)) for large n p, see rng.cc

  // As a standard UniformRandomBitGenerator, for library distributions where needed.
  using result_type = std::uint64_t;
  static constexpr result_type min() { return 0; }
  static constexpr result_type max() { return ~result_type{0}; }
  result_type operator()() { return next(); }

 private:
  void refill();
  std::uint32_t key_[2];
  std::uint32_t counter_[4];
  std::uint64_t block_[2] = {0, 0};
  int left_ = 0;
};

}  // namespace assay
